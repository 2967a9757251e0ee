"""Pounds filed as kilograms and kilograms filed as pounds: found by their ratio, reported, never corrected.

A jump by the factor of a pound, which nobody's body makes, cuts a stretch of the series into a high and a low part. One
of them is in the wrong unit.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from .reading_rules import WeightSeriesRules
from .weight_days import DayWeight, Placed, differ_by_more_than

KG_PER_POUND = Decimal("0.45359237")
CLEAR, OVERWHELMING = 3, 10
"""How many times more days one part of a series must have than the other."""
PARTS_FIT_PERCENT = Decimal(20)
"""How far apart the parts of a series may lie after conversion: weights also change while the unit is wrong."""


def unit_mix_ups(placed: Sequence[Placed], rules: WeightSeriesRules) -> list[bool]:
    """Flag pounds filed as kilograms and kilograms filed as pounds; never correct them.

    A jump by the factor of a pound, which nobody's body makes, cuts a stretch of the series into a high and a
    low part. One of them is in the wrong unit.
    """
    flags: list[bool] = []
    stretch: list[Placed] = []
    for one in placed:
        if stretch and (one.on - stretch[-1].on).days > rules.unit_error_gap_days:
            flags += _suspects(stretch, rules)
            stretch = []
        stretch.append(one)
    return flags + _suspects(stretch, rules)


def _suspects(stretch: Sequence[Placed], rules: WeightSeriesRules) -> list[bool]:
    levels = [0] if stretch else []
    for before, after in pairwise(stretch):
        levels.append(levels[-1] + _pound_jump(before.weight.kg, after.weight.kg, rules))
    parts = sorted(set(levels))
    if len(parts) < 2 or not _parts_differ_by_a_pound(stretch, levels):
        return [False] * len(stretch)
    trusted = _trusted_level(stretch, levels, parts)
    return [level != trusted for level in levels]


def _parts_differ_by_a_pound(stretch: Sequence[Placed], levels: Sequence[int]) -> bool:
    """Make sure that the parts as a whole are in two units: a single odd value also makes a jump, and returns."""
    medians = []
    for part in sorted(set(levels)):
        heavy = sorted(one.weight.kg for one, level in zip(stretch, levels, strict=True) if level == part)
        medians.append(heavy[len(heavy) // 2])
    return all(
        not differ_by_more_than(PARTS_FIT_PERCENT, higher * KG_PER_POUND, lower) for lower, higher in pairwise(medians)
    )


def _pound_jump(before: Decimal, after: Decimal, rules: WeightSeriesRules) -> int:
    low, high = sorted((before, after))
    if not 2 * low <= high <= Decimal("2.45") * low:
        return 0
    if differ_by_more_than(rules.unit_error_fit_percent, high * KG_PER_POUND, low):
        return 0
    return 1 if after > before else -1


def _trusted_level(stretch: Sequence[Placed], levels: Sequence[int], parts: Sequence[int]) -> int | None:
    """Choose the part to believe; None where nothing speaks for either, or two reasons contradict each other.

    Only a value recorded in kilograms can be a pound filed as kilogram (too high), and only one recorded in pounds a
    kilogram filed as pound (too low). A clear majority of days decides where that leaves it open, and an overwhelming
    one whatever it says: a value may have been converted twice before it was recorded.
    """
    days = {part: len({one.on for one, level in zip(stretch, levels, strict=True) if level == part}) for part in parts}
    largest = max(parts, key=lambda part: days[part])
    lead = min(Fraction(days[largest], days[part]) for part in parts if part != largest)
    explained = [part for part in parts if _explains_the_others(part, stretch, levels)]
    if lead >= OVERWHELMING:
        return largest
    if len(explained) == 1:
        return explained[0] if explained[0] == largest or lead < CLEAR else None
    return largest if lead >= CLEAR else None


def _explains_the_others(part: int, stretch: Sequence[Placed], levels: Sequence[int]) -> bool:
    return all(
        level == part
        or (level == part + 1 and not one.weight.in_pounds)
        or (level == part - 1 and one.weight.in_pounds)
        for one, level in zip(stretch, levels, strict=True)
    )


def a_pound_off(told: Placed, days: Sequence[DayWeight], rules: WeightSeriesRules) -> bool:
    """Say whether a weight that the patient told differs from the nearest measured one by the factor of a pound."""
    nearest = min(days, key=lambda day: abs((day.on - told.on).days), default=None)
    return nearest is not None and _pound_jump(told.weight.kg, nearest.kg, rules) != 0
