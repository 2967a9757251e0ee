"""Dates of which only the month or the year is known: what is certain of them, and what is not."""

from datetime import date

import pytest

from cds_service.clinical.calendar import When, days_before, months_before
from tests.builders import when


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("2026-06-01", "2026-06-08", 7, 7),
        ("2026-06-08", "2026-06-01", 7, 7),
        ("2026-06-01", "2026-06-01", 0, 0),
        ("2026-06", "2026-06-20", 0, 19),
        ("2026-06-20", "2026-06", 0, 19),
        ("2026-05", "2026-06-20", 20, 50),
        ("2026-06-20", "2026-05", 20, 50),
    ],
)
def test_the_distance_of_a_partial_date_has_a_least_and_a_most(one: str, other: str, least: int, most: int):
    assert when(one).days_to(when(other)) == (least, most)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2026-01-31", True),
        ("2026-02-28", True),
        ("2026-01-30", False),
        ("2026-03-01", False),
        ("2026-02", True),
        ("2026-01", None),
        ("2026-03", False),
        ("2026", None),
    ],
)
def test_both_ends_of_a_window_belong_to_it(text: str, inside: bool | None):
    assert when(text).within(date(2026, 1, 31), date(2026, 2, 28)) is inside


def test_a_month_that_ends_where_a_window_begins_may_lie_in_it():
    assert When(date(2026, 2, 1), date(2026, 2, 28)).within(date(2026, 2, 28), date(2026, 6, 28)) is None


def test_a_month_that_begins_where_a_window_ends_may_lie_in_it():
    assert when("2026-06").within(date(2026, 1, 1), date(2026, 6, 1)) is None


def test_a_value_of_today_is_fresh():
    assert when("2026-06-30").fresh(date(2026, 6, 30), 90) is True


def test_what_would_lie_before_the_beginning_of_the_calendar_is_its_first_day():
    assert months_before(date(1, 3, 31), 6) == date(1, 1, 1)
    assert days_before(date(1, 1, 2), 30) == date(1, 1, 1)
    assert days_before(date(9999, 12, 30), -30) == date(9999, 12, 31)
