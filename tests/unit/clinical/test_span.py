"""A span is never empty, and a change of unit never turns it round."""

from fractions import Fraction

import pytest

from cds_service.clinical.span import Span


@pytest.mark.parametrize("factor", [0, -1])
def test_the_factor_of_a_unit_is_positive(factor: int):
    with pytest.raises(ValueError, match=r"^a unit's factor is positive$"):
        Span.exactly(5).scaled(factor)


def test_the_low_bound_is_not_above_the_high_one():
    with pytest.raises(ValueError, match=r"^a span's low bound lies above its high bound$"):
        Span(Fraction(6), Fraction(5))


@pytest.mark.parametrize(("low_open", "high_open"), [(True, False), (False, True)])
def test_a_single_number_cannot_be_left_out_of_its_own_span(low_open: bool, high_open: bool):
    with pytest.raises(ValueError, match=r"^a span with one open bound at both ends is empty$"):
        Span(Fraction(5), Fraction(5), low_open=low_open, high_open=high_open)


def test_a_bound_stays_open_in_another_unit():
    assert Span(None, Fraction(5), high_open=True).scaled(10) == Span(None, Fraction(50), high_open=True)
    assert Span(Fraction(2), None, low_open=True).scaled(10) == Span(Fraction(20), None, low_open=True)
