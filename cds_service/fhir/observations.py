"""Observations into weights, heights, laboratory and functional values; what is left out keeps its reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from fractions import Fraction

from cds_service.clinical.calendar import When
from cds_service.clinical.record import (
    Analyte,
    Excluded,
    FunctionKind,
    Height,
    Lab,
    Measure,
    Muscle,
    MuscleMethod,
    Reason,
    Recorded,
    Weight,
    WeightKind,
)
from cds_service.clinical.span import Span

from . import units
from .code_book import CodeBook, codings_of, keys_of
from .measures import ALBUMIN_METHODS, Denied, HeightKind, measures_of
from .measures import Measure as Measured
from .numbers import effective_of, moment_of, number_of, when_of
from .performance import performance_span
from .resources import Component, Observation, Quantity
from .systems import LOINC
from .units import Unit, UnitTable, unit_of

LAB_UNITS = {
    Analyte.CRP: units.CRP,
    Analyte.ALBUMIN: units.ALBUMIN,
    Analyte.PREALBUMIN: units.PREALBUMIN,
    Analyte.HAEMOGLOBIN: units.HAEMOGLOBIN,
    Analyte.IL_6: units.IL_6,
    Analyte.LYMPHOCYTES: units.CELLS,
    Analyte.NEUTROPHILS: units.CELLS,
    Analyte.CHOLESTEROL: units.CHOLESTEROL,
}
FUNCTION_UNITS = {
    FunctionKind.GRIP: units.GRIP,
    FunctionKind.INTAKE: units.ENERGY,
    FunctionKind.BMI: units.BMI,
}
MUSCLE_UNITS = {
    MuscleMethod.ASMI_DXA: units.PER_SQUARE_METRE,
    MuscleMethod.ASMI_BIA: units.PER_SQUARE_METRE,
    MuscleMethod.FFMI_BIA: units.PER_SQUARE_METRE,
    MuscleMethod.SMI_L3_CT: units.AREA_PER_SQUARE_METRE,
    MuscleMethod.MAMA: units.AREA,
}

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

Read = Weight | Height | Lab | Measure | Muscle | Excluded


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
        measured, denied = measures_of(keys_of(part.code), book.measures)
        if measured is not None:
            value = _value(part, measured, source, denied=denied)
            if value is not None:
                yield value


def source_of(observation: Observation) -> str:
    """Name the resource of a value."""
    return f"Observation/{observation.id}" if observation.id else "Observation"


def measure_name(measured: Measured) -> str:
    """Name a measure for the list of what was left out."""
    if isinstance(measured, WeightKind):
        return "weight"
    if isinstance(measured, HeightKind):
        return "height"
    return measured.measure if isinstance(measured, Denied) else measured.value


def _value(part: Observation | Component, measured: Measured, source: _Source, *, denied: bool) -> Read | None:
    name = measure_name(measured)
    if isinstance(measured, Denied):  # urine albumin is no albumin; an estimated weight might be taken for one
        return _left_out(part, source, Reason.CODE_DENIED, name) if name == "weight" else None
    if not source.admitted:
        return _left_out(part, source, Reason.STATUS, name)
    if denied:
        return _left_out(part, source, Reason.CODE_DENIED, name)
    when = when_of(effective_of(source.observation))
    if measured is FunctionKind.ECOG or measured is FunctionKind.KARNOFSKY:
        return _performance(part, measured, source, when)
    return _quantity(part, measured, source, when)


def _performance(part: Observation | Component, scale: FunctionKind, source: _Source, when: When | None) -> Read:
    span, written = performance_span(part, scale)
    if span is None:
        return _left_out(part, source, Reason.NO_VALUE, scale.value)
    if when is None:
        return _left_out(part, source, Reason.DATE_MISSING, scale.value)
    return Measure(scale, span, _recorded(source, written, "", when))


def _quantity(part: Observation | Component, measured: Measured, source: _Source, when: When | None) -> Read:
    name = measure_name(measured)
    quantity = part.value_quantity
    number = number_of(quantity)
    if quantity is None or number is None or part.data_absent_reason is not None:
        return _left_out(part, source, Reason.NO_VALUE, name)
    unit = unit_of(quantity, _table_of(measured))
    if isinstance(unit, Reason):
        return _left_out(part, source, unit, name)
    if quantity.comparator and (not isinstance(measured, Analyte) or quantity.comparator not in COMPARATORS):
        return _left_out(part, source, Reason.COMPARATOR, name)
    if when is None:
        return _left_out(part, source, Reason.DATE_MISSING, name)
    written = f"{quantity.comparator or ''}{number}"
    recorded = _recorded(source, written, quantity.unit or quantity.code or "", when)
    return _typed(measured, number, unit, recorded, part)


def _typed(measured: Measured, number: Decimal, unit: Unit, recorded: Recorded, part: Observation | Component) -> Read:
    if isinstance(measured, WeightKind):
        return Weight(_exactly(number, unit), recorded, measured, unit is POUND)
    if isinstance(measured, HeightKind):
        return Height(_exactly(number, unit), recorded, stated=measured is HeightKind.STATED)
    scaled = _span(number, part.value_quantity).scaled(unit.factor)
    if isinstance(measured, Analyte):
        return Lab(measured, scaled, recorded, _method(part), molar=unit.molar)
    if isinstance(measured, MuscleMethod):
        return Muscle(measured, scaled, recorded)
    if isinstance(measured, FunctionKind):
        return Measure(measured, scaled, recorded)
    raise TypeError(f"no value type for {measured}")


def _table_of(measured: Measured) -> UnitTable:
    if isinstance(measured, WeightKind):
        return units.WEIGHT
    if isinstance(measured, HeightKind):
        return units.HEIGHT
    if isinstance(measured, Analyte):
        return LAB_UNITS[measured]
    if isinstance(measured, MuscleMethod):
        return MUSCLE_UNITS[measured]
    if isinstance(measured, FunctionKind):
        return FUNCTION_UNITS[measured]
    raise TypeError(f"no unit table for {measured}")


def _exactly(number: Decimal, unit: Unit) -> Decimal:
    """Convert without rounding: the factors of weight and height are finite decimals."""
    if unit.factor == 1:
        return number
    return EXACT.multiply(number, EXACT.divide(Decimal(unit.factor.numerator), Decimal(unit.factor.denominator)))


def _span(number: Decimal, quantity: Quantity | None) -> Span:
    value = Fraction(number)
    comparator = quantity.comparator if quantity else None
    return COMPARATORS[comparator](value) if comparator else Span(value, value)


def _method(part: Observation | Component) -> str:
    """Name the dye method of an albumin, where its code says so."""
    codes = [coding.code for coding in codings_of(part.code) if coding.system == LOINC]
    return next((ALBUMIN_METHODS[code] for code in codes if code in ALBUMIN_METHODS), "")


def _recorded(source: _Source, value: str, unit: str, when: When) -> Recorded:
    return Recorded(value, unit, when, source.name, moment_of(effective_of(source.observation)))


def _left_out(part: Observation | Component, source: _Source, reason: Reason, name: str) -> Excluded:
    quantity = part.value_quantity
    number = number_of(quantity)
    text = (
        ""
        if quantity is None or number is None
        else f"{quantity.comparator or ''}{number} {quantity.unit or quantity.code or ''}"
    )
    return Excluded(source.name, reason, name, text.strip(), when_of(effective_of(source.observation)))
