"""From an assessment to the cards that are shown for it: one card, its buttons, and what a site wants beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.status import Status
from cds_service.hooks.response import Card, Suggestion

from .detail import describe
from .frame import Frame
from .medication_card import medication_card
from .phrases import Phrases
from .referral_cards import ReferralCards, to_suggest
from .rules import CardRules, Indicator
from .sayings import Saying, sayings
from .silence import silent
from .title import title
from .unseen import unseen


@dataclass(frozen=True)
class CardWriter:
    """Writes the cards of one ruleset in one language; made once for a policy."""

    rules: CardRules
    phrases: Phrases
    ruleset_label: str
    rules_url: str | None = None

    @cached_property
    def frame(self) -> Frame:
        """What is around the words of every card."""
        return Frame(self.rules, self.phrases, self.rules_url)

    def write(
        self, assessment: Assessment, *, new_uuid: Callable[[], str], encounter: str | None = None
    ) -> tuple[Card, ...]:
        """Write the cards for one patient: the assessment, the referrals in the ruleset's order, then information."""
        if silent(assessment, self.rules):
            return ()
        referrals = ReferralCards(assessment, self.frame, encounter, new_uuid)
        kinds = to_suggest(assessment, self.rules)
        inside, beside = (kinds, ()) if self.rules.referrals_as == "suggestions" else ((), kinds)
        cards = [referrals.card(kind) for kind in beside]
        if self.rules.assessment.enabled:
            cards.insert(0, self._assessment_card(assessment, referrals, inside, new_uuid()))
        if self.rules.medication.enabled and assessment.status is Status.CACHEXIA:
            cards.append(medication_card(self.frame, uuid=new_uuid()))
        return tuple(cards)

    def sayings(self) -> tuple[Saying, ...]:
        """List what the cards can say, each sentence with its source."""
        return sayings(self.phrases)

    def _assessment_card(
        self, assessment: Assessment, referrals: ReferralCards, inside: tuple[ReferralKind, ...], uuid: str
    ) -> Card:
        suggestions: tuple[Suggestion, ...] = tuple(referrals.suggestion(kind) for kind in inside)
        return self.frame.card(
            self.rules.assessment,
            _indicator(assessment, self.rules),
            title(assessment, self.phrases),
            describe(assessment, self.phrases, ruleset_label=self.ruleset_label, rules_url=self.rules_url),
            uuid=uuid,
            suggestions=suggestions,
            links=referrals.trial_links(inside),
        )


def _indicator(assessment: Assessment, rules: CardRules) -> Indicator:
    """Give the ruleset's indicator; nobody is warned where something speaks against it or was not looked at."""
    if assessment.downgraded or unseen(assessment):
        return "info"
    indicator: Indicator = getattr(rules.indicators, assessment.status.value)
    return indicator
