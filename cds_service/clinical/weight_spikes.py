"""Isolated spikes: days that do not fit the days around them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .reading_rules import WeightSeriesRules
from .weight_days import DayWeight, differ_by_more_than


def without_spikes(days: Sequence[DayWeight], rules: WeightSeriesRules) -> tuple[list[DayWeight], list[DayWeight]]:
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
