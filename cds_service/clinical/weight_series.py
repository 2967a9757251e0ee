"""From the recorded weights of a patient to the weight history, through every exclusion of the algorithm."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from .calendar import When, ordinal_months_before
from .record import Excluded, Reason, Weight, WeightKind
from .weight_cleaning import believable, left_out_as, stated_baselines
from .weight_days import Day, Placed, alone, own_unit, placed
from .weight_doubts import Cleaned, cleanings
from .weight_history import WeightHistory
from .weight_reading import Series, read_history
from .weight_rules import WeightSeriesRules
from .weight_units import Bodies, PoundRatio, nearest_in_time


def read_weight_series(
    weights: Iterable[Weight],
    today: date,
    rules: WeightSeriesRules,
    *,
    height_cm: Decimal | None = None,
    on_dialysis: bool = False,
    unfit: Collection[Weight] = (),
    pre_illness_months: int = 24,
) -> tuple[WeightHistory, ...]:
    """Read a patient's weights as of `today`: once, or once for each answer to what the record leaves in doubt.

    On dialysis only dry weights count, otherwise none of them: a mixture fakes a loss of 9 %. The `unfit` ones lie near
    a session of somebody who is not on dialysis.
    """
    past, future = _until(weights, today)
    counted, other_kind = _of_kind(past, unfit, on_dialysis=on_dialysis)
    believe = believable(rules, height_cm)
    plausible: list[Weight] = []
    implausible: list[Weight] = []
    for one in counted:
        (plausible if believe(one) else implausible).append(one)
    never = [*(left_out_as(Reason.IMPLAUSIBLE, one) for one in implausible), *future, *other_kind]
    readings = _readings(plausible, rules, height_cm)
    held = [{source for day in series.days for source in _sources(day)} for series, _, _ in readings]
    doubtful = set[str]().union(*held) - held[0].intersection(*held)
    found = []
    for (series, left_out, cleaned), sources in zip(readings, held, strict=True):
        history = (
            WeightHistory(undecided=True)
            if cleaned.undecided
            else read_history(series, today, rules, pre_illness_months)
        )
        history = replace(
            history,
            excluded=_in_order((*never, *left_out, *history.excluded)),
            doubts=cleaned.doubts,
            with_doubtful=tuple(sorted(doubtful & sources)),
            without_doubtful=tuple(sorted(doubtful - sources)),
        )
        found.append(history)
    return tuple(found)


def _sources(day: Day) -> Iterator[str]:
    return (one.source for one in day.placed)


def _until(weights: Iterable[Weight], today: date) -> tuple[list[Weight], list[Excluded]]:
    past, future = [], []
    for one in weights:
        when = one.recorded.when
        if when.last <= today:
            past.append(one)
        elif when.first > today:
            future.append(left_out_as(Reason.DATE_FUTURE, one))
        else:  # "2026" in June 2026: it was written, so it lies before now
            past.append(replace(one, recorded=replace(one.recorded, when=When(when.first, today))))
    return past, future


def _of_kind(
    weights: Sequence[Weight], unfit: Collection[Weight], *, on_dialysis: bool
) -> tuple[list[Weight], list[Excluded]]:
    wanted = {WeightKind.DRY} if on_dialysis else {WeightKind.MEASURED, WeightKind.STATED, WeightKind.USUAL}
    near_a_session = {one.recorded.source for one in unfit}

    def counts(one: Weight) -> bool:
        return one.kind in wanted and one.recorded.source not in near_a_session

    return (
        [one for one in weights if counts(one)],
        [left_out_as(Reason.CODE_DENIED, one) for one in weights if not counts(one)],
    )


def _readings(
    plausible: Sequence[Weight], rules: WeightSeriesRules, height_cm: Decimal | None
) -> list[tuple[Series, list[Excluded], Cleaned]]:
    """Clean what can be cleaned: a weight without an exact day can neither be a spike nor share a day with another."""
    units = own_unit(plausible)
    told: list[Placed] = []
    usual: list[Placed] = []
    dated: list[Placed] = []
    vague: list[Placed] = []
    by_kind = {WeightKind.STATED: told, WeightKind.USUAL: usual}
    for one in placed(plausible, units):
        by_kind.get(one.weight.kind, dated if one.weight.recorded.when.day else vague).append(one)
    found = []
    for cleaned in cleanings(dated, rules, Bodies(height_cm, units, rules)):
        trusted, suspect = _without_pounds(vague, cleaned.days, rules)
        baselines, unusable = stated_baselines(told, cleaned.days, rules)
        usually, doubted = stated_baselines(usual, cleaned.days, rules)
        before = [_before_told(one, rules) for one in usually]
        series = Series(cleaned.days, trusted, baselines, before, units)
        found.append((series, [*cleaned.left_out, *suspect, *unusable, *doubted], cleaned))
    return found


def _before_told(usual: Day, rules: WeightSeriesRules) -> Day:
    """Put a usual weight on the last day that it can stand for: it was "before", when the patient told it."""
    day = ordinal_months_before(usual.first, rules.window_months)
    return usual._replace(first=day, last=day)


def _without_pounds(
    vague: Sequence[Placed], days: Sequence[Day], rules: WeightSeriesRules
) -> tuple[list[Day], list[Excluded]]:
    """Doubt a weight that differs from the nearest one of a known day by the factor of a pound."""
    ratio = PoundRatio(rules)
    suspects = [near is not None and ratio.between(one.mass, near.mass) for one, near in nearest_in_time(vague, days)]
    return (
        [alone(one) for one, flag in zip(vague, suspects, strict=True) if not flag],
        [left_out_as(Reason.UNIT_SUSPECT, one.weight) for one, flag in zip(vague, suspects, strict=True) if flag],
    )


def _in_order(excluded: Iterable[Excluded]) -> tuple[Excluded, ...]:
    return tuple(sorted(excluded, key=lambda one: (one.when.first if one.when else date.min, one.source)))
