"""Where a ruleset offers referrals as suggestions of the assessment card: what each would do, and why."""

from collections.abc import Iterable

from cds_service.cards import referral_words
from cds_service.cards.phrases import Phrases
from cds_service.clinical.referral_rules import ReferralKind


def lines(kinds: Iterable[ReferralKind], phrases: Phrases) -> list[str]:
    """Write the part."""
    told = [
        f"- **{phrases.say(referral_words.name(kind))}:** {phrases.say(referral_words.background(kind))}"
        for kind in kinds
    ]
    if not told:
        return []
    nothing_sent = phrases.say("A suggestion creates a draft referral. Nothing is sent until you sign it.")
    return [phrases.say("**Next steps to consider**"), *told, f"- {nothing_sent}"]


def _step(kind: ReferralKind, phrases: Phrases) -> str:
    name, background = phrases.say(referral_words.name(kind)), phrases.say(referral_words.background(kind))
    return f"- **{name}:** {background}"
