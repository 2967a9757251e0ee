"""The referral cards: each with its own topic, three lines, and one suggestion that drafts one order."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.hooks.response import Card, Link, Suggestion

from . import referral_words
from .frame import Frame
from .reason import order_reason, reason
from .referral_detail import referral_detail
from .rules import CardRules
from .suggestions import suggest
from .trial_words import matching, trial_label


@dataclass(frozen=True)
class ReferralCards:
    """Writes the referrals of one assessment; the reason that they share is put into words once."""

    assessment: Assessment
    frame: Frame
    encounter: str | None
    new_uuid: Callable[[], str]

    def card(self, kind: ReferralKind) -> Card:
        """Write the card of one referral. It informs: one warning for a patient is enough."""
        phrases, rules = self.frame.phrases, self.frame.rules.referral(kind)
        name = phrases.say(referral_words.name(kind))
        return self.frame.card(
            rules,
            "info",
            phrases.say("{referral}: {reason}", referral=name, reason=self._reason),
            referral_detail(kind, rules, self.assessment, phrases, reason=self._reason),
            uuid=self.new_uuid(),
            suggestions=(self.suggestion(kind),),
            links=self._trial_links(kind),
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

    @cached_property
    def _reason(self) -> str:
        return reason(self.assessment, self.frame.phrases)

    @cached_property
    def _order_reason(self) -> str:
        return order_reason(self.assessment, self.frame.phrases)

    def _trial_links(self, kind: ReferralKind) -> list[Link]:
        matches = matching(self.assessment) if kind is ReferralKind.TRIALS else ()
        return [Link(label=trial_label(one), url=one.trial.url, type="absolute") for one in matches]


def to_suggest(assessment: Assessment, rules: CardRules) -> tuple[ReferralKind, ...]:
    """List the referrals to offer: switched on, and a trial referral only where a registry that is there has a fit."""
    no_trial_fits = bool(assessment.trials) and not matching(assessment)
    return tuple(
        kind
        for kind in assessment.referrals
        if rules.referral(kind).enabled and not (kind is ReferralKind.TRIALS and no_trial_fits)
    )
