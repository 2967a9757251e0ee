"""Height and body mass index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from .calendar import When, years_between
from .caution import Caution
from .measures import Measure
from .reading_rules import ReadingRules
from .record import Excluded, Height, Measured, PatientRecord, Reason
from .span import UNKNOWN, Span
from .weight_history import WeightHistory


@dataclass(frozen=True, slots=True)
class BodyMassIndex:
    """The BMI in kg/m2, its date, and what to be careful about."""

    span: Span = UNKNOWN
    when: When | None = None
    source: str = ""
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Heights:
    """The height that counts, what it can be in centimetres, and those that do not fit."""

    chosen: Height | None = None
    cm: Span = UNKNOWN
    excluded: tuple[Excluded, ...] = ()


def choose_height(record: PatientRecord, today: date, rules: ReadingRules) -> Heights:
    """Choose the latest adult height, a measured one before a stated one, of those that fit each other.

    One that departs from the middle of three or more is left out; two that contradict each other are a span.
    """
    limits = rules.weight_series
    usable = [
        height
        for height in record.heights
        if limits.lowest_height_cm <= height.cm <= limits.highest_height_cm
        and height.recorded.when.first <= today
        and _adult_at(height, record.birth, rules.confounders.adult_years)
    ]
    if any(not one.stated for one in usable):
        usable = [one for one in usable if not one.stated]
    odd = _odd_ones([one.cm for one in usable], limits.height_conflict_cm)
    fitting = [one for one, is_odd in zip(usable, odd, strict=True) if not is_odd]
    if not fitting or len(usable) == 2:
        return Heights(max(usable, key=_preference, default=None), _span(usable, limits.height_conflict_cm))
    chosen = max(fitting, key=_preference)
    excluded = tuple(_conflicting(one) for one, is_odd in zip(usable, odd, strict=True) if is_odd)
    return Heights(chosen, Span.exactly(chosen.cm), excluded)


def _odd_ones(heights: Sequence[Decimal], limit: Decimal) -> list[bool]:
    """Hold each height against the middle of them all, which one wrong height among three or more does not move."""
    if len(heights) < 3:
        return [False] * len(heights)
    middle = median(heights)
    return [abs(height - middle) > limit for height in heights]


def _conflicting(height: Height) -> Excluded:
    recorded = height.recorded
    return Excluded(recorded.source, Reason.HEIGHT_CONFLICT, Measure.HEIGHT, recorded.text, recorded.when)


def _span(heights: Sequence[Height], limit: Decimal) -> Span:
    """Give what the height can be where nobody knows which of them is right."""
    if not heights:
        return UNKNOWN
    low, high = min(one.cm for one in heights), max(one.cm for one in heights)
    return Span.between(low, high) if high - low > limit else Span.exactly(max(heights, key=_preference).cm)


def body_mass_index(
    weight: WeightHistory, heights: Heights, record: PatientRecord, today: date, rules: ReadingRules
) -> BodyMassIndex:
    """Compute current weight over squared height; a stored BMI counts only where no height exists."""
    height = heights.chosen
    if height is None:
        return _stored(record.measured(Measure.BMI), today, rules)
    if weight.usable is None:
        return BodyMassIndex()
    return BodyMassIndex(
        _index(weight.kg, heights.cm),
        weight.usable.when,
        height.recorded.source,
        (Caution.STATED_HEIGHT,) if height.stated else (),
    )


def _index(kg: Span, cm: Span) -> Span:
    """Divide by the square; the heaviest weight over the lowest height is the highest index."""
    if cm.exact is not None:
        return kg.scaled(10_000 / (cm.exact * cm.exact))
    if cm.low is None or cm.high is None or kg.low is None or kg.high is None:  # pragma: no cover - both are bounded
        return UNKNOWN
    return Span.between(10_000 * kg.low / (cm.high * cm.high), 10_000 * kg.high / (cm.low * cm.low))


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
