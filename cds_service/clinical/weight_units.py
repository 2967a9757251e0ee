"""Pounds filed as kilograms and kilograms filed as pounds: found by their ratio, reported, never corrected.

A jump by the factor of a pound, which nobody's body makes, cuts a stretch of the series into a high and a low part. One
of them is in the wrong unit.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
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


@dataclass(frozen=True, slots=True)
class MixUps:
    """The weights in a wrong unit, by their places in the series, and those of which nobody knows."""

    suspect: frozenset[int] = frozenset()
    implausible: frozenset[int] = frozenset()
    """Those that a known height gives away."""
    high: frozenset[int] = frozenset()
    low: frozenset[int] = frozenset()
    """The two sides of an open doubt: one of them is in the wrong unit."""


NO_MIX_UPS = MixUps()


@dataclass(slots=True)
class _Part:
    """The weights of a stretch that stand on one level: between two jumps, or on the same side of them."""

    places: list[int] = field(default_factory=list)
    masses: list[int] = field(default_factory=list)
    days: set[int] = field(default_factory=set)
    some_kilograms: bool = False

    def take(self, place: int, one: Placed) -> None:
        self.places.append(place)
        self.masses.append(one.mass)
        self.days.add(one.day)
        self.some_kilograms = self.some_kilograms or not one.weight.in_pounds

    @property
    def middle(self) -> int:
        return sorted(self.masses)[len(self.masses) // 2]


def unit_mix_ups(measured: Sequence[Placed], rules: WeightSeriesRules, bodies: "Bodies") -> MixUps:
    """Find pounds filed as kilograms and kilograms filed as pounds; never correct them.

    What evidence leaves open is a doubt where it is in the last stretch of the series; before it, nobody is believed.
    """
    ratio = PoundRatio(rules)
    jumps = [ratio.jump(before.mass, after.mass) for before, after in pairwise(measured)]
    if not any(jumps):
        return NO_MIX_UPS
    found: list[MixUps] = []
    start = 0
    for place in range(1, len(measured) + 1):
        if place == len(measured) or measured[place].day - measured[place - 1].day > rules.unit_error_gap_days:
            found.append(_in_stretch(measured, range(start, place), jumps, rules, bodies))
            start = place
    return _together(found)


def _together(found: Sequence[MixUps]) -> MixUps:
    *before, last = found
    doubted = (one.high | one.low for one in before)
    return MixUps(
        last.suspect.union(*(one.suspect for one in before), *doubted),
        last.implausible.union(*(one.implausible for one in before)),
        last.high,
        last.low,
    )


def _in_stretch(
    measured: Sequence[Placed], stretch: range, jumps: Sequence[int], rules: WeightSeriesRules, bodies: "Bodies"
) -> MixUps:
    levels = [0]
    for place in stretch[1:]:
        levels.append(levels[-1] + jumps[place - 1])
    parts: dict[int, _Part] = {level: _Part() for level in range(min(levels), max(levels) + 1)}
    for place, level in zip(stretch, levels, strict=True):
        parts[level].take(place, measured[place])
    if len(parts) < 2 or not _parts_differ_by_a_pound(parts.values(), rules):
        return NO_MIX_UPS
    believable = [level for level, part in parts.items() if bodies.can_weigh(part.middle)]
    if len(believable) == 1:
        return MixUps(implausible=_places(parts, but=believable[0]))
    trusted = _trusted_level(parts, levels[-1], rules)
    if trusted is not None:
        return MixUps(suspect=_places(parts, but=trusted))
    if len(parts) == 2:
        high, low = max(parts), min(parts)
        return MixUps(high=frozenset(parts[high].places), low=frozenset(parts[low].places))
    return MixUps(suspect=_places(parts, but=None))


def _places(parts: Mapping[int, _Part], but: int | None) -> frozenset[int]:
    return frozenset(place for level, part in parts.items() if level != but for place in part.places)


def _parts_differ_by_a_pound(parts: Iterable[_Part], rules: WeightSeriesRules) -> bool:
    """Make sure that the parts as a whole are in two units: a single odd value also makes a jump, and returns."""
    misfit = differing_by_more_than(rules.unit_error_parts_fit_percent)
    return not any(misfit(higher.middle * POUNDS, lower.middle * PER_KG) for lower, higher in pairwise(parts))


def _trusted_level(parts: Mapping[int, _Part], last: int, rules: WeightSeriesRules) -> int | None:
    """Choose the part to believe, by the first evidence that speaks; None where none does.

    Where every value was recorded in pounds none can be a pound filed as a kilogram, so that the high part is right.
    Values recorded in kilograms say less: an export may have divided them a second time. Else a later day beside the
    last one bears its side out, and at the end the number of days does.
    """
    if not any(part.some_kilograms for part in parts.values()):
        return max(parts)
    close = differing_by_more_than(rules.unit_error_later_fit_percent)
    *others, final = parts[last].masses
    if any(not close(final, mass) for mass in others):
        return last
    ordered = sorted(parts, key=lambda level: len(parts[level].days), reverse=True)
    most, second = (len(parts[level].days) for level in ordered[:2])
    return ordered[0] if most >= rules.unit_error_clear_days * second else None


class Bodies:
    """Says which weights a body of a known height can have, where two sides of a doubt differ by a pound."""

    def __init__(self, height_cm: Decimal | None, units_per_kg: int, rules: WeightSeriesRules) -> None:
        self._limits: tuple[Fraction, Fraction] | None = None
        if height_cm is not None:
            square = Fraction(height_cm) ** 2 * units_per_kg / 10_000
            self._limits = (Fraction(rules.doubt_lowest_bmi) * square, Fraction(rules.doubt_highest_bmi) * square)

    def can_weigh(self, mass: int) -> bool:
        """Say whether a weight, in the series' own unit, gives a body mass index that people have."""
        return self._limits is None or self._limits[0] <= mass <= self._limits[1]


def nearest_in_time(told: Iterable[Placed], days: Sequence[Day]) -> Iterator[tuple[Placed, Day | None]]:
    """Pair each weight with the measured one nearest in time, the earlier of two; with None where there is none."""
    dates = [day.first for day in days]
    for one in told:
        after = bisect_left(dates, one.day)
        beside = days[max(after - 1, 0) : after + 1]
        yield one, min(beside, key=lambda day: abs(day.first - one.day), default=None)
