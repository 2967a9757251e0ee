"""The weight history from a cleaned series: steps 7 to 11 of the normative algorithm (clinical manual).

A weight of which only the month or the year is known counts in each window that holds all of its days, and leaves
open those that hold some of them. One that may be later than the last known day leaves the current weight open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from .calendar import ordinal_months_before
from .caution import Caution
from .record import Excluded, Reason
from .span import UNKNOWN, Span
from .weight_baselines import Baselines, widened
from .weight_cleaning import left_out_as
from .weight_days import Day, day_weight, differing_by_more_than
from .weight_episode import largest_episode
from .weight_fluid import Fluid
from .weight_history import Change, Loss, WeightHistory
from .weight_rules import WeightSeriesRules
from .weight_windows import Candidates, Current, Window


@dataclass(frozen=True)
class Series:
    """One weight a known day in date order, those of a partial date, and what the patient told."""

    days: Sequence[Day]
    vague: Sequence[Day]
    told: Sequence[Day]
    units_per_kg: int


def read_history(series: Series, today: date, rules: WeightSeriesRules) -> WeightHistory:
    """Read the history as of a day; every weight of the series is dated until then."""
    day, others = _current(series)
    if day is None and not others:
        return WeightHistory()
    age = today.toordinal() - day.first if day else None
    history = WeightHistory(day_weight(day) if day else None, age_days=age, largest_episode=_episode(series, rules))
    if age is not None and age > rules.stale_days:
        return _noting(replace(history, stale=True), series, rules, open_=others)
    fluid = Fluid(series.days, rules)
    risen = fluid.days()
    history = _with_losses(history, series, fluid, risen, day, others, rules)
    cautions = _cautions(history, series.days, rules, fluid=bool(risen))
    return _noting(replace(history, cautions=cautions), series, rules, open_=others)


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
    risen: set[int],
    day: Day | None,
    others: Sequence[Day],
    rules: WeightSeriesRules,
) -> WeightHistory:
    def may_be_fluid(one: Day) -> bool:
        floor = fluid.floor(one.first, one.last)
        return floor is not None and fluid.risen(floor, one.mass)

    measured = [one for one in (*series.days, *series.vague) if one is not day and one.first not in risen]
    baselines = Baselines(measured, series.told, Candidates(series.days), may_be_fluid, rules)

    def over(window: Window) -> Loss:
        found = [baselines.loss(window, Current.of(day), day)] if day else []
        if others:
            found.append(baselines.loss(window, _one_of(others), None))
        return found[0] if len(found) == 1 else widened(*found)

    windows = _windows(rules)
    return replace(
        history,
        kg=_kilograms([*([day] if day else []), *others], series.units_per_kg),
        six_months=over(windows.six_months),
        twelve_months=over(windows.twelve_months),
        beyond_six_months=over(windows.beyond_six_months),
        three_to_six_months=over(windows.three_to_six_months),
    )


class _Windows(NamedTuple):
    six_months: Window
    twelve_months: Window
    beyond_six_months: Window
    three_to_six_months: Window


def _windows(rules: WeightSeriesRules) -> _Windows:
    six = rules.window_months
    return _Windows(
        Window(six),
        Window(rules.long_window_months),
        Window(rules.beyond_lookback_months, six),
        Window(six, rules.baseline_months, until_included=True),
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


def _noting(history: WeightHistory, series: Series, rules: WeightSeriesRules, *, open_: Sequence[Day]) -> WeightHistory:
    """List the weights whose partial date leaves something open."""
    undecided = _undecided(history, series, rules, open_)
    if not undecided:
        return history
    cautions = (*history.cautions, Caution.PARTIAL_DATE_UNDECIDED)
    return replace(history, excluded=tuple(undecided), cautions=cautions)


def _undecided(
    history: WeightHistory, series: Series, rules: WeightSeriesRules, later: Sequence[Day]
) -> list[Excluded]:
    if not series.vague and not any(one.first != one.last for one in series.told):
        return []
    losses = (history.six_months, history.twelve_months, history.beyond_six_months, history.three_to_six_months)
    left_open = [window for window, loss in zip(_windows(rules), losses, strict=True) if loss.date_open]
    day = history.current.when if history.current else None
    current = Current(day.first.toordinal(), day.last.toordinal(), 0, 0) if day else _one_of(later)
    vague = Candidates([one for one in (*series.vague, *series.told) if one.first != one.last])
    open_ = {id(one): one for window in left_open for one in window.sort_out(vague, current)[1]}
    open_ |= {id(one): one for one in later}
    return [left_out_as(Reason.DATE_MISSING, each.weight) for one in open_.values() for each in one.placed]


def _cautions(
    history: WeightHistory, days: Sequence[Day], rules: WeightSeriesRules, *, fluid: bool
) -> tuple[Caution, ...]:
    change = history.six_months.change
    checks = {
        Caution.STALE_WEIGHT: (history.age_days or 0) > rules.stale_caution_days,
        Caution.RAPID_RISE_AND_RETURN: fluid,
        Caution.RAPID_CHANGE: bool(days) and _changes_rapidly(days, rules),
        Caution.CARRIED_FORWARD_WEIGHTS: _carried_forward(days, rules),
        Caution.STATED_REFERENCE_WEIGHT: change is not None and change.reference.stated,
    }
    return tuple(caution for caution, holds in checks.items() if holds)


def _changes_rapidly(days: Sequence[Day], rules: WeightSeriesRules) -> bool:
    """Flag a fast change in the window up to the current weight: fluid, a scale or a typing error are possible."""
    since = ordinal_months_before(days[-1].first, rules.window_months)
    rapid = differing_by_more_than(rules.rapid_change_percent)
    abrupt = differing_by_more_than(rules.abrupt_change_percent)
    recent = [day for day in days if day.first >= since]
    return any(
        (after.first - before.first <= rules.rapid_change_days and rapid(before.mass, after.mass))
        or (after.first - before.first <= rules.abrupt_change_days and abrupt(before.mass, after.mass))
        for before, after in pairwise(recent)
    )


def _carried_forward(days: Sequence[Day], rules: WeightSeriesRules) -> bool:
    last = days[-rules.carried_forward_days :]
    return len(last) == rules.carried_forward_days and len({round(day_weight(day).kg, 1) for day in last}) == 1
