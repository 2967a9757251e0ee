"""From weights as recorded to one trustworthy weight a day; everything left out is kept with its reason.

Steps 4 to 6 of the normative algorithm (clinical manual, "The weight series"): plausibility, unit mix-ups,
one value a day, isolated spikes. A published paediatric and adult cleaner, growthcleanr, was considered and
rejected: its strict levels remove exactly the fast losses that this service exists to find.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from .reading_rules import WeightSeriesRules
from .record import Excluded, Reason
from .weight_days import DayWeight, Placed, differ_by_more_than
from .weight_spikes import without_spikes
from .weight_units import a_pound_off, unit_mix_ups

Left = tuple[Excluded, ...]


def clean(
    placed: Iterable[Placed], rules: WeightSeriesRules, height_cm: Decimal | None
) -> tuple[list[DayWeight], Left]:
    """Give one weight a day in date order, and what was left out."""
    ordered = sorted(placed, key=lambda one: (one.on, one.weight.kg, one.weight.recorded.source))
    plausible, implausible = _split(ordered, [not _plausible(one.weight.kg, rules, height_cm) for one in ordered])
    trusted, suspect = _split(plausible, unit_mix_ups(plausible, rules))
    days, conflicting = _one_a_day(trusted, rules)
    kept, spikes = without_spikes(days, rules)
    left_out = (
        *_excluded(implausible, Reason.IMPLAUSIBLE),
        *_excluded(suspect, Reason.UNIT_SUSPECT),
        *_excluded(conflicting, Reason.CONFLICTING_DAY),
        *(one for day in spikes for one in _excluded((w for w in trusted if w.on == day.on), Reason.ISOLATED_SPIKE)),
    )
    return kept, left_out


def stated_baselines(
    told: Iterable[Placed], days: Sequence[DayWeight], rules: WeightSeriesRules, height_cm: Decimal | None
) -> tuple[list[DayWeight], Left]:
    """Give the weights that the patient told as possible baselines; they face the same doubts as measured ones."""
    ordered = sorted(told, key=lambda one: (one.on, one.weight.kg, one.weight.recorded.source))
    plausible, implausible = _split(ordered, [not _plausible(one.weight.kg, rules, height_cm) for one in ordered])
    kept, suspect = _split(plausible, [a_pound_off(one, days, rules) for one in plausible])
    baselines = [
        DayWeight(one.on, one.weight.kg, one.weight.recorded.when, (one.weight.recorded.source,), stated=True)
        for one in kept
    ]
    return baselines, (*_excluded(implausible, Reason.IMPLAUSIBLE), *_excluded(suspect, Reason.UNIT_SUSPECT))


def _split(placed: Sequence[Placed], flags: Sequence[bool]) -> tuple[list[Placed], list[Placed]]:
    kept = [one for one, flag in zip(placed, flags, strict=True) if not flag]
    return kept, [one for one, flag in zip(placed, flags, strict=True) if flag]


def _excluded(placed: Iterable[Placed], reason: Reason) -> Left:
    return tuple(
        Excluded(
            one.weight.recorded.source,
            reason,
            text=one.weight.recorded.text,
            when=one.weight.recorded.when,
        )
        for one in placed
    )


def _plausible(kg: Decimal, rules: WeightSeriesRules, height_cm: Decimal | None) -> bool:
    if not rules.lowest_kg <= kg <= rules.highest_kg:
        return False
    if height_cm is None:
        return True
    square = height_cm * height_cm
    return rules.lowest_bmi * square < kg * 10000 < rules.highest_bmi * square


def _one_a_day(placed: Sequence[Placed], rules: WeightSeriesRules) -> tuple[list[DayWeight], list[Placed]]:
    days: list[DayWeight] = []
    conflicting: list[Placed] = []
    for on, group in groupby(placed, key=lambda one: one.on):
        same = list(group)
        if differ_by_more_than(rules.same_day_conflict_percent, same[0].weight.kg, same[-1].weight.kg):
            conflicting += same
        else:
            days.append(_median_day(on, same))
    return days, conflicting


def _median_day(on: date, same: Sequence[Placed]) -> DayWeight:
    middle = len(same) // 2
    if len(same) % 2 or same[middle - 1].weight.kg == same[middle].weight.kg:
        kg = same[middle].weight.kg
    else:
        kg = (same[middle - 1].weight.kg + same[middle].weight.kg) / 2
    closest = min(same, key=lambda one: (abs(one.weight.kg - kg), one.weight.recorded.source))
    others = sorted(one.weight.recorded.source for one in same if one is not closest)
    return DayWeight(on, kg, closest.weight.recorded.when, (closest.weight.recorded.source, *others))
