"""From the recorded weights of a patient to the weight history, through every exclusion of the algorithm."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from .calendar import When
from .record import Excluded, Reason, Weight, WeightKind
from .weight_cleaning import believable, clean, left_out_as, stated_baselines
from .weight_days import Day, Placed, alone, own_unit, placed
from .weight_history import WeightHistory
from .weight_reading import Series, read_history
from .weight_rules import WeightSeriesRules
from .weight_units import PoundRatio, nearest_in_time


def read_weight_series(
    weights: Iterable[Weight],
    today: date,
    rules: WeightSeriesRules,
    *,
    height_cm: Decimal | None = None,
    on_dialysis: bool = False,
) -> WeightHistory:
    """Read a patient's weights as of `today`.

    On dialysis only dry weights count, otherwise none of them: a mixture fakes a loss of 9 %.
    """
    past, future = _until(weights, today)
    counted, other_kind = _of_kind(past, on_dialysis=on_dialysis)
    believe = believable(rules, height_cm)
    plausible: list[Weight] = []
    implausible: list[Weight] = []
    for one in counted:
        (plausible if believe(one) else implausible).append(one)
    series, left_out = _series(plausible, rules)
    history = read_history(series, today, rules)
    unbelieved = (left_out_as(Reason.IMPLAUSIBLE, one) for one in implausible)
    return replace(history, excluded=_in_order((*unbelieved, *left_out, *history.excluded, *future, *other_kind)))


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


def _of_kind(weights: Sequence[Weight], *, on_dialysis: bool) -> tuple[list[Weight], list[Excluded]]:
    wanted = {WeightKind.DRY} if on_dialysis else {WeightKind.MEASURED, WeightKind.STATED}
    return (
        [one for one in weights if one.kind in wanted],
        [left_out_as(Reason.CODE_DENIED, one) for one in weights if one.kind not in wanted],
    )


def _series(plausible: Sequence[Weight], rules: WeightSeriesRules) -> tuple[Series, list[Excluded]]:
    """Clean what can be cleaned: a weight without an exact day can neither be a spike nor share a day with another."""
    units = own_unit(plausible)
    told: list[Placed] = []
    dated: list[Placed] = []
    vague: list[Placed] = []
    for one in placed(plausible, units):
        if one.weight.kind is WeightKind.STATED:
            told.append(one)
        else:
            (dated if one.weight.recorded.when.day else vague).append(one)
    days, left_out = clean(dated, rules)
    trusted, suspect = _without_pounds(vague, days, rules)
    baselines, unusable = stated_baselines(told, days, rules)
    return Series(days, trusted, baselines, units), [*left_out, *suspect, *unusable]


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
