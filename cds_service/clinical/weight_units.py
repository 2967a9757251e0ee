"""Pounds filed as kilograms and kilograms filed as pounds: found by their ratio, reported, never corrected.

A jump by the factor of a pound, which nobody's body makes, cuts a stretch of the series into a high and a low part. One
of them is in the wrong unit.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from .weight_days import Day, Placed, differing_by_more_than
from .weight_rules import WeightSeriesRules

KG_PER_POUND = Decimal("0.45359237")
"""By definition: the international pound of 1959."""
POUNDS, PER_KG = KG_PER_POUND.as_integer_ratio()


class PoundRatio:
    """Tells whether two weights differ as pounds and kilograms of about the same body do."""

    def __init__(self, rules: WeightSeriesRules) -> None:
        self._lowest, self._lowest_whole = rules.unit_error_lowest_ratio.as_integer_ratio()
        self._highest, self._highest_whole = rules.unit_error_highest_ratio.as_integer_ratio()
        self._misfit = differing_by_more_than(rules.unit_error_fit_percent)

    def jump(self, before: int, after: int) -> int:
        """Give 1 for a jump from kilograms to pounds, -1 for one back, 0 for what a body can do."""
        low, high = (before, after) if before < after else (after, before)
        if high * self._lowest_whole < self._lowest * low:  # nearly always
            return 0
        if high * self._highest_whole > self._highest * low or self._misfit(high * POUNDS, low * PER_KG):
            return 0
        return 1 if after > before else -1

    def between(self, one: int, other: int) -> bool:
        """Say whether a pound lies between two weights, whichever is the heavier."""
        return self.jump(one, other) != 0


@dataclass(slots=True)
class _Part:
    """The weights of a stretch that stand on one level: between two jumps, or on the same side of them."""

    masses: list[int] = field(default_factory=list)
    days: set[int] = field(default_factory=set)
    some_pounds: bool = False
    some_kilograms: bool = False

    def take(self, one: Placed) -> None:
        self.masses.append(one.mass)
        self.days.add(one.day)
        if one.weight.in_pounds:
            self.some_pounds = True
        else:
            self.some_kilograms = True


def unit_mix_ups(measured: Sequence[Placed], rules: WeightSeriesRules) -> list[bool]:
    """Flag pounds filed as kilograms and kilograms filed as pounds; never correct them."""
    ratio = PoundRatio(rules)
    jumps = [ratio.jump(before.mass, after.mass) for before, after in pairwise(measured)]
    if not any(jumps):
        return [False] * len(measured)
    flags: list[bool] = []
    start = 0
    for place in range(1, len(measured) + 1):
        if place == len(measured) or measured[place].day - measured[place - 1].day > rules.unit_error_gap_days:
            flags += _suspects(measured[start:place], jumps[start : place - 1], rules)
            start = place
    return flags


def _suspects(stretch: Sequence[Placed], jumps: Sequence[int], rules: WeightSeriesRules) -> list[bool]:
    levels = [0]
    for jump in jumps:
        levels.append(levels[-1] + jump)
    parts: dict[int, _Part] = {level: _Part() for level in range(min(levels), max(levels) + 1)}
    for one, level in zip(stretch, levels, strict=True):
        parts[level].take(one)
    if len(parts) < 2 or not _parts_differ_by_a_pound(parts.values(), rules):
        return [False] * len(stretch)
    trusted = _trusted_level(parts, rules)
    return [level != trusted for level in levels]


def _parts_differ_by_a_pound(parts: Iterable[_Part], rules: WeightSeriesRules) -> bool:
    """Make sure that the parts as a whole are in two units: a single odd value also makes a jump, and returns."""
    misfit = differing_by_more_than(rules.unit_error_parts_fit_percent)
    medians = [sorted(part.masses)[len(part.masses) // 2] for part in parts]
    return not any(misfit(higher * POUNDS, lower * PER_KG) for lower, higher in pairwise(medians))


def _trusted_level(parts: dict[int, _Part], rules: WeightSeriesRules) -> int | None:
    """Choose the part to believe; None where nothing speaks for either, or two reasons contradict each other.

    Only a value recorded in kilograms can be a pound filed as kilogram (too high), and only one recorded in pounds a
    kilogram filed as pound (too low). A clear majority of days decides where that leaves it open, and an overwhelming
    one whatever it says: a value may have been converted twice before it was recorded.
    """
    largest = max(parts, key=lambda level: len(parts[level].days))
    days = len(parts[largest].days)
    second = max(len(part.days) for level, part in parts.items() if level != largest)
    explained = [level for level in parts if _explains_the_others(level, parts)]
    if days >= rules.unit_error_overwhelming_days * second:
        return largest
    clear = days >= rules.unit_error_clear_days * second
    if len(explained) == 1:
        return explained[0] if explained[0] == largest or not clear else None
    return largest if clear else None


def _explains_the_others(level: int, parts: dict[int, _Part]) -> bool:
    """Levels are the whole numbers from the lowest to the highest, so others lie farther away if any two do."""
    if len(parts) > 3 or any(abs(other - level) > 1 for other in parts):
        return False
    above, below = parts.get(level + 1), parts.get(level - 1)
    return not (above and above.some_pounds) and not (below and below.some_kilograms)


def nearest_in_time(told: Iterable[Placed], days: Sequence[Day]) -> Iterator[tuple[Placed, Day | None]]:
    """Pair each weight with the measured one nearest in time, the earlier of two; with None where there is none."""
    dates = [day.first for day in days]
    for one in told:
        after = bisect_left(dates, one.day)
        beside = days[max(after - 1, 0) : after + 1]
        yield one, min(beside, key=lambda day: abs(day.first - one.day), default=None)
