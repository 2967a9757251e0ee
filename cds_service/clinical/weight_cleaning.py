"""From weights as recorded to one trustworthy weight a day; everything left out is kept with its reason.

Steps 4 to 6 of the normative algorithm (clinical manual, "The weight series"): plausibility, unit mix-ups,
one value a day, isolated spikes. A published paediatric and adult cleaner, growthcleanr, was considered and
rejected: its strict levels remove exactly the fast losses that this service exists to find.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from .calendar import When
from .record import Excluded, Reason, Weight
from .ruleset import WeightSeriesRules

KG_PER_POUND = Decimal("0.45359237")


@dataclass(frozen=True, slots=True)
class DayWeight:
    """The weight of one day: the median of the day's plausible values, and the resources that gave it."""

    on: date
    kg: Decimal
    when: When
    sources: tuple[str, ...]
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A weight on a definite day: the recorded one, or one of the days that a partial date allows."""

    weight: Weight
    on: date


Left = tuple[Excluded, ...]


def clean(
    placed: Iterable[Placed], rules: WeightSeriesRules, height_cm: Decimal | None
) -> tuple[list[DayWeight], Left]:
    """Give one weight a day in date order, and what was left out."""
    ordered = sorted(placed, key=lambda one: (one.on, one.weight.kg, one.weight.recorded.source))
    plausible, implausible = _split(ordered, [not _plausible(one.weight.kg, rules, height_cm) for one in ordered])
    trusted, suspect = _split(plausible, _unit_mix_ups(plausible, rules))
    days, conflicting = _one_a_day(trusted, rules)
    kept, spikes = _without_spikes(days, rules)
    left_out = (
        *_excluded(implausible, Reason.IMPLAUSIBLE),
        *_excluded(suspect, Reason.UNIT_SUSPECT),
        *_excluded(conflicting, Reason.CONFLICTING_DAY),
        *(one for day in spikes for one in _excluded((w for w in trusted if w.on == day.on), Reason.ISOLATED_SPIKE)),
    )
    return kept, left_out


def differ_by_more_than(percent: Decimal, one: Decimal, other: Decimal) -> bool:
    """Compare two weights; the difference is a share of the larger one, as a loss is."""
    return abs(one - other) * 100 > percent * max(one, other)


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


def _unit_mix_ups(placed: Sequence[Placed], rules: WeightSeriesRules) -> list[bool]:
    """Flag pounds filed as kilograms and kilograms filed as pounds; never correct them.

    A jump by the factor of a pound, which nobody's body makes, cuts a stretch of the series into a high and a
    low part. One of them is in the wrong unit.
    """
    flags: list[bool] = []
    stretch: list[Placed] = []
    for one in placed:
        if stretch and (one.on - stretch[-1].on).days > rules.unit_error_gap_days:
            flags += _suspects(stretch, rules)
            stretch = []
        stretch.append(one)
    return flags + _suspects(stretch, rules)


def _suspects(stretch: Sequence[Placed], rules: WeightSeriesRules) -> list[bool]:
    levels = [0] if stretch else []
    for before, after in pairwise(stretch):
        levels.append(levels[-1] + _pound_jump(before.weight.kg, after.weight.kg, rules))
    parts = sorted(set(levels))
    if len(parts) == 1 or not stretch:
        return [False] * len(stretch)
    trusted = _trusted_level(stretch, levels, parts)
    return [level != trusted for level in levels]


def _pound_jump(before: Decimal, after: Decimal, rules: WeightSeriesRules) -> int:
    low, high = sorted((before, after))
    if not 2 * low <= high <= Decimal("2.45") * low:
        return 0
    if differ_by_more_than(rules.unit_error_fit_percent, high * KG_PER_POUND, low):
        return 0
    return 1 if after > before else -1


def _trusted_level(stretch: Sequence[Placed], levels: Sequence[int], parts: Sequence[int]) -> int | None:
    """Choose the part to believe; None where nothing speaks for either.

    A clear majority of days decides. Otherwise only a value recorded in kilograms can be a pound filed as
    kilogram (too high), and only one recorded in pounds a kilogram filed as pound (too low).
    """
    days = {part: len({one.on for one, level in zip(stretch, levels, strict=True) if level == part}) for part in parts}
    largest = max(parts, key=lambda part: days[part])
    if all(days[largest] >= 3 * days[part] for part in parts if part != largest):
        return largest
    explained = [part for part in parts if _explains_the_others(part, stretch, levels)]
    return explained[0] if len(explained) == 1 else None


def _explains_the_others(part: int, stretch: Sequence[Placed], levels: Sequence[int]) -> bool:
    return all(
        level == part
        or (level == part + 1 and not one.weight.in_pounds)
        or (level == part - 1 and one.weight.in_pounds)
        for one, level in zip(stretch, levels, strict=True)
    )


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


def _without_spikes(days: Sequence[DayWeight], rules: WeightSeriesRules) -> tuple[list[DayWeight], list[DayWeight]]:
    """Leave out isolated spikes: the inner ones first, then an end that does not fit its only neighbour."""
    inner = {
        day.on
        for before, day, after in zip(days, days[1:], days[2:], strict=False)
        if _spike(before.kg, day.kg, after.kg, rules)
    }
    kept = [day for day in days if day.on not in inner]
    if len(kept) > 1:
        ends = ((kept[0], kept[1]), (kept[-1], kept[-2]))
        misfits = {end.on for end, neighbour in ends if _misfit(end, neighbour, rules)}
        kept = [day for day in kept if day.on not in misfits]
    trusted = {day.on for day in kept}
    return kept, [day for day in days if day.on not in trusted]


def _spike(before: Decimal, kg: Decimal, after: Decimal, rules: WeightSeriesRules) -> bool:
    same_side = (kg > before) == (kg > after)
    return (
        same_side
        and differ_by_more_than(rules.spike_percent, kg, before)
        and differ_by_more_than(rules.spike_percent, kg, after)
        and not differ_by_more_than(rules.spike_neighbours_percent, before, after)
    )


def _misfit(end: DayWeight, neighbour: DayWeight, rules: WeightSeriesRules) -> bool:
    sudden = abs((end.on - neighbour.on).days) <= rules.sudden_change_days
    if sudden and differ_by_more_than(rules.spike_percent, end.kg, neighbour.kg):
        return True
    ratio_low = Decimal("0.43") * neighbour.kg <= end.kg <= Decimal("0.47") * neighbour.kg
    return ratio_low or 2 * neighbour.kg <= end.kg <= Decimal("2.45") * neighbour.kg
