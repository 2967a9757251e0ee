"""Numbers with their units, in words that need neither `<` nor colour: what was measured, and what decides."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, assert_never

from cds_service.clinical.decimals import fixed, places
from cds_service.clinical.evidence import Comparison, Operator
from cds_service.clinical.record import Measured, Recorded
from cds_service.clinical.span import Number, Span
from cds_service.clinical.words import phrase

from .markdown import clean, escape
from .phrases import Phrases

MOST_PLACES = 4

SHOWN_UNITS: Final = {
    "": "",
    "%": "%",
    "kg": "kg",
    "g": "g",
    "[lb_av]": "lb",
    "lb": "lb",
    "[oz_av]": "oz",
    "[stone_av]": "st",
    "cm": "cm",
    "m": "m",
    "mm": "mm",
    "[in_i]": "in",
    "[ft_i]": "ft",
    "kg/m2": "kg/m²",
    "cm2/m2": "cm²/m²",
    "cm2": "cm²",
    "mg/L": "mg/L",
    "mg/dL": "mg/dL",
    "g/L": "g/L",
    "g/dL": "g/dL",
    "nmol/L": "nmol/L",
    "umol/L": "µmol/L",
    "pg/mL": "pg/mL",
    "10*9/L": "× 10⁹/L",
    "kcal/d": "kcal/day",
}


def kilograms(kg: Number, phrases: Phrases) -> str:
    """Write a weight."""
    return phrases.say("{value} kg", value=phrases.number(kg, 1))


def deciding_places(exact: Fraction, comparisons: Iterable[Comparison], least: int = 1) -> int:
    """Find the decimals at which the written number still says what the exact one said: 19.96, not 20.0."""
    # Rounding to one decimal moves no number farther than that; a rough look is enough to leave the others out.
    rough = float(exact)
    close = [one for one in set(comparisons) if abs(rough - float(one.threshold)) < 0.1]
    for decimals in range(least, MOST_PLACES if close else least):
        shown, known = Span.exactly(Fraction(fixed(exact, decimals))), Span.exactly(exact)
        if all(one.decide(shown) is one.decide(known) for one in close):
            return decimals
    return MOST_PLACES if close else least


def percent(share: Fraction, comparisons: Iterable[Comparison], phrases: Phrases) -> str:
    """Write a percentage."""
    return phrases.say("{value} %", value=phrases.number(share, deciding_places(share, comparisons)))


def condition(comparison: Comparison, phrases: Phrases) -> str:
    """Write what a value was held against: "above 5 %"."""
    value = number(comparison.threshold, comparison.unit, phrases)
    return phrases.say(_bound(comparison.operator), value=value)


def span(known: Span, unit: str, phrases: Phrases) -> str:
    """Write a number, or the bounds of one, with its unit."""
    low, high = known.low, known.high
    if low is not None and high is not None:
        if low == high:
            return number(low, unit, phrases)
        told = {"low": phrases.number(low, 1), "high": f"{phrases.number(high, 1)} {_unit(unit)}".strip()}
        return phrases.say("{low} to {high}", **told)
    if high is not None:
        return phrases.say(_bound("<" if known.high_open else "<="), value=number(high, unit, phrases))
    if low is not None:
        return phrases.say(_bound(">" if known.low_open else ">="), value=number(low, unit, phrases))
    return ""


def number(exact: Number, unit: str, phrases: Phrases) -> str:
    """Write a number with up to three decimals and its unit."""
    return f"{phrases.number(exact, min(places(exact), 3))} {_unit(unit)}".strip()


def _bound(operator: Operator) -> str:
    match operator:
        case "<=":
            return phrase("at most {value}")
        case ">=":
            return phrase("at least {value}")
        case "<":
            return phrase("below {value}")
        case ">":
            return phrase("above {value}")
        case _:
            assert_never(operator)


def as_recorded(text: str, unit: str, phrases: Phrases) -> str:
    """Write a value as the record has it: a number, perhaps behind a comparator, or any text."""
    comparators: tuple[Operator, ...] = ("<=", ">=", "<", ">")  # the longer ones first
    for operator in comparators:
        if text.startswith(operator):
            value = f"{_digits(text.removeprefix(operator).strip(), phrases)} {_unit(unit)}".strip()
            return phrases.say(_bound(operator), value=value)
    return f"{_digits(text.strip(), phrases)} {_unit(unit)}".strip()


def recorded(entry: Recorded, phrases: Phrases) -> str:
    """Write a value as the record has it."""
    return as_recorded(entry.value.strip(), entry.unit, phrases)


def laboratory(lab: Measured, phrases: Phrases) -> str:
    """Write a result as measured, and in the unit of the thresholds where that is another one."""
    measured = recorded(lab.recorded, phrases)
    unit = lab.measure.unit
    if lab.recorded.unit == unit or not _convertible(lab):
        return measured
    exact = lab.span.exact
    hundredths = lab.span if exact is None else Span.exactly(Fraction(fixed(exact, 2)))
    converted = span(hundredths, unit, phrases)
    return measured if converted == measured else f"{measured} ({converted})"


def as_plain_text(text: str, unit: str, phrases: Phrases) -> str:
    """Write a value as the record has it for a title, which is no Markdown."""
    return clean(f"{_digits(text.strip(), phrases)} {SHOWN_UNITS.get(unit, unit)}".strip(), 20)


def _convertible(lab: Measured) -> bool:
    """Say whether the span is what was measured: during an infection it is only what may be believed of it."""
    bounded = lab.span.low is not None and lab.span.high is not None
    return bounded or lab.recorded.value.startswith(("<", ">"))


def _digits(text: str, phrases: Phrases) -> str:
    """Write a number as measured, up to three decimals; what is no number is shown as it is."""
    try:
        number = Decimal(text)
        if not number.is_finite() or abs(number) >= Decimal(10) ** 9:
            return escape(text)
    except InvalidOperation:
        return escape(text)
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    return phrases.number(number, max(0, min(decimals, 3)))


def _unit(unit: str) -> str:
    shown = SHOWN_UNITS.get(unit)
    return escape(unit, 20) if shown is None else shown
