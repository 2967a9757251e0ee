"""From weights as recorded to one trustworthy weight a day; everything left out is kept with its reason.

Steps 4 to 6 of the normative algorithm (clinical manual, "The weight series"): plausibility, unit mix-ups,
one value a day, isolated spikes. A published paediatric and adult cleaner, growthcleanr, was considered and
rejected: its strict levels remove exactly the fast losses that this service exists to find.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

from .calendar import When
from .record import Excluded, Reason, Weight
from .ruleset import WeightSeriesRules

KG_PER_POUND = Decimal("0.45359237")
PARTS_FIT_PERCENT = Decimal(20)
"""How far apart the parts of a series may lie after conversion: weights also change while the unit is wrong."""


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


def stated_baselines(
    told: Iterable[Placed], days: Sequence[DayWeight], rules: WeightSeriesRules, height_cm: Decimal | None
) -> tuple[list[DayWeight], Left]:
    """Give the weights that the patient told as possible baselines; they face the same doubts as measured ones."""
    ordered = sorted(told, key=lambda one: (one.on, one.weight.kg, one.weight.recorded.source))
    plausible, implausible = _split(ordered, [not _plausible(one.weight.kg, rules, height_cm) for one in ordered])
    kept, suspect = _split(plausible, [_a_pound_off(one, days, rules) for one in plausible])
    baselines = [
        DayWeight(one.on, one.weight.kg, one.weight.recorded.when, (one.weight.recorded.source,), stated=True)
        for one in kept
    ]
    return baselines, (*_excluded(implausible, Reason.IMPLAUSIBLE), *_excluded(suspect, Reason.UNIT_SUSPECT))


def _a_pound_off(told: Placed, days: Sequence[DayWeight], rules: WeightSeriesRules) -> bool:
    nearest = min(days, key=lambda day: abs((day.on - told.on).days), default=None)
    return nearest is not None and _pound_jump(told.weight.kg, nearest.kg, rules) != 0


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
    if len(parts) < 2 or not _parts_differ_by_a_pound(stretch, levels):
        return [False] * len(stretch)
    trusted = _trusted_level(stretch, levels, parts)
    return [level != trusted for level in levels]


def _parts_differ_by_a_pound(stretch: Sequence[Placed], levels: Sequence[int]) -> bool:
    """Make sure that the parts as a whole are in two units: a single odd value also makes a jump, and returns."""
    medians = []
    for part in sorted(set(levels)):
        heavy = sorted(one.weight.kg for one, level in zip(stretch, levels, strict=True) if level == part)
        medians.append(heavy[len(heavy) // 2])
    return all(
        not differ_by_more_than(PARTS_FIT_PERCENT, higher * KG_PER_POUND, lower) for lower, higher in pairwise(medians)
    )


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
    """Leave out isolated spikes: the inner ones first, then an end that does not fit its only neighbour.

    Where two days in a row look like spikes, each seen from the other, the one farther from the series' median goes
    and the rest is looked at again.
    """
    kept = list(days)
    while spikes := _inner_spikes(kept, rules):
        kept = [day for day in kept if day.on not in spikes]
    misfits = _misfits(kept, rules)
    trusted = {day.on for day in kept} - misfits
    return [day for day in kept if day.on in trusted], [day for day in days if day.on not in trusted]


def _inner_spikes(days: Sequence[DayWeight], rules: WeightSeriesRules) -> set[date]:
    found = [
        index
        for index in range(1, len(days) - 1)
        if _spike(days[index - 1].kg, days[index].kg, days[index + 1].kg, rules)
    ]
    middle = sorted(day.kg for day in days)[len(days) // 2] if days else Decimal(0)

    def distance(index: int) -> tuple[Decimal, int]:
        return (abs(days[index].kg - middle), index)

    rivals = {index: [other for other in (index - 1, index + 1) if other in found] for index in found}
    return {days[index].on for index in found if all(distance(index) > distance(other) for other in rivals[index])}


def _misfits(days: Sequence[DayWeight], rules: WeightSeriesRules) -> set[date]:
    """Find the first and last day where they do not fit.

    A sudden change at an end has two explanations. The end goes, unless leaving out its neighbour instead makes the
    smaller jump: 80, 95, 70 kg is an error in the middle, not at the end, and a loss that must not be lost.
    """
    if len(days) < 2:
        return set()
    found: set[date] = set()
    for end, neighbour, *beyond in (days[:3], days[:-4:-1]):
        if _in_the_unit_bands(end, neighbour):
            found.add(end.on)
        elif _sudden(end, neighbour, rules):
            found.add(_odd_one(end, neighbour, beyond).on)
    return found


def _odd_one(end: DayWeight, neighbour: DayWeight, beyond: Sequence[DayWeight]) -> DayWeight:
    if not beyond:
        return end
    without_neighbour = _apart(end.kg, beyond[0].kg)
    without_end = _apart(neighbour.kg, beyond[0].kg)
    return neighbour if without_neighbour < without_end else end


def _apart(one: Decimal, other: Decimal) -> Fraction:
    return Fraction(abs(one - other)) / Fraction(max(one, other))


def _spike(before: Decimal, kg: Decimal, after: Decimal, rules: WeightSeriesRules) -> bool:
    same_side = (kg > before) == (kg > after)
    return (
        same_side
        and differ_by_more_than(rules.spike_percent, kg, before)
        and differ_by_more_than(rules.spike_percent, kg, after)
        and not differ_by_more_than(rules.spike_neighbours_percent, before, after)
    )


def _sudden(end: DayWeight, neighbour: DayWeight, rules: WeightSeriesRules) -> bool:
    soon = abs((end.on - neighbour.on).days) <= rules.sudden_change_days
    return soon and differ_by_more_than(rules.spike_percent, end.kg, neighbour.kg)


def _in_the_unit_bands(end: DayWeight, neighbour: DayWeight) -> bool:
    """A ratio that only a wrong unit makes."""
    low = Decimal("0.43") * neighbour.kg <= end.kg <= Decimal("0.47") * neighbour.kg
    return low or 2 * neighbour.kg <= end.kg <= Decimal("2.45") * neighbour.kg
