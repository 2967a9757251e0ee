"""The detail of a referral card: why for this patient, what was published, what a click does."""

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.referral_rules import ReferralKind

from . import referral_words
from .markdown import escape
from .phrases import Phrases
from .rules import ReferralCard
from .trial_words import matching, trial_line


def referral_detail(
    kind: ReferralKind, card: ReferralCard, assessment: Assessment, phrases: Phrases, *, reason: str
) -> str:
    """Write the three lines, and the trials where there are any."""
    parts = [
        phrases.say("**Why:** {reason}.", reason=reason),
        phrases.say("**Background:** {text}", text=phrases.say(referral_words.background(kind))),
        *_trials(kind, assessment, phrases),
        phrases.say(
            "**The suggestion** creates a draft referral ({order}). Nothing is sent until you sign it.",
            order=escape(card.request.display),
        ),
    ]
    return "\n\n".join(parts)


def _trials(kind: ReferralKind, assessment: Assessment, phrases: Phrases) -> list[str]:
    matches = matching(assessment) if kind is ReferralKind.TRIALS else ()
    if not matches:
        return []
    return [phrases.say("**Trials of this site**"), "\n".join(f"- {trial_line(one, phrases)}" for one in matches)]
