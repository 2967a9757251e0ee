"""The referrals: suggestions that draft one order each, inside the assessment's card or each on a card of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.hooks.response import Card, Link, Suggestion

from . import referral_words
from .frame import Frame
from .order_reason import order_reason
from .rules import CardRules
from .suggestions import suggest
from .trial_words import matching, trial_label
from .unseen import unseen


@dataclass(frozen=True)
class ReferralCards:
    """Writes the referrals of one assessment; the reason that their orders share is put into words once."""

    assessment: Assessment
    frame: Frame
    encounter: str | None
    new_uuid: Callable[[], str]

    def card(self, kind: ReferralKind) -> Card:
        """Write the card of one referral: the offer, and what was published. The finding stands on the first card."""
        phrases, rules = self.frame.phrases, self.frame.rules.referral(kind)
        background = phrases.say(referral_words.background(kind))
        click = phrases.say("The suggestion creates a draft order. Nothing is sent until you sign it.")
        return self.frame.card(
            rules,
            "info",
            phrases.say(referral_words.offer(kind)),
            f"{background}\n\n{click}",
            uuid=self.new_uuid(),
            suggestions=(self.suggestion(kind),),
            links=self._matching_trials() if kind is ReferralKind.TRIALS else (),
        )

    def suggestion(self, kind: ReferralKind) -> Suggestion:
        """Offer one draft referral."""
        return suggest(
            kind,
            self.frame.rules.referral(kind),
            self.assessment,
            self.frame.phrases,
            reason=self._order_reason,
            encounter=self.encounter,
            new_uuid=self.new_uuid,
        )

    def trial_links(self, offered: tuple[ReferralKind, ...]) -> list[Link]:
        """Link the trials that may fit; where none is known and a trial is offered, the search for one."""
        if ReferralKind.TRIALS not in offered:
            return []
        search = self.frame.rules.trials.links[:1]
        return self._matching_trials() or [Link(label=one.label, url=one.url, type="absolute") for one in search]

    @cached_property
    def _order_reason(self) -> str:
        return order_reason(self.assessment, self.frame.phrases)

    def _matching_trials(self) -> list[Link]:
        matches = matching(self.assessment)
        return [Link(label=trial_label(one), url=one.trial.url, type="absolute") for one in matches]


def to_suggest(assessment: Assessment, rules: CardRules) -> tuple[ReferralKind, ...]:
    """List the referrals to offer: switched on, and no trial where nobody looked for hospice care or performance."""
    withheld = set()
    if unseen(assessment) or (rules.trials.offer == "matching" and not matching(assessment)):
        withheld.add(ReferralKind.TRIALS)
    return tuple(kind for kind in assessment.referrals if rules.referral(kind).enabled and kind not in withheld)
