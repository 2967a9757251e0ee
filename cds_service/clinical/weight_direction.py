"""Where a weight is going: falling, stable since some time, regaining, or none of these."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from .weight_days import Day
from .weight_rules import WeightSeriesRules


class Direction(StrEnum):
    """A loss that is regaining, or has been stable for months, is past."""

    FALLING = "falling"
    STABLE = "stable"
    REGAINING = "regaining"


PAST = frozenset({Direction.STABLE, Direction.REGAINING})


def direction_of(days: Sequence[Day], lost: Fraction | None, rules: WeightSeriesRules) -> Direction | None:
    """Say where the weights of a window are going, in date order, the current one last; None where nothing shows.

    `lost` is the percentage lost since the reference weight of the window.
    """
    if len(days) < 2:
        return None
    share, whole = rules.stable_percent.as_integer_ratio()

    def at_least_above(mass: int, other: int) -> bool:
        return (mass - other) * 100 * whole >= share * other

    current = days[-1]
    earlier = [day for day in days if current.last - day.first >= rules.stable_days]
    if earlier:
        since = days[days.index(earlier[-1]) :]
        if all(abs(day.mass - current.mass) * 100 * whole <= share * current.mass for day in since):
            return Direction.STABLE
    lowest = min(days[:-1], key=lambda day: (day.mass, day.first))
    if (
        at_least_above(current.mass, lowest.mass)
        and current.first - lowest.last >= rules.regained_days
        and any(day.first < lowest.first and at_least_above(day.mass, lowest.mass) for day in days)
    ):
        return Direction.REGAINING
    return Direction.FALLING if lost is not None and lost >= Fraction(rules.stable_percent) else None
