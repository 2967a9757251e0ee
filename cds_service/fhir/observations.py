"""Observations into weights, heights, laboratory and functional values; what is left out keeps its reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from cds_service.clinical import units
from cds_service.clinical.calendar import When
from cds_service.clinical.measures import Family, Measure
from cds_service.clinical.record import Excluded, Height, Measured, Reason, Recorded, Weight, WeightKind
from cds_service.clinical.span import Span
from cds_service.clinical.units import Unit

from .code_book import CodeBook
from .numbers import effective_of, moment_of, number_of, when_of
from .observation_codes import Coded, Role
from .performance import performance_span
from .resources import Component, Observation
from .units import unit_of

POUND = units.WEIGHT.ucum[units.POUNDS]
EXACT = Context(prec=120, traps=[Inexact])
"""Arithmetic that raises rather than rounds."""

COMPARATORS: dict[str, Callable[[Fraction], Span]] = {
    "<": lambda bound: Span(None, bound, high_open=True),
    "<=": lambda bound: Span(None, bound),
    ">": lambda bound: Span(bound, None, low_open=True),
    ">=": lambda bound: Span(bound, None),
}
"""What a Quantity's comparator says of the number."""

Read = Weight | Height | Measured | Excluded


@dataclass(frozen=True, slots=True)
class _Source:
    """What a value shares with its Observation."""

    observation: Observation
    name: str
    admitted: bool


def read_observation(observation: Observation, book: CodeBook) -> Iterator[Read]:
    """Give the values that an Observation and its components hold, or why they do not count."""
    source = _Source(observation, source_of(observation), (observation.status or "") in book.rules.admitted_statuses)
    parts: tuple[Observation | Component, ...] = (observation, *observation.component)
    for part in parts:
        coded, denied = book.measured(part.code)
        if coded is not None:
            value = _value(part, coded, source, denied=denied)
            if value is not None:
                yield value


def source_of(observation: Observation) -> str:
    """Name the resource of a value."""
    return f"Observation/{observation.id}" if observation.id else "Observation"


def _value(part: Observation | Component, coded: Coded, source: _Source, *, denied: bool) -> Read | None:
    if coded.role is Role.DENIED:  # urine albumin is no albumin; an estimated weight might be taken for one
        weighs = coded.measure is Measure.WEIGHT
        return _left_out(part, source, Reason.CODE_DENIED, coded.measure) if weighs else None
    if not source.admitted:
        return _left_out(part, source, Reason.STATUS, coded.measure)
    if denied:
        return _left_out(part, source, Reason.CODE_DENIED, coded.measure)
    when = when_of(effective_of(source.observation))
    if coded.measure.family is Family.PERFORMANCE:
        return _performance(part, coded.measure, source, when)
    return _quantity(part, coded, source, when)


def _performance(part: Observation | Component, scale: Measure, source: _Source, when: When | None) -> Read:
    span, written = performance_span(part, scale)
    if span is None:
        return _left_out(part, source, Reason.NO_VALUE, scale)
    if when is None:
        return _left_out(part, source, Reason.DATE_MISSING, scale)
    return Measured(scale, span, _recorded(source, written, "", when))


def _quantity(part: Observation | Component, coded: Coded, source: _Source, when: When | None) -> Read:
    measure, quantity = coded.measure, part.value_quantity
    number = number_of(quantity)
    if quantity is None or number is None or part.data_absent_reason is not None:
        return _left_out(part, source, Reason.NO_VALUE, measure)
    unit = unit_of(quantity, measure.table)
    if isinstance(unit, Reason):
        return _left_out(part, source, unit, measure)
    if quantity.comparator and (measure.family is not Family.LABORATORY or quantity.comparator not in COMPARATORS):
        return _left_out(part, source, Reason.COMPARATOR, measure)
    if when is None:
        return _left_out(part, source, Reason.DATE_MISSING, measure)
    written = f"{quantity.comparator or ''}{number}"
    recorded = _recorded(source, written, quantity.unit or quantity.code or "", when)
    return _typed(coded, number, quantity.comparator, unit, recorded)


def _typed(coded: Coded, number: Decimal, comparator: str | None, unit: Unit, recorded: Recorded) -> Read:
    if coded.measure is Measure.WEIGHT:
        return Weight(_exactly(number, unit), recorded, WeightKind(coded.role), unit is POUND)
    if coded.measure is Measure.HEIGHT:
        return Height(_exactly(number, unit), recorded, stated=coded.role is Role.STATED)
    span = _span(number, comparator).scaled(unit.factor)
    return Measured(coded.measure, span, recorded, coded.method, molar=unit.molar)


def _exactly(number: Decimal, unit: Unit) -> Decimal:
    """Convert without rounding: the factors of weight and height are finite decimals."""
    if unit.factor == 1:
        return number
    return EXACT.multiply(number, EXACT.divide(Decimal(unit.factor.numerator), Decimal(unit.factor.denominator)))


def _span(number: Decimal, comparator: str | None) -> Span:
    value = Fraction(number)
    return COMPARATORS[comparator](value) if comparator else Span(value, value)


def _recorded(source: _Source, value: str, unit: str, when: When) -> Recorded:
    return Recorded(value, unit, when, source.name, moment_of(effective_of(source.observation)))


def _left_out(part: Observation | Component, source: _Source, reason: Reason, measure: Measure) -> Excluded:
    quantity = part.value_quantity
    number = number_of(quantity)
    text = (
        ""
        if quantity is None or number is None
        else f"{quantity.comparator or ''}{number} {quantity.unit or quantity.code or ''}"
    )
    return Excluded(source.name, reason, measure, text.strip(), when_of(effective_of(source.observation)))
