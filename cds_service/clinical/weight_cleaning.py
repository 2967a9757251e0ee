"""From weights as recorded to one trustworthy weight a day; everything left out is kept with its reason.

Steps 4 to 6 of the normative algorithm (clinical manual, "The weight series"): plausibility, unit mix-ups,
one value a day, isolated spikes. A published paediatric and adult cleaner, growthcleanr, was considered and
rejected: its strict levels remove exactly the fast losses that this service exists to find.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from .record import Excluded, Reason, Weight
from .weight_days import WIDE, Day, Placed, alone, differing_by_more_than
from .weight_rules import WeightSeriesRules
from .weight_spikes import without_spikes
from .weight_units import PoundRatio, nearest_in_time

Left = list[Excluded]


def believable(rules: WeightSeriesRules, height_cm: Decimal | None) -> Callable[[Weight], bool]:
    """Build the test whether a body can weigh so much."""
    lowest, highest = rules.lowest_kg, rules.highest_kg
    if height_cm is None:
        return lambda one: lowest <= one.kg <= highest
    square = WIDE.multiply(height_cm, height_cm).scaleb(-4, WIDE)
    above, below = WIDE.multiply(rules.lowest_bmi, square), WIDE.multiply(rules.highest_bmi, square)
    return lambda one: lowest <= one.kg <= highest and above < one.kg < below


def clean(trusted: Sequence[Placed], rules: WeightSeriesRules) -> tuple[list[Day], Left, bool]:
    """Give one weight a day in date order, what was left out, and whether the latest day contradicts itself."""
    days, conflicting = _one_a_day(trusted, rules)
    kept, spikes = without_spikes(days, rules)
    left_out = [
        *(left_out_as(Reason.CONFLICTING_DAY, one.weight) for one in conflicting),
        *(left_out_as(Reason.ISOLATED_SPIKE, one.weight) for day in spikes for one in day.placed),
    ]
    contradicted = bool(conflicting) and (not days or conflicting[-1].day > days[-1].first)
    return kept, left_out, contradicted


def stated_baselines(told: Sequence[Placed], days: Sequence[Day], rules: WeightSeriesRules) -> tuple[list[Day], Left]:
    """Give the weights that the patient told as possible baselines; pounds are doubted as in measured ones."""
    ratio = PoundRatio(rules)
    suspects = [near is not None and ratio.between(one.mass, near.mass) for one, near in nearest_in_time(told, days)]
    baselines = [alone(one, stated=True) for one, flag in zip(told, suspects, strict=True) if not flag]
    return baselines, [
        left_out_as(Reason.UNIT_SUSPECT, one.weight) for one, flag in zip(told, suspects, strict=True) if flag
    ]


def left_out_as(reason: Reason, one: Weight) -> Excluded:
    """List a weight that does not count, as the record gives it."""
    return Excluded(one.recorded.source, reason, text=one.recorded.text, when=one.recorded.when)


def _one_a_day(measured: Iterable[Placed], rules: WeightSeriesRules) -> tuple[list[Day], list[Placed]]:
    conflict = differing_by_more_than(rules.same_day_conflict_percent)
    days: list[Day] = []
    conflicting: list[Placed] = []
    for on, group in groupby(measured, key=attrgetter("day")):
        same = tuple(group)
        if len(same) == 1:
            days.append(Day(on, on, same[0].mass, same))
        elif conflict(same[0].mass, same[-1].mass):
            conflicting += same
        else:
            days.append(Day(on, on, _median(same), same))
    return days, conflicting


def _median(same: Sequence[Placed]) -> int:
    """The middle value, or the mean of the two: whole, since the series' unit is half as small as its weights need."""
    middle = len(same) // 2
    return same[middle].mass if len(same) % 2 else (same[middle - 1].mass + same[middle].mass) // 2
