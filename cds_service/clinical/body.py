"""Height and body mass index."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .calendar import When, years_between
from .caution import Caution
from .measures import Measure
from .reading_rules import ReadingRules
from .record import Height, Measured, PatientRecord
from .span import UNKNOWN, Span
from .weight_history import WeightHistory


@dataclass(frozen=True, slots=True)
class BodyMassIndex:
    """The BMI in kg/m2, its date, and what to be careful about."""

    span: Span = UNKNOWN
    when: When | None = None
    source: str = ""
    cautions: tuple[Caution, ...] = ()


def choose_height(record: PatientRecord, today: date, rules: ReadingRules) -> Height | None:
    """Choose the latest adult height; a measured one before a stated one."""
    limits = rules.weight_series
    usable = [
        height
        for height in record.heights
        if limits.lowest_height_cm <= height.cm <= limits.highest_height_cm
        and height.recorded.when.first <= today
        and _adult_at(height, record.birth, rules.confounders.adult_years)
    ]
    return max(usable, key=_preference, default=None)


def body_mass_index(
    weight: WeightHistory, height: Height | None, record: PatientRecord, today: date, rules: ReadingRules
) -> BodyMassIndex:
    """Compute current weight over squared height; a stored BMI counts only where no height exists."""
    if height is None:
        return _stored(record.measured(Measure.BMI), today, rules)
    if weight.usable is None:
        return BodyMassIndex()
    metres = Fraction(height.cm) / 100
    return BodyMassIndex(
        weight.kg.scaled(1 / (metres * metres)),
        weight.usable.when,
        height.recorded.source,
        (Caution.STATED_HEIGHT,) if height.stated else (),
    )


def _adult_at(height: Height, birth: When | None, adult_years: int) -> bool:
    if birth is None:
        return True
    return years_between(birth, height.recorded.when.first)[0] >= adult_years


def _preference(height: Height) -> tuple[object, ...]:
    recorded = height.recorded
    return (not height.stated, recorded.when.last, recorded.moment, height.cm, recorded.source)


def _stored(values: Iterable[Measured], today: date, rules: ReadingRules) -> BodyMassIndex:
    limits = rules.weight_series
    usable = [
        one
        for one in values
        if one.recorded.when.fresh(today, limits.stale_days)
        and one.span.exact is not None
        and limits.lowest_bmi < one.span.exact < limits.highest_bmi
    ]
    latest = max(
        usable,
        key=lambda one: (one.recorded.when.last, one.recorded.moment, one.recorded.source),
        default=None,
    )
    if latest is None:
        return BodyMassIndex()
    return BodyMassIndex(latest.span, latest.recorded.when, latest.recorded.source, (Caution.STORED_BMI,))
