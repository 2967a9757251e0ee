"""The largest loss inside any six months, reported apart from the current status."""

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from .calendar import ordinal_months_before
from .weight_days import Day


class Episode(NamedTuple):
    """From the highest weight to what was left of it."""

    reference: Day
    current: Day


def largest_episode(days: Iterable[Day], months: int) -> Episode | None:
    """Find the largest loss inside any such window of days in date order; None where no weight ever fell."""
    worst: Episode | None = None
    window: deque[Day] = deque()  # falling weights: the first is the highest of the window
    for day in days:
        since = ordinal_months_before(day.first, months) if window else 0
        while window and window[0].first < since:
            window.popleft()
        if window and window[0].mass > day.mass and (worst is None or _worse(window[0], day, worst)):
            worst = Episode(window[0], day)
        while window and window[-1].mass <= day.mass:
            window.pop()
        window.append(day)
    return worst


def _worse(reference: Day, day: Day, worst: Episode) -> bool:
    """Compare the remaining shares of the two reference weights, without dividing."""
    return day.mass * worst.reference.mass < worst.current.mass * reference.mass
