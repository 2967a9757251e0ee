"""Numbers and dates are read as they are written."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from cds_service.clinical.calendar import When
from cds_service.fhir.elements import Period, Quantity
from cds_service.fhir.numbers import effective_of, moment_of, number_of, when_of
from cds_service.fhir.resources import Observation


@pytest.mark.parametrize("text", ["76.000000000000000000000001", "74.0", "0.1", "-3", "7.40e1"])
def test_a_number_keeps_every_digit(text: str) -> None:
    assert number_of(Quantity(value=msgspec.Raw(text.encode()))) == Decimal(text)


@pytest.mark.parametrize("text", ['"74"', "null", "true", "", "[74]", "1e400", "9" * 60])
def test_what_is_no_measurement_has_no_number(text: str) -> None:
    assert number_of(Quantity(value=msgspec.Raw(text.encode()))) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-06-28", date(2026, 6, 28), date(2026, 6, 28)),
        ("2026-06-28T23:30:00-05:00", date(2026, 6, 28), date(2026, 6, 28)),
        ("2026-06-28T00:30:00+14:00", date(2026, 6, 28), date(2026, 6, 28)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_is_the_one_that_is_written(text: str, first: date, last: date) -> None:
    assert when_of(text) == When(first, last)


@pytest.mark.parametrize(
    "text", [None, "", "20260628", "2026-13", "2026-02-30", "28.06.2026", "2026-6-28", "yesterday", "2026-06-28x"]
)
def test_what_is_no_date_is_none(text: str | None) -> None:
    assert when_of(text) is None


def test_moments_compare_across_offsets() -> None:
    assert moment_of("2026-06-28T08:00:00+02:00") < moment_of("2026-06-28T07:00:00Z")


def test_the_end_of_a_period_counts_and_issued_never_does() -> None:
    ended = Observation(effective_period=Period(start="2026-01-01", end="2026-02-01"))
    assert effective_of(ended) == "2026-02-01"
    assert effective_of(Observation(effective_period=Period(start="2026-01-01"))) is None
