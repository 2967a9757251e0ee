"""From an assessment to the cards that are shown for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

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
from .summary import summarise

SILENT: Final = frozenset((Status.NO_CACHEXIA, Status.NOT_APPLICABLE))


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
        if assessment.status in SILENT or assessment.spares_the_dying:
            return ()
        referrals = ReferralCards(assessment, self.frame, encounter, new_uuid)
        kinds = to_suggest(assessment, self.rules)
        inside, beside = (kinds, ()) if self.rules.referrals_as == "suggestions" else ((), kinds)
        cards = [referrals.card(kind) for kind in beside]
        if self.rules.assessment.enabled:
            suggestions = tuple(referrals.suggestion(kind) for kind in inside)
            cards.insert(0, self._assessment_card(assessment, inside, suggestions, new_uuid()))
        if self.rules.medication.enabled and assessment.status is Status.CACHEXIA:
            cards.append(medication_card(assessment, self.frame, uuid=new_uuid()))
        return tuple(cards)

    def _assessment_card(
        self,
        assessment: Assessment,
        inside: tuple[ReferralKind, ...],
        suggestions: tuple[Suggestion, ...],
        uuid: str,
    ) -> Card:
        label, url = self.ruleset_label, self.rules_url
        return self.frame.card(
            self.rules.assessment,
            _indicator(assessment, self.rules),
            summarise(assessment, self.phrases),
            describe(assessment, inside, self.phrases, ruleset_label=label, rules_url=url),
            uuid=uuid,
            suggestions=suggestions,
        )


def _indicator(assessment: Assessment, rules: CardRules) -> Indicator:
    if assessment.downgraded:
        return "info"
    indicator: Indicator = getattr(rules.indicators, assessment.status.value)
    return indicator
