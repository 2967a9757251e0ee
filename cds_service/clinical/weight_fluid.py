"""A rapid rise that is soon back is likely fluid: such days give no reference weight (a published rule of MSK)."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from functools import cached_property

from .weight_days import Day, differing_by_more_than
from .weight_rules import WeightSeriesRules


class Fluid:
    """The rises and returns of a series with one weight a day, in date order."""

    def __init__(self, days: Sequence[Day], rules: WeightSeriesRules) -> None:
        self._days = days
        self._dates = [day.first for day in days]
        self._within = rules.fluid_return_days
        share, whole = rules.fluid_rise_percent.as_integer_ratio()
        self._risen, self._whole = 100 * whole + share, 100 * whole
        self._apart = differing_by_more_than(rules.fluid_return_percent)
        self._returns: dict[int, int] = {}
        self._floors: dict[tuple[int, int], int | None] = {}

    @cached_property
    def days(self) -> set[int]:
        """The days that lie between a day and the return to its weight, risen above it."""
        found: set[int] = set()
        for start, highest in enumerate(self._highest_ahead()):
            if self.risen(self._days[start].mass, highest):
                between = self._days[start + 1 : self._last_return(start)]
                found.update(day.first for day in between if self.risen(self._days[start].mass, day.mass))
        return found

    def floor(self, first: int, last: int) -> int | None:
        """Give the lightest weight above which one of these days may be a rise that is soon back; None without any."""
        if (first, last) not in self._floors:  # there are far fewer months and years than weights
            self._floors[first, last] = self._floor(first, last)
        return self._floors[first, last]

    def _floor(self, first: int, last: int) -> int | None:
        starts = range(bisect_left(self._dates, first - self._within), bisect_left(self._dates, last))
        left = [self._days[start].mass for start in starts if self._returns_on(start) >= first]
        return min(left, default=None)

    def risen(self, before: int, mass: int) -> bool:
        """Say whether a weight lies so far above an earlier one."""
        return mass * self._whole >= self._risen * before

    def _returns_on(self, start: int) -> int:
        back = self._last_return(start)
        return self._dates[back] if back else 0

    def _last_return(self, start: int) -> int:
        """Give the place of the last day within the limit that is back at the weight of a day; 0 without any."""
        if start not in self._returns:
            before = self._days[start].mass
            end = bisect_right(self._dates, self._dates[start] + self._within)
            self._returns[start] = next(
                (place for place in range(end - 1, start, -1) if self._back(before, self._days[place].mass)), 0
            )
        return self._returns[start]

    def _back(self, before: int, mass: int) -> bool:
        return not self._apart(before, mass) and not self.risen(before, mass)

    def _highest_ahead(self) -> list[int]:
        """Give for each day the highest weight of the following days in which fluid could come and go."""
        highest: list[int] = []
        window: deque[Day] = deque()  # from the last day backwards, rising weights: the first is the highest
        for day in reversed(self._days):
            while window and window[0].first - day.first > self._within:
                window.popleft()
            highest.append(window[0].mass if window else day.mass)
            while window and window[-1].mass <= day.mass:
                window.pop()
            window.append(day)
        return highest[::-1]
