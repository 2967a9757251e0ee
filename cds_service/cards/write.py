"""From an assessment to the cards that are shown for it."""

from collections.abc import Callable
from typing import Final

from cds_service.clinical.assessment import Assessment, Status
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.hooks.response import Card

from .detail import describe
from .frame import Frame
from .medication_card import medication_card
from .phrases import Phrases
from .referral_cards import ReferralCards, to_suggest
from .rules import CardRules, Indicator
from .summary import summarise

SILENT: Final = frozenset((Status.NO_CACHEXIA, Status.NOT_APPLICABLE))


def write_cards(
    assessment: Assessment,
    rules: CardRules,
    phrases: Phrases,
    *,
    ruleset_label: str,
    rules_url: str | None,
    new_uuid: Callable[[], str],
    encounter: str | None = None,
) -> tuple[Card, ...]:
    """Write the cards for one patient: the assessment, the referrals in the ruleset's order, then information."""
    if assessment.status in SILENT or assessment.spares_the_dying:
        return ()
    frame = Frame(rules, phrases, rules_url, new_uuid)
    referrals = ReferralCards(assessment, frame, encounter)
    kinds = to_suggest(assessment, rules)
    inside, beside = (kinds, ()) if rules.referrals_as == "suggestions" else ((), kinds)
    cards = [referrals.card(kind) for kind in beside]
    if rules.assessment.enabled:
        cards.insert(0, _assessment_card(assessment, frame, referrals, inside, ruleset_label))
    if rules.medication.enabled and assessment.status is Status.CACHEXIA:
        cards.append(medication_card(assessment, frame))
    return tuple(cards)


def _assessment_card(
    assessment: Assessment,
    frame: Frame,
    referrals: ReferralCards,
    inside: tuple[ReferralKind, ...],
    ruleset_label: str,
) -> Card:
    return frame.card(
        frame.rules.assessment,
        _indicator(assessment, frame.rules),
        summarise(assessment, frame.phrases),
        describe(assessment, inside, frame.phrases, ruleset_label=ruleset_label, rules_url=frame.rules_url),
        suggestions=tuple(referrals.suggestion(kind) for kind in inside),
    )


def _indicator(assessment: Assessment, rules: CardRules) -> Indicator:
    if assessment.downgraded:
        return "info"
    indicator: Indicator = getattr(rules.indicators, assessment.status.value)
    return indicator
