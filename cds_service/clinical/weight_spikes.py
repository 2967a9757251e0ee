"""Isolated spikes: days that do not fit the days around them."""

from collections.abc import Callable, Sequence

from .spike_rounds import taken_in_rounds
from .weight_days import Day, differing_by_more_than
from .weight_rules import WeightSeriesRules


def without_spikes(days: Sequence[Day], rules: WeightSeriesRules) -> tuple[list[Day], list[Day]]:
    """Leave out isolated spikes. An end of the series has one neighbour: which of the two is wrong nobody can say.

    Where two days in a row look like spikes, each seen from the other, the one farther from the series' median goes
    and the rest is looked at again.
    """
    spikes = taken_in_rounds([day.mass for day in days], _spike_test(rules))
    if not spikes:
        return list(days), []
    kept = [day for place, day in enumerate(days) if place not in spikes]
    return kept, [days[place] for place in sorted(spikes)]


def _spike_test(rules: WeightSeriesRules) -> Callable[[int, int, int], bool]:
    differs = differing_by_more_than(rules.spike_percent)
    disagree = differing_by_more_than(rules.spike_neighbours_percent)

    def spike(before: int, mass: int, after: int) -> bool:
        if (mass > before) != (mass > after) or not differs(mass, before):
            return False
        return differs(mass, after) and not disagree(before, after)

    return spike
