"""A weight on a day, as the series reads it: whole numbers within a series, decimals only where they leave it.

A series has one unit of its own, small enough that each of its weights, and the mean of any two, is a whole number
of it. So every comparison is exact whatever a record's digits, and costs what integers cost.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from math import lcm
from operator import itemgetter
from typing import NamedTuple

from .calendar import When
from .record import Weight

WIDE = Context(prec=200)
"""Holds a sum of any two weights that a record can write; the default context rounds after 28 digits."""

Differ = Callable[[int, int], bool]
_DAY_MASS_SOURCE = itemgetter(0, 1, 2)


@dataclass(frozen=True, slots=True)
class DayWeight:
    """The weight of one day: the median of the day's plausible values, and the resources that gave it."""

    on: date
    kg: Decimal
    when: When
    sources: tuple[str, ...]
    stated: bool = False


class Placed(NamedTuple):
    """A recorded weight on a day (1 is 0001-01-01), in the series' own unit."""

    day: int
    mass: int
    source: str
    weight: Weight


class Day(NamedTuple):
    """One weight of the series: of a day, or of a partial date's first to last day."""

    first: int
    last: int
    mass: int
    placed: Sequence[Placed]
    """What the record says, lightest first: several values where the day's median stands for them."""
    stated: bool = False


def own_unit(weights: Iterable[Weight]) -> int:
    """Find how many of the series' own units are a kilogram."""
    return 2 * lcm(*{one.kg.as_integer_ratio()[1] for one in weights})


def placed(weights: Iterable[Weight], units_per_kg: int) -> list[Placed]:
    """Order weights by day, lightest first; a partial date stands at its first day."""
    found = []
    for one in weights:
        kg, parts = one.kg.as_integer_ratio()
        recorded = one.recorded
        found.append(Placed(recorded.when.first.toordinal(), kg * (units_per_kg // parts), recorded.source, one))
    return sorted(found, key=_DAY_MASS_SOURCE)


def alone(one: Placed, *, stated: bool = False) -> Day:
    """Take a weight as it stands."""
    when = one.weight.recorded.when
    return Day(one.day, when.last.toordinal(), one.mass, (one,), stated)


def day_weight(day: Day) -> DayWeight:
    """Write a weight of the series for those who read the history."""
    closest = min(day.placed, key=lambda one: (abs(one.mass - day.mass), one.source))
    others = sorted(one.source for one in day.placed if one is not closest)
    recorded = closest.weight.recorded
    sources = (recorded.source, *others)
    return DayWeight(date.fromordinal(day.first), _kilograms(day), recorded.when, sources, day.stated)


def _kilograms(day: Day) -> Decimal:
    """The value of the day's middle, with the digits of the record; of two in the middle their mean."""
    middle = len(day.placed) // 2
    upper = day.placed[middle]
    lower = upper if len(day.placed) % 2 else day.placed[middle - 1]
    if lower.mass == upper.mass:
        return upper.weight.kg
    return WIDE.divide(WIDE.add(lower.weight.kg, upper.weight.kg), Decimal(2))


def differing_by_more_than(percent: Decimal) -> Differ:
    """Build the comparison of two weights; their difference is a share of the larger one, as a loss is."""
    share, whole = percent.as_integer_ratio()
    whole *= 100

    def differ(one: int, other: int) -> bool:
        return (one - other) * whole > share * one if one > other else (other - one) * whole > share * other

    return differ
