"""Losses faster than a body's: fluid, a scale or a typing error are possible."""

from collections import deque
from collections.abc import Sequence

from .weight_days import Day, Differ, differing_by_more_than
from .weight_rules import WeightSeriesRules


def falls_fast(days: Sequence[Day], rules: WeightSeriesRules) -> bool:
    """Say whether any loss of the series, in date order, is one of the fast ones."""
    speeds = (
        (rules.rapid_change_days, rules.rapid_change_percent),
        (rules.steep_change_days, rules.steep_change_percent),
        (rules.abrupt_change_days, rules.abrupt_change_percent),
    )
    return any(_falls(days, within, differing_by_more_than(percent)) for within, percent in speeds)


def _falls(days: Sequence[Day], within: int, differ: Differ) -> bool:
    highest: deque[Day] = deque()  # falling weights of the last days: the first is the highest
    for day in days:
        while highest and day.first - highest[0].first > within:
            highest.popleft()
        if highest and highest[0].mass > day.mass and differ(highest[0].mass, day.mass):
            return True
        while highest and highest[-1].mass <= day.mass:
            highest.pop()
        highest.append(day)
    return False
