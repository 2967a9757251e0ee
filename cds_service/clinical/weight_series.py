"""From the recorded weights of a patient to the weight history, through every exclusion of the algorithm."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from math import prod

from .calendar import When, months_before
from .caution import Caution
from .reading_rules import WeightSeriesRules
from .record import Excluded, Reason, Weight, WeightKind
from .span import hull
from .weight_cleaning import clean, stated_baselines
from .weight_days import Placed
from .weight_history import Loss, WeightHistory, read_days

MOST_PLACEMENTS = 256  # of partial dates; beyond it they are taken for undecidable


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
    exact = [Placed(one, day) for one in counted if (day := one.recorded.when.day)]
    vague = [one for one in counted if not one.recorded.when.day]

    def history_with(extra: Sequence[Placed]) -> WeightHistory:
        placed = [*exact, *extra]
        measured = [one for one in placed if one.weight.kind is not WeightKind.STATED]
        told = [one for one in placed if one.weight.kind is WeightKind.STATED]
        days, left_out = clean(measured, rules, height_cm)
        baselines, unusable = stated_baselines(told, days, rules, height_cm)
        return replace(read_days(days, baselines, today, rules), excluded=(*left_out, *unusable))

    history = _with_partial_dates(history_with, exact, vague, today)
    return replace(history, excluded=_in_order((*history.excluded, *future, *other_kind)))


def _until(weights: Iterable[Weight], today: date) -> tuple[list[Weight], list[Excluded]]:
    past, future = [], []
    for one in weights:
        when = one.recorded.when
        if when.first > today:
            future.append(_excluded(one, Reason.DATE_FUTURE))
        elif when.last > today:  # "2026" in June 2026: it was written, so it lies before now
            past.append(replace(one, recorded=replace(one.recorded, when=When(when.first, today))))
        else:
            past.append(one)
    return past, future


def _of_kind(weights: Sequence[Weight], *, on_dialysis: bool) -> tuple[list[Weight], list[Excluded]]:
    wanted = {WeightKind.DRY} if on_dialysis else {WeightKind.MEASURED, WeightKind.STATED}
    return (
        [one for one in weights if one.kind in wanted],
        [_excluded(one, Reason.CODE_DENIED) for one in weights if one.kind not in wanted],
    )


def _with_partial_dates(
    history_with: Callable[[Sequence[Placed]], WeightHistory],
    exact: Sequence[Placed],
    vague: Sequence[Weight],
    today: date,
) -> WeightHistory:
    """Use a weight of which only the month or year is known where every day of it gives the same answer.

    Where it does not, the weight is left out, and the losses span all the answers: unknown is never "no".
    """
    if not vague:
        return history_with(())
    without = history_with(())
    candidates = [_candidate_days(one.recorded.when, exact, today) for one in vague]
    dated_out = tuple(_excluded(one, Reason.DATE_MISSING) for one in vague)
    if prod(len(days) for days in candidates) > MOST_PLACEMENTS:
        return _spanning(without, [WeightHistory(), without], dated_out)
    answers = [
        history_with([Placed(one, day) for one, day in zip(vague, days, strict=True)]) for days in product(*candidates)
    ]
    if all(_answer(one) == _answer(answers[0]) for one in answers):
        return answers[0]
    return _spanning(without, answers, dated_out)


def _candidate_days(when: When, exact: Sequence[Placed], today: date) -> list[date]:
    """List the days of a partial date at which an answer can change: its ends, and where a window begins or ends."""
    anchors = {today, *(one.on for one in exact)}
    edges = {months_before(anchor, months) for anchor in anchors for months in (0, 3, 6, 12)}
    near = {edge + timedelta(days=shift) for edge in edges for shift in (-1, 0, 1)}
    return sorted({when.first, when.last, *(day for day in near if when.first <= day <= when.last)})


def _answer(history: WeightHistory) -> tuple[object, ...]:
    return (
        history.usable and history.usable.kg,
        history.six_months.percent,
        history.twelve_months.percent,
        history.beyond_six_months.percent,
        history.three_to_six_months.percent,
        {(one.source, one.reason) for one in history.excluded},
    )


def _spanning(
    without: WeightHistory, answers: Sequence[WeightHistory], dated_out: tuple[Excluded, ...]
) -> WeightHistory:
    def widened(loss: Loss, others: list[Loss]) -> Loss:
        spans = [loss.percent, *(other.percent for other in others)]
        return Loss(loss.change, hull(spans), date_open=any(span != spans[0] for span in spans))

    return replace(
        without,
        six_months=widened(without.six_months, [one.six_months for one in answers]),
        twelve_months=widened(without.twelve_months, [one.twelve_months for one in answers]),
        beyond_six_months=widened(without.beyond_six_months, [one.beyond_six_months for one in answers]),
        three_to_six_months=widened(without.three_to_six_months, [one.three_to_six_months for one in answers]),
        kg=hull([without.kg, *(one.kg for one in answers)]),
        excluded=(*without.excluded, *dated_out),
        cautions=(*without.cautions, Caution.PARTIAL_DATE_UNDECIDED),
    )


def _excluded(one: Weight, reason: Reason) -> Excluded:
    return Excluded(one.recorded.source, reason, text=one.recorded.text, when=one.recorded.when)


def _in_order(excluded: Iterable[Excluded]) -> tuple[Excluded, ...]:
    return tuple(sorted(excluded, key=lambda one: (one.when.first if one.when else date.min, one.source)))
