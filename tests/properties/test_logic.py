"""Three-valued logic, spans, the calendar and decimal printing, each against an obvious second definition."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cds_service.clinical.calendar import When, months_before, years_between
from cds_service.clinical.decimals import fixed, plain
from cds_service.clinical.span import Span, hull
from cds_service.clinical.verdict import Verdict, all_of, at_least
from tests.properties.oracle import contains, holds, samples
from tests.properties.oracle_weights import months_ago

DECIDED = (Verdict.MET, Verdict.NOT_MET)
KLEENE = (*DECIDED, Verdict.UNKNOWN)
NUMBERS = st.integers(-4, 4).map(lambda number: Fraction(number, 2))
DAYS = st.dates(date(1999, 1, 1), date(2030, 12, 31)) | st.sampled_from(
    [date(2028, 2, 29), date(2027, 2, 28), date(2026, 8, 31), date(2026, 12, 31), date(2026, 1, 1), date(2026, 3, 30)]
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    if low == high:
        return Span(low, high)
    low, high = draw(st.sampled_from([(low, high), (None, high), (low, None), (None, None)]))
    return Span(low, high, low is not None and draw(st.booleans()), high is not None and draw(st.booleans()))


@pytest.mark.parametrize("length", range(5))
@pytest.mark.parametrize("count", range(5))
def test_a_count_is_decided_exactly_where_every_completion_agrees(length: int, count: int):
    for listed in product(KLEENE, repeat=length):
        completions = product(*(DECIDED if one is Verdict.UNKNOWN else (one,) for one in listed))
        possible = {sum(one is Verdict.MET for one in complete) >= count for complete in completions}
        expected = Verdict.of(possible.pop()) if len(possible) == 1 else Verdict.UNKNOWN
        assert at_least(count, listed) is expected


@pytest.mark.parametrize(("one", "other"), list(product(KLEENE, repeat=2)))
def test_and_and_or_are_minimum_and_maximum(one: Verdict, other: Verdict):
    rising = [Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET]
    assert at_least(1, [one, other]) is max(one, other, key=rising.index)
    assert all_of([one, other]) is min(one, other, key=rising.index)


def test_nothing_is_met_of_nothing_but_everything_is():
    assert (at_least(1, []), all_of([])) == (Verdict.NOT_MET, Verdict.MET)


@given(spans(), NUMBERS)
@settings(max_examples=300)
def test_a_comparison_is_decided_exactly_where_every_number_of_the_span_agrees(span: Span, limit: Fraction):
    said = {">": span.above(limit), ">=": span.at_least(limit), "<": span.below(limit), "<=": span.at_most(limit)}
    assert said == {operator: Verdict.of(holds(span, operator, limit)) for operator in said}


@given(spans(), NUMBERS, st.sampled_from(["0.1", "1", "10", "0.45359237"]))
@settings(max_examples=200)
def test_a_change_of_unit_changes_no_answer(span: Span, limit: Fraction, factor: str):
    by = Fraction(factor)
    assert span.scaled(by).above(limit * by) is span.above(limit)
    assert span.scaled(by).at_least(limit * by) is span.at_least(limit)


@given(st.lists(spans(), min_size=1, max_size=3), NUMBERS)
@settings(max_examples=200)
def test_a_hull_holds_every_number_of_its_spans(listed: list[Span], limit: Fraction):
    around = hull(listed)
    assert all(contains(around, number) for span in listed for number in samples(span, limit))


def test_a_span_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="low bound lies above"):
        Span(Fraction(2), Fraction(1))


def test_a_unit_cannot_turn_numbers_around():
    with pytest.raises(ValueError, match="positive"):
        Span.exactly(1).scaled(-1)


@given(DAYS, st.integers(0, 30))
@settings(max_examples=200)
def test_months_are_counted_down_one_by_one(day: date, months: int):
    assert months_before(day, months) == months_ago(day, months)


@given(DAYS, DAYS, st.integers(0, 30))
@settings(max_examples=200)
def test_a_later_day_never_reaches_further_back(one: date, other: date, months: int):
    earlier, later = sorted((one, other))
    assert months_before(earlier, months) <= months_before(later, months)


@given(DAYS, st.integers(0, 30))
@settings(max_examples=200)
def test_a_day_is_kept_or_becomes_the_last_of_its_month(day: date, months: int):
    back = months_before(day, months)
    assert back.day == min(day.day, monthrange(back.year, back.month)[1])


@st.composite
def periods(draw: st.DrawFn) -> When:
    first = draw(st.integers(0, 12))
    return When(
        date(2026, 2, 22) + timedelta(days=first), date(2026, 2, 22) + timedelta(days=first + draw(st.integers(0, 4)))
    )


def days_of(when: When) -> list[date]:
    return [when.first + timedelta(days=days) for days in range((when.last - when.first).days + 1)]


@given(periods(), periods())
@settings(max_examples=200)
def test_distances_are_those_of_the_days(one: When, other: When):
    distances = [abs((first - second).days) for first in days_of(one) for second in days_of(other)]
    assert one.days_to(other) == (min(distances), max(distances))


@given(periods(), periods())
@settings(max_examples=200)
def test_a_period_lies_in_a_window_where_all_its_days_do(period: When, window: When):
    inside = {window.first <= day <= window.last for day in days_of(period)}
    assert period.within(window.first, window.last) is (inside.pop() if len(inside) == 1 else None)


@given(DAYS, DAYS)
@settings(max_examples=200)
def test_an_age_is_the_number_of_birthdays(one: date, other: date):
    birth, today = sorted((one, other))
    birthdays = 0
    for year in range(birth.year + 1, today.year + 1):
        is_real = birth.day <= monthrange(year, birth.month)[1]
        birthday = date(year, birth.month, birth.day) if is_real else date(year, 3, 1)
        birthdays += birthday <= today
    assert years_between(When.on(birth), today) == (birthdays, birthdays)


DECIMALS = st.decimals(min_value=-10_000, max_value=10_000, places=6)


@given(DECIMALS, st.integers(0, 4))
@settings(max_examples=300)
def test_numbers_are_rounded_half_up(number: Decimal, places: int):
    expected = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert fixed(number, places) == f"{expected if expected else abs(expected):f}"


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(1, 3), 3, "0.333"),
        (Decimal("0.5"), 0, "1"),
        (100, 0, "100"),
        (-100, 0, "-100"),
    ],
)
def test_halves_go_away_from_zero_and_nothing_is_minus_zero(number: Decimal | Fraction | int, places: int, text: str):
    assert fixed(number, places) == text


@given(DECIMALS)
@settings(max_examples=200)
def test_a_finite_decimal_is_written_in_full(number: Decimal):
    assert Decimal(plain(number)) == Decimal(plain(Fraction(number))) == number
    assert "E" not in plain(number)


def test_an_endless_decimal_is_written_with_three_places():
    assert plain(Fraction(2, 3)) == "0.667"
