"""The weight history from a cleaned series: steps 7 to 11 of the normative algorithm (clinical manual).

A weight of which only the month or the year is known counts in each window that holds all of its days, and leaves
open those that hold some of them. One that may be later than the last known day leaves the current weight open.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from .calendar import ordinal_months_before
from .caution import Caution
from .record import Excluded, Reason
from .span import UNKNOWN, Span
from .weight_baselines import Baselines, widened
from .weight_cleaning import left_out_as
from .weight_days import Day, day_weight
from .weight_direction import PAST, direction_of
from .weight_episode import largest_episode
from .weight_fluid import Fluid
from .weight_history import Change, Loss, WeightHistory
from .weight_reach import Reach
from .weight_rules import WeightSeriesRules
from .weight_speed import falls_fast
from .weight_windows import Candidates, Current, Window


@dataclass(frozen=True)
class Series:
    """One weight a known day in date order, those of a partial date, and what the patient told."""

    days: Sequence[Day]
    vague: Sequence[Day]
    told: Sequence[Day]
    usual: Sequence[Day]
    """What the patient usually weighed, on the last day that it can stand for."""
    units_per_kg: int


def read_history(series: Series, today: date, rules: WeightSeriesRules, pre_illness_months: int) -> WeightHistory:
    """Read the history as of a day; every weight of the series is dated until then."""
    day, others = _current(series)
    if day is None and not others:
        return WeightHistory()
    windows = _windows(rules, pre_illness_months)
    age = today.toordinal() - day.first if day else None
    history = WeightHistory(day_weight(day) if day else None, age_days=age, largest_episode=_episode(series, rules))
    if age is not None and age > rules.stale_days:
        return _noting(replace(history, stale=True), series, windows, open_=others)
    fluid = Fluid(series.days, rules)
    history = _with_losses(history, series, fluid, day, others, windows, rules)
    if day is not None and not others:
        history = _with_course(history, series, day, rules)
    cautions = _cautions(history, series.days, rules, fluid=bool(fluid.days))
    return _noting(replace(history, cautions=cautions), series, windows, open_=others)


def _current(series: Series) -> tuple[Day | None, list[Day]]:
    """Give the latest weight, and those that may be later than it because their date is partial.

    None where every weight has a partial date and several of them may be the latest.
    """
    last = series.days[-1] if series.days else None
    latest_first = max((one.first for one in (*series.vague, *series.days[-1:])), default=0)
    later = [one for one in series.vague if one.last >= latest_first]
    certain = last is None or all(one.first > last.first for one in later)
    if len(later) == 1 and certain:
        return later[0], []
    return last, later


def _with_losses(
    history: WeightHistory,
    series: Series,
    fluid: Fluid,
    day: Day | None,
    others: Sequence[Day],
    windows: "_Windows",
    rules: WeightSeriesRules,
) -> WeightHistory:
    def may_be_fluid(one: Day) -> bool:
        floor = fluid.floor(one.first, one.last)
        return floor is not None and fluid.risen(floor, one.mass)

    beside = [one for one in (*series.days, *series.vague) if one is not day]
    measured = [one for one in beside if one.first not in fluid.days]
    baselines = Baselines(measured, series.told, series.usual, Candidates(series.days), may_be_fluid, rules)

    def over(window: Window) -> Loss:
        found = [baselines.loss(window, Current.of(day), day)] if day else []
        if others:
            found.append(baselines.loss(window, _one_of(others), None))
        return found[0] if len(found) == 1 else widened(*found)

    reach = Reach(beside, Current.of(day) if day else _one_of(others), rules)
    year, pre_illness = over(windows.twelve_months), over(windows.pre_illness)

    def bounded(window: Window) -> Loss:
        return reach.bounded(over(window), year, windows.twelve_months)

    return replace(
        history,
        kg=_kilograms([*([day] if day else []), *others], series.units_per_kg),
        six_months=bounded(windows.six_months),
        ongoing=bounded(windows.ongoing),
        twelve_months=reach.bounded(year, year, windows.twelve_months),
        beyond_six_months=over(windows.beyond_six_months),
        three_to_six_months=bounded(windows.three_to_six_months),
        pre_illness=reach.bounded(pre_illness, pre_illness, windows.pre_illness),
    )


def _with_course(history: WeightHistory, series: Series, day: Day, rules: WeightSeriesRules) -> WeightHistory:
    """Add where the weight is going, and the last weight before a window that holds none."""
    since, year = (ordinal_months_before(day.first, one) for one in (rules.window_months, rules.long_window_months))
    place = bisect_right([one.first for one in series.days], day.first)
    until = list(series.days[:place]) if day in series.days else [*series.days[:place], day]
    before = [one for one in until if year <= one.first < since]
    outside = None
    if before and history.six_months.change is None and not any(one.first >= since for one in until[:-1]):
        outside = Change(day_weight(before[-1]), day_weight(day))
    usual = [one for one in series.usual if year <= one.first]
    in_year = sorted([*(one for one in until if one.first >= year), *usual], key=lambda one: one.first)
    lost = history.six_months.seen
    direction = direction_of([one for one in until if one.first >= since], lost, rules)
    return replace(
        history,
        just_outside=outside,
        direction=direction,
        loss_is_past=direction in PAST and lost is not None and lost >= Fraction(rules.stable_percent),
        direction_of_year=direction_of(in_year, history.twelve_months.seen, rules),
    )


class _Windows(NamedTuple):
    six_months: Window
    ongoing: Window
    twelve_months: Window
    beyond_six_months: Window
    three_to_six_months: Window
    pre_illness: Window


def _windows(rules: WeightSeriesRules, pre_illness_months: int) -> _Windows:
    six, least = rules.window_months, rules.shortest_span_days
    return _Windows(
        Window(six, least_days=least),
        Window(six, least_days=rules.ongoing_span_days),
        Window(rules.long_window_months, least_days=least),
        Window(rules.beyond_lookback_months, six, least_days=least),
        Window(six, rules.baseline_months, until_included=True, least_days=least),
        Window(pre_illness_months, least_days=least),
    )


def _one_of(days: Sequence[Day]) -> Current:
    """Take them together: one of them is the current weight, we do not know which."""
    masses = [one.mass for one in days]
    return Current(min(one.first for one in days), max(one.last for one in days), min(masses), max(masses))


def _kilograms(days: Sequence[Day], units_per_kg: int) -> Span:
    masses = [Fraction(one.mass, units_per_kg) for one in days]
    return Span.between(min(masses), max(masses)) if masses else UNKNOWN


def _episode(series: Series, rules: WeightSeriesRules) -> Change | None:
    found = largest_episode(series.days, rules.window_months)
    return Change(day_weight(found.reference), day_weight(found.current)) if found else None


def _noting(history: WeightHistory, series: Series, windows: "_Windows", *, open_: Sequence[Day]) -> WeightHistory:
    """List the weights whose partial date leaves something open."""
    undecided = _undecided(history, series, windows, open_)
    if not undecided:
        return history
    cautions = (*history.cautions, Caution.PARTIAL_DATE_UNDECIDED)
    return replace(history, excluded=tuple(undecided), cautions=cautions)


def _undecided(history: WeightHistory, series: Series, windows: "_Windows", later: Sequence[Day]) -> list[Excluded]:
    if not series.vague and not any(one.first != one.last for one in series.told):
        return []
    left_open = [window for name, window in windows._asdict().items() if getattr(history, name).date_open]
    day = history.current.when if history.current else None
    current = Current(day.first.toordinal(), day.last.toordinal(), 0, 0) if day else _one_of(later)
    vague = Candidates([one for one in (*series.vague, *series.told) if one.first != one.last])
    open_ = {id(one): one for window in left_open for one in window.sort_out(vague, current)[1]}
    open_ |= {id(one): one for one in later}
    return [left_out_as(Reason.DATE_MISSING, each.weight) for one in open_.values() for each in one.placed]


def _cautions(
    history: WeightHistory, days: Sequence[Day], rules: WeightSeriesRules, *, fluid: bool
) -> tuple[Caution, ...]:
    checks = {
        Caution.STALE_WEIGHT: (history.age_days or 0) > rules.stale_caution_days,
        Caution.RAPID_RISE_AND_RETURN: fluid,
        Caution.RAPID_CHANGE: bool(days) and falls_fast(_since(days, rules.window_months), rules),
        Caution.CARRIED_FORWARD_WEIGHTS: _carried_forward(days, rules),
        Caution.LOSS_IS_PAST: history.loss_is_past,
    }
    return tuple(caution for caution, holds in checks.items() if holds)


def _since(days: Sequence[Day], months: int) -> list[Day]:
    first = ordinal_months_before(days[-1].first, months)
    return [day for day in days if day.first >= first]


def _carried_forward(days: Sequence[Day], rules: WeightSeriesRules) -> bool:
    last = days[-rules.carried_forward_days :]
    return len(last) == rules.carried_forward_days and len({round(day_weight(day).kg, 1) for day in last}) == 1
