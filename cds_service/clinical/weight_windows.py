"""Windows before the current weight, and what surely lies in them.

Windows are whole calendar months that end on the day of the current weight. Where only the month or the year of a
weight is known, some windows hold each of its days, some none, and some only a part of them: that part is open.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from .calendar import ordinal_months_before
from .weight_days import Day


@dataclass(frozen=True, slots=True)
class Current:
    """The current weight: its first and last possible day, and what it can be."""

    first: int
    last: int
    lightest: int
    heaviest: int

    @classmethod
    def of(cls, day: Day) -> "Current":
        """Take a weight of the series for the current one."""
        return cls(day.first, day.last, day.mass, day.mass)


@dataclass(frozen=True, slots=True)
class Window:
    """From so many months before the current weight until so many before it, or until the day before that."""

    since: int
    until: int = 0
    until_included: bool = False
    least_days: int = 0
    """Younger weights are left out: between them and the current one lies little but noise."""

    def sort_out(self, days: "Candidates", current: Current) -> tuple[list[Day], list[Day]]:
        """Give the weights that lie in the window whatever their day, and those of which only some days do."""
        starts = [_before(day, self.since) for day in (current.first, current.last)]
        ends = [self._end(day) for day in (current.first, current.last)]
        sure = days.dated_between(starts[1], ends[0])
        open_ = []
        if starts[0] != starts[1] or ends[0] != ends[1]:
            inside = {day.first for day in sure}
            open_ = [day for day in days.dated_between(starts[0], ends[1]) if day.first not in inside]
        for day in days.vague:
            if starts[1] <= day.first and day.last <= ends[0]:
                sure.append(day)
            elif starts[0] <= day.last and day.first <= ends[1]:
                open_.append(day)
        return sure, open_

    def _end(self, day: int) -> int:
        return min(_before(day, self.until) - (not self.until_included), day - self.least_days)


class Candidates:
    """Weights that may be a reference: those of a known day in date order, those of a partial date beside them."""

    def __init__(self, days: Iterable[Day]) -> None:
        listed = list(days)
        self.dated = [day for day in listed if day.first == day.last]
        self.vague = [day for day in listed if day.first != day.last] if len(self.dated) < len(listed) else []
        self._dates = [day.first for day in self.dated]

    def dated_between(self, first: int, last: int) -> list[Day]:
        """Give the weights of a known day from one day to another, both included."""
        return self.dated[bisect_left(self._dates, first) : bisect_right(self._dates, last)]


def _before(day: int, months: int) -> int:
    return ordinal_months_before(day, months) if months else day
