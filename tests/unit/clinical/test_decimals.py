"""Numbers are shown as they are: rounded half up, never in scientific notation, bounds as bounds."""

from decimal import Decimal
from fractions import Fraction

import pytest

from cds_service.clinical.decimals import fixed, of_span, plain
from cds_service.clinical.span import Number, Span


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Decimal("7.5"), 3, "7.500"),
        (Decimal("0.05"), 3, "0.050"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-40, 7), 3, "-5.714"),
        (Fraction("0.0006"), 3, "0.001"),
        (0, 3, "0.000"),
        (12, 0, "12"),
    ],
)
def test_numbers_are_rounded_half_up_to_their_places(number: Number, places: int, text: str):
    assert fixed(number, places) == text


def test_a_gain_that_rounds_to_nothing_has_no_sign():
    assert fixed(Fraction("-0.0004"), 3) == "0.000"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("176.40"), "176.40"),
        (Fraction(1500), "1500"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "0.333"),
        (Fraction(-2, 3), "-0.667"),
    ],
)
def test_a_number_is_written_in_full_where_its_decimals_end(number: Number, text: str):
    assert plain(number) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span.exactly(12), "12"),
        (Span(None, Fraction(5), high_open=True), "<5"),
        (Span(None, Fraction(5)), "<=5"),
        (Span(Fraction(20), None, low_open=True), ">20"),
        (Span(Fraction(20), None), ">=20"),
        (Span.between(Decimal("86.86"), Decimal("95.24")), "86.9 to 95.2"),
        (Span(), ""),
    ],
)
def test_a_bound_is_written_as_a_bound(span: Span, text: str):
    assert of_span(span) == text
