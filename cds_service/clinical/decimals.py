"""Exact numbers written as decimal strings; rounding happens here and nowhere before."""

from decimal import Decimal
from fractions import Fraction

from .span import Number, Span


def fixed(number: Number, places: int) -> str:
    """Round half up to so many places: 7.5 with three is "7.500"."""
    numerator, denominator = number.as_integer_ratio()
    whole = abs(numerator) * 10**places * 2 + denominator
    digits = str(whole // (2 * denominator)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if numerator < 0 and text.strip("0.") else text


def plain(number: Number) -> str:
    """Write a number in full where its decimals end, else with three places; never in scientific notation."""
    if isinstance(number, Decimal):
        return f"{number:f}"
    exact = Fraction(number)
    for places in range(13):
        if (exact * 10**places).denominator == 1:
            return fixed(exact, places)
    return fixed(exact, 3)


def places(number: Number) -> int:
    """Count the decimals that `plain` writes."""
    return len(plain(number).partition(".")[2])


def of_span(span: Span) -> str:
    """Write a number or its bounds: "12", "<5", "86.9 to 95.2"."""
    if span.exact is not None:
        return plain(span.exact)
    if span.low is None and span.high is None:
        return ""
    if span.low is None or span.high is None:
        bound, sign, is_open = (span.high, "<", span.high_open) if span.low is None else (span.low, ">", span.low_open)
        return f"{sign}{'' if is_open else '='}{plain(bound)}" if bound is not None else ""
    return f"{fixed(span.low, 1)} to {fixed(span.high, 1)}"
