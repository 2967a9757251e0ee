"""The largest loss inside any six months, reported apart from the current status."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from .calendar import ordinal_months_before
from .weight_days import Day


class Episode(NamedTuple):
    """From the highest weight to what was left of it."""

    reference: Day
    current: Day


def largest_episode(days: Iterable[Day], months: int) -> Episode | None:
    """Find the largest loss inside any such window; None where no weight ever fell.

    A partial date counts where each of its days lies after the reference, or within the window before the later weight.
    """
    worst: Episode | None = None
    ended: list[tuple[int, int, Day]] = []
    earlier = _Highest()
    for place, day in enumerate(days):
        while ended and ended[0][0] < day.first:
            earlier.add(heappop(ended)[2])
        highest = earlier.since(day.last, months)
        if highest and highest.mass > day.mass and (worst is None or _worse(highest, day, worst)):
            worst = Episode(highest, day)
        heappush(ended, (day.last, place, day))
    return worst


def _worse(reference: Day, day: Day, worst: Episode) -> bool:
    """Compare the remaining shares of the two reference weights, without dividing."""
    return day.mass * worst.reference.mass < worst.current.mass * reference.mass


class _Highest:
    """Earlier weights that can still be the highest since some day: by first day, each lighter than those before it."""

    def __init__(self) -> None:
        self._days: list[Day] = []
        self._firsts: list[int] = []

    def add(self, day: Day) -> None:
        place = bisect_left(self._firsts, day.first)
        if place < len(self._days) and self._days[place].mass > day.mass:
            return
        end = place
        while end < len(self._days) and self._days[end].first == day.first:
            end += 1
        while place and self._days[place - 1].mass <= day.mass:
            place -= 1
        self._days[place:end] = [day]
        self._firsts[place:end] = [day.first]

    def since(self, last: int, months: int) -> Day | None:
        """Give the highest within so many months before a day."""
        if not self._days:
            return None
        place = bisect_left(self._firsts, ordinal_months_before(date.fromordinal(last), months))
        return self._days[place] if place < len(self._days) else None
