"""Numbers with their units, in words that need neither `<` nor colour: what was measured, and what decides."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import Final

from cds_service.clinical.comparisons import Operator, decide
from cds_service.clinical.decimals import fixed, of_span
from cds_service.clinical.record import Measured, Recorded
from cds_service.clinical.span import Number, Span

from .markdown import escape
from .phrases import Phrases, phrase

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

_BOUNDS: Final = (  # the longer sign first
    ("<=", phrase("at most {value}")),
    (">=", phrase("at least {value}")),
    ("<", phrase("below {value}")),
    (">", phrase("above {value}")),
)


def kilograms(kg: Number, phrases: Phrases) -> str:
    """Write a weight."""
    return phrases.say("{value} kg", value=phrases.number(kg, 1))


def deciding_places(exact: Fraction, thresholds: Iterable[str], least: int = 1) -> int:
    """Find the decimals at which the written number still says what the exact one said: 19.96, not 20.0."""
    listed = (_operator_and_limit(one) for one in set(thresholds))
    close = [one for one in listed if abs(float(exact) - float(one[1])) < 0.1]  # rounding moves no number further
    for places in range(least, MOST_PLACES if close else least):
        shown = Fraction(fixed(exact, places))
        if all(_verdict(shown, *one) is _verdict(exact, *one) for one in close):
            return places
    return MOST_PLACES if close else least


def percent(share: Fraction, thresholds: Iterable[str], phrases: Phrases) -> str:
    """Write a percentage."""
    return phrases.say("{value} %", value=phrases.number(share, deciding_places(share, thresholds)))


def threshold(comparison: str, unit: str, phrases: Phrases) -> str:
    """Write "> 5" as a condition: "above 5 %"."""
    return value(comparison.replace(" ", ""), unit, phrases)


def value(text: str, unit: str, phrases: Phrases) -> str:
    """Write a number, a bound or a range of the clinical core ("12", "<5", "86.9 to 95.2") with its unit."""
    for sign, words in _BOUNDS:
        if text.startswith(sign):
            return phrases.say(words, value=_plain(text.removeprefix(sign), unit, phrases))
    if " to " in text:
        low, _, high = text.partition(" to ")
        return phrases.say("{low} to {high}", low=_digits(low, phrases), high=_plain(high, unit, phrases))
    return _plain(text, unit, phrases)


def recorded(entry: Recorded, phrases: Phrases) -> str:
    """Write a value as the record has it."""
    return value(entry.value.strip(), entry.unit, phrases)


def laboratory(lab: Measured, phrases: Phrases) -> str:
    """Write a result as measured, and in the unit of the thresholds where that is another one."""
    measured = recorded(lab.recorded, phrases)
    unit = lab.measure.unit
    if lab.recorded.unit == unit or not _convertible(lab):
        return measured
    exact = lab.span.exact
    number = of_span(lab.span) if exact is None else fixed(exact, 2).rstrip("0").rstrip(".")
    converted = value(number, unit, phrases)
    return measured if converted == measured else f"{measured} ({converted})"


def _convertible(lab: Measured) -> bool:
    """Say whether the span is what was measured: during an infection it is only what may be believed of it."""
    bounded = lab.span.low is not None and lab.span.high is not None
    return bounded or lab.recorded.value.startswith(("<", ">"))


@lru_cache(256)
def _operator_and_limit(comparison: str) -> tuple[Operator, Decimal]:
    sign, _, limit = comparison.partition(" ")
    operators: dict[str, Operator] = {">": ">", ">=": ">=", "<": "<", "<=": "<="}
    return operators[sign], Decimal(limit)


def _verdict(number: Fraction, operator: Operator, limit: Decimal) -> object:
    return decide(Span.exactly(number), operator, limit)


def _plain(text: str, unit: str, phrases: Phrases) -> str:
    return f"{_digits(text.strip(), phrases)} {_unit(unit)}".strip()


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
