"""A weight on a day, and how far two weights are apart."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .calendar import When
from .record import Weight


@dataclass(frozen=True, slots=True)
class DayWeight:
    """The weight of one day: the median of the day's plausible values, and the resources that gave it."""

    on: date
    kg: Decimal
    when: When
    sources: tuple[str, ...]
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A weight on a definite day: the recorded one, or one of the days that a partial date allows."""

    weight: Weight
    on: date


def differ_by_more_than(percent: Decimal, one: Decimal, other: Decimal) -> bool:
    """Compare two weights; the difference is a share of the larger one, as a loss is."""
    return abs(one - other) * 100 > percent * max(one, other)
