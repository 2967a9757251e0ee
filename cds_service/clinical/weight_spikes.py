"""Isolated spikes: days that do not fit the days around them."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from .spike_rounds import taken_in_rounds
from .weight_days import Day, differing_by_more_than
from .weight_rules import WeightSeriesRules

Ratio = tuple[int, int]


def without_spikes(days: Sequence[Day], rules: WeightSeriesRules) -> tuple[list[Day], list[Day]]:
    """Leave out isolated spikes: the inner ones first, then an end that does not fit its only neighbour.

    Where two days in a row look like spikes, each seen from the other, the one farther from the series' median goes
    and the rest is looked at again.
    """
    spikes = taken_in_rounds([day.mass for day in days], _spike_test(rules))
    kept = [day for place, day in enumerate(days) if place not in spikes] if spikes else list(days)
    misfits = _misfits(kept, _EndRule(rules))
    if not spikes and not misfits:
        return kept, []
    trusted = {day.first for day in kept} - misfits
    return [day for day in kept if day.first in trusted], [day for day in days if day.first not in trusted]


def _spike_test(rules: WeightSeriesRules) -> Callable[[int, int, int], bool]:
    differs = differing_by_more_than(rules.spike_percent)
    disagree = differing_by_more_than(rules.spike_neighbours_percent)

    def spike(before: int, mass: int, after: int) -> bool:
        if (mass > before) != (mass > after) or not differs(mass, before):
            return False
        return differs(mass, after) and not disagree(before, after)

    return spike


class _EndRule:
    """An end of the series has one neighbour: it must not be a wrong unit's factor off it, nor suddenly far from it."""

    def __init__(self, rules: WeightSeriesRules) -> None:
        self._sudden_days = rules.sudden_change_days
        self._differs = differing_by_more_than(rules.spike_percent)
        self._bands = (
            (_ratio(rules.unit_error_lowest_share), _ratio(rules.unit_error_highest_share)),
            (_ratio(rules.unit_error_lowest_ratio), _ratio(rules.unit_error_highest_ratio)),
        )

    def unit_error(self, end: int, neighbour: int) -> bool:
        """Say whether the two have a ratio that only a wrong unit makes."""
        return any(
            low[0] * neighbour <= end * low[1] and end * high[1] <= high[0] * neighbour for low, high in self._bands
        )

    def sudden(self, end: int, neighbour: int, days: int) -> bool:
        """Say whether so much changed in so few days."""
        return days <= self._sudden_days and self._differs(end, neighbour)


def _ratio(number: Decimal) -> Ratio:
    return number.as_integer_ratio()


def _misfits(days: Sequence[Day], rule: _EndRule) -> set[int]:
    """Find the first and last day where they do not fit.

    A sudden change at an end has two explanations. The end goes, unless leaving out its neighbour instead makes the
    smaller jump: 80, 95, 70 kg is an error in the middle, not at the end, and a loss that must not be lost.
    """
    if len(days) < 2:
        return set()
    found: set[int] = set()
    for end, neighbour, *beyond in (days[:3], days[:-4:-1]):
        if rule.unit_error(end.mass, neighbour.mass):
            found.add(end.first)
        elif rule.sudden(end.mass, neighbour.mass, abs(end.first - neighbour.first)):
            found.add(_odd_one(end, neighbour, beyond).first)
    return found


def _odd_one(end: Day, neighbour: Day, beyond: Sequence[Day]) -> Day:
    if not beyond:
        return end
    third = beyond[0].mass
    without_neighbour = abs(end.mass - third) * max(neighbour.mass, third)
    without_end = abs(neighbour.mass - third) * max(end.mass, third)
    return neighbour if without_neighbour < without_end else end
