"""Whether a card is left out because it was shown, or answered, not long ago (cards.md: what is rare is read)."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from cds_service.cards.deciding import deciding_change
from cds_service.cards.rules import CoolDownRules
from cds_service.cards.titles.doubtful import asks_to_weigh_again
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.calendar import days_before
from cds_service.clinical.status import Status

from .remembered import Remembered

WORSENING = (Status.UNDETERMINED, Status.AT_RISK, Status.PRECACHEXIA, Status.CACHEXIA)
"""Each is worse than the ones before it. A status that is not among them says something else altogether."""
SOON_STALE = frozenset((Status.UNDETERMINED, Status.WITHHELD, Status.AT_RISK))
"""What nobody need be told every day although nobody has answered it."""
HUNDREDTHS = Decimal("0.0001")


def keeps_quiet(assessment: Assessment, before: Remembered | None, rules: CoolDownRules, today: date) -> bool:
    """Say whether what would be shown today was said lately, and nothing has become worse since."""
    if before is None or asks_to_weigh_again(assessment) or before.shown_on > today:
        return False
    if _speaks_anew(assessment, before, rules):
        return False
    if before.answered_on is not None:
        return before.answered_on > days_before(today, rules.answered_days)
    if before.status != assessment.status.value or assessment.status not in SOON_STALE:
        return False
    if before.first_shown_on == today:
        return False
    return before.first_shown_on >= days_before(today, rules.shown_days)


def remember(assessment: Assessment, before: Remembered | None, rules: CoolDownRules, today: date) -> Remembered:
    """Give what to remember after the card has been shown today."""
    now = Remembered(
        status=assessment.status.value,
        loss_percent=_loss(assessment),
        first_shown_on=today,
        shown_on=today,
        answered_on=None,
    )
    if before is None or before.answered_on is not None or _speaks_anew(assessment, before, rules):
        return now
    goes_on = before.status == now.status and (assessment.status not in SOON_STALE or before.first_shown_on == today)
    return replace(now, first_shown_on=before.first_shown_on) if goes_on else now


def _speaks_anew(assessment: Assessment, before: Remembered, rules: CoolDownRules) -> bool:
    return _is_worse(assessment.status, before.status) or _lost_more(_loss(assessment), before.loss_percent, rules)


def _is_worse(now: Status, before: str) -> bool:
    if now.value == before:
        return False
    ranks = {status.value: rank for rank, status in enumerate(WORSENING)}
    if now.value not in ranks or before not in ranks:
        return True
    return ranks[now.value] > ranks[before]


def _lost_more(now: Decimal | None, before: Decimal | None, rules: CoolDownRules) -> bool:
    if now is None:
        return False
    return now - (before or Decimal(0)) >= rules.worse_by_percent


def _loss(assessment: Assessment) -> Decimal | None:
    """Give what the card says was lost, rounded down by less than a hundredth of a percent: no verdict rests on it."""
    change = deciding_change(assessment)
    if change is None:
        return None
    exact = Decimal(change.percent.numerator) / Decimal(change.percent.denominator)
    return exact.quantize(HUNDREDTHS, ROUND_FLOOR)
