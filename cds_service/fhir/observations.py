"""Observations into weights, heights, laboratory and functional values; what is left out keeps its reason."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from cds_service.clinical import units
from cds_service.clinical.measures import Family, Measure
from cds_service.clinical.record import Excluded, Height, Measured, Reason, Recorded, Weight, WeightKind
from cds_service.clinical.span import Span, hull, rational
from cds_service.clinical.units import EXACT, Unit

from .bounds import Bound, bound_of
from .code_book import REMEMBERED, CodeBook, Reader
from .elements import Quantity
from .numbers import effective_of, moment_of, number_of, when_of
from .observation_codes import Coded, Role
from .performance import performance_span
from .resources import Component, Observation
from .units import unit_for

POUND = units.WEIGHT.ucum[units.POUNDS]
COMPARATORS: dict[str, Callable[[Fraction], Span]] = {
    "<": lambda bound: Span(None, bound, high_open=True),
    "<=": lambda bound: Span(None, bound),
    ">": lambda bound: Span(bound, None, low_open=True),
    ">=": lambda bound: Span(bound, None),
}
"""What a Quantity's comparator says of the number."""

Read = Weight | Height | Measured | Excluded
Part = Observation | Component


def read_observation(observation: Observation, book: CodeBook) -> Sequence[Read]:
    """Give the values that an Observation and its components hold, or why they do not count."""
    plain = _plain(observation, book)
    return _in_full(observation, book) if plain is None else (plain,)


def _plain(observation: Observation, book: CodeBook) -> Read | None:
    """Read what most Observations are: one code, one number in a known unit, a date; None for all others.

    What code, status and unit mean together is looked up once for a ruleset, not for each Observation.
    """
    quantity, concept = observation.value_quantity, observation.code
    if quantity is None or concept is None or len(concept.coding) != 1 or quantity.comparator or observation.component:
        return None
    (coding,) = concept.coding
    key = (coding.system, coding.code, observation.status, quantity.system, quantity.code, quantity.unit)
    reader = book.readers.get(key)
    if reader is None:
        reader = _prepare(observation, quantity, book)
        if len(book.readers) < REMEMBERED:
            book.readers[key] = reader
    if not reader or observation.data_absent_reason is not None:
        return None
    number, time = number_of(quantity), effective_of(observation)
    when = when_of(time)
    if number is None or when is None:
        return None
    coded, unit = reader
    moment = (time or "") if coded.measure is Measure.WEIGHT else moment_of(time)
    recorded = Recorded(str(number), quantity.unit or quantity.code or "", when, source_of(observation), moment)
    return _typed(coded, number, None, unit, recorded)


def _prepare(observation: Observation, quantity: Quantity, book: CodeBook) -> Reader:
    coded, denied = book.measured(observation.code)
    if coded is None or denied or observation.status not in book.rules.admitted_statuses:
        return ()
    if coded.measure.family is Family.PERFORMANCE:
        return ()
    unit = unit_for(coded.measure, quantity)
    return (coded, unit) if isinstance(unit, Unit) else ()


def _in_full(observation: Observation, book: CodeBook) -> list[Read]:
    parts: tuple[Part, ...] = (observation, *observation.component) if observation.component else (observation,)
    values = []
    for part in parts:
        coded, denied = book.measured(part.code)
        if coded is not None and (value := _value(part, coded, observation, book, denied=denied)) is not None:
            values.append(value)
    return values


def source_of(observation: Observation) -> str:
    """Name the resource of a value."""
    return f"Observation/{observation.id}" if observation.id else "Observation"


def _value(part: Part, coded: Coded, observation: Observation, book: CodeBook, *, denied: bool) -> Read | None:
    if coded.role is Role.DENIED:  # urine albumin is no albumin; an estimated weight might be taken for one
        weighs = coded.measure is Measure.WEIGHT
        return _left_out(part, observation, Reason.CODE_DENIED, coded.measure) if weighs else None
    if observation.status not in book.rules.admitted_statuses:
        return _left_out(part, observation, Reason.STATUS, coded.measure)
    if denied:
        return _left_out(part, observation, Reason.CODE_DENIED, coded.measure)
    if coded.measure.family is Family.PERFORMANCE:
        return _performance(part, coded.measure, observation)
    return _quantity(part, coded, observation)


def _performance(part: Part, scale: Measure, observation: Observation) -> Read:
    span, written = performance_span(part, scale)
    if span is None:
        return _left_out(part, observation, Reason.NO_VALUE, scale)
    time = effective_of(observation)
    when = when_of(time)
    if when is None:
        return _left_out(part, observation, Reason.DATE_MISSING, scale)
    return Measured(scale, span, Recorded(written, "", when, source_of(observation), moment_of(time)))


def _quantity(part: Part, coded: Coded, observation: Observation) -> Read:
    measure, quantity = coded.measure, part.value_quantity
    if quantity is None and measure.family is Family.LABORATORY and (bound := bound_of(part.value_string)):
        return _bound(bound, part, coded, observation)
    number = number_of(quantity)
    if quantity is None or number is None or part.data_absent_reason is not None:
        return _left_out(part, observation, Reason.NO_VALUE, measure)
    unit = unit_for(measure, quantity)
    if isinstance(unit, Reason):
        return _left_out(part, observation, unit, measure)
    comparator = quantity.comparator
    if comparator and (measure.family is not Family.LABORATORY or comparator not in COMPARATORS):
        return _left_out(part, observation, Reason.COMPARATOR, measure)
    if (when := when_of(effective_of(observation))) is None:
        return _left_out(part, observation, Reason.DATE_MISSING, measure)
    written = f"{comparator or ''}{number}"
    time = effective_of(observation)
    moment = (time or "") if measure is Measure.WEIGHT else moment_of(time)
    recorded = Recorded(written, quantity.unit or quantity.code or "", when, source_of(observation), moment)
    return _typed(coded, number, comparator, unit, recorded)


def _bound(bound: Bound, part: Part, coded: Coded, observation: Observation) -> Read:
    """Read a text that is nothing but a bound; where it names no unit, it holds in each that it may mean."""
    measure, when = coded.measure, when_of(effective_of(observation))
    unit = measure.table.spelled(bound.unit) if bound.unit else None
    if bound.unit and unit is None:
        return Excluded(source_of(observation), Reason.UNIT_UNKNOWN, measure, bound.text, when)
    if when is None or part.data_absent_reason is not None:
        return Excluded(source_of(observation), Reason.DATE_MISSING, measure, bound.text, when)
    stated = COMPARATORS[bound.comparator](rational(bound.number))
    meant = (unit,) if unit else measure.table.per_decilitre()
    spans = [stated.scaled(one.factor) for one in meant]
    span = spans[0] if len(spans) == 1 else hull(spans)
    moment = moment_of(effective_of(observation))
    recorded = Recorded(f"{bound.comparator}{bound.number}", bound.unit, when, source_of(observation), moment)
    return Measured(measure, span, recorded, coded.method, molar=bool(unit and unit.molar))


def _typed(coded: Coded, number: Decimal, comparator: str | None, unit: Unit, recorded: Recorded) -> Read:
    if coded.measure is Measure.WEIGHT:
        return Weight(_exactly(number, unit), recorded, WEIGHT_KINDS[coded.role], unit is POUND)
    if coded.measure is Measure.HEIGHT:
        return Height(_exactly(number, unit), recorded, stated=coded.role is Role.STATED)
    span = _span(number, comparator).scaled(unit.factor)
    return Measured(coded.measure, span, recorded, coded.method, molar=unit.molar)


WEIGHT_KINDS = {role: WeightKind(role) for role in (Role.MEASURED, Role.DRY, Role.STATED, Role.USUAL)}


def _exactly(number: Decimal, unit: Unit) -> Decimal:
    """Convert without rounding: the factors of weight and height are finite decimals."""
    return number if unit.decimal is None else EXACT.multiply(number, unit.decimal)


def _span(number: Decimal, comparator: str | None) -> Span:
    value = rational(number)
    return COMPARATORS[comparator](value) if comparator else Span(value, value)


def _left_out(part: Part, observation: Observation, reason: Reason, measure: Measure) -> Excluded:
    quantity = part.value_quantity
    number = number_of(quantity)
    text = (
        ""
        if quantity is None or number is None
        else f"{quantity.comparator or ''}{number} {quantity.unit or quantity.code or ''}"
    )
    return Excluded(source_of(observation), reason, measure, text.strip(), when_of(effective_of(observation)))
