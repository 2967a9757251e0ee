"""The weight series once more, naively: brute force over days and pairs, published numbers written in, Fractions only.

Nothing of cds_service.clinical is used but the record's own types. Dates are exact here; see `every_dating`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise, product
from statistics import median

from cds_service.clinical.calendar import When
from cds_service.clinical.record import Weight, WeightKind

POUND = Fraction("0.45359237")
Placed = tuple[date, Fraction, Weight]


@dataclass
class Series:
    """One weight a day, the stated baselines, and why each other value was left out."""

    days: dict[date, Fraction] = field(default_factory=dict)
    stated: dict[date, Fraction] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)

    @property
    def current(self) -> date | None:
        return max(self.days, default=None)

    def fresh(self, today: date) -> bool:
        return self.current is not None and (today - self.current).days <= 90

    def reference(self, first: date, last: date) -> Fraction | None:
        """The highest weight of a window: measured and not of a rise and return, else stated."""
        measured = {
            day: kg for day, kg in self.days.items() if day != self.current and day not in fluid_days(self.days)
        }
        for weights in (measured, self.stated):
            inside = [kg for day, kg in weights.items() if first <= day <= last]
            if inside:
                return max(inside)
        return None

    def loss(
        self, today: date, first_months: int, last_months: int = 0, *, last_included: bool = False
    ) -> Fraction | None:
        """The loss in percent since a window that reaches from some months before the current weight to others."""
        if self.current is None or not self.fresh(today):
            return None
        last = months_ago(self.current, last_months) - timedelta(days=0 if last_included else 1)
        reference = self.reference(months_ago(self.current, first_months), last)
        return None if reference is None else 100 - 100 * self.days[self.current] / reference

    def largest_episode(self) -> Fraction | None:
        losses = [
            100 - 100 * self.days[later] / self.days[earlier]
            for earlier, later in product(self.days, self.days)
            if months_ago(later, 6) <= earlier < later
        ]
        return max((one for one in losses if one > 0), default=None)


def months_ago(day: date, months: int) -> date:
    """Count the months down one by one, then the days until the date exists."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    for shorter in range(4):
        try:
            return date(year, month, day.day - shorter)
        except ValueError:
            continue
    raise AssertionError("no month is shorter than 28 days")


def apart(one: Fraction, other: Fraction) -> Fraction:
    """The difference in percent of the larger."""
    return 100 - 100 * min(one, other) / max(one, other)


def read_series(weights: Sequence[Weight], today: date, height_cm: Fraction | None, *, dialysis: bool) -> Series:
    """Read exactly dated weights."""
    series = Series()
    placed: list[Placed] = []
    told: list[Placed] = []
    for one in weights:
        item = (one.recorded.when.first, Fraction(one.kg), one)
        if item[0] > today:
            series.left_out[one.recorded.source] = "date_future"
        elif (one.kind is WeightKind.DRY) is not dialysis:
            series.left_out[one.recorded.source] = "code_denied"
        elif not believable(item[1], height_cm):
            series.left_out[one.recorded.source] = "implausible"
        else:
            (told if one.kind is WeightKind.STATED else placed).append(item)
    _read_measured(series, sorted(placed, key=lambda item: item[:2]))
    for day, kg, one in told:
        nearest = min(series.days, key=lambda other: (abs(other - day), other), default=None)
        if nearest is not None and _a_pound_apart(kg, series.days[nearest]):
            series.left_out[one.recorded.source] = "unit_suspect"
        else:
            series.stated[day] = max(kg, series.stated.get(day, Fraction(0)))
    return series


def _read_measured(series: Series, placed: list[Placed]) -> None:
    suspects = unit_suspects(placed)
    by_day: dict[date, list[Fraction]] = {}
    for day, kg, one in placed:
        if one.recorded.source not in suspects:
            by_day.setdefault(day, []).append(kg)
    conflicts = {day for day, values in by_day.items() if apart(min(values), max(values)) > 5}
    one_a_day = {day: median(values) for day, values in by_day.items() if day not in conflicts}
    spikes = spike_days(one_a_day)
    for day, _, one in placed:
        if one.recorded.source in suspects:
            series.left_out[one.recorded.source] = "unit_suspect"
        elif day in conflicts | spikes:
            series.left_out[one.recorded.source] = "conflicting_day" if day in conflicts else "isolated_spike"
    series.days = {day: kg for day, kg in one_a_day.items() if day not in spikes}


def believable(kg: Fraction, height_cm: Fraction | None) -> bool:
    if not Fraction("22.7") <= kg <= Fraction("340.2"):
        return False
    return height_cm is None or 10 < kg / (height_cm / 100) ** 2 < 100


def unit_suspects(placed: Sequence[Placed]) -> set[str]:
    """Cut the series at gaps of more than 366 days; in each part find who stands on the wrong side of a jump."""
    found: set[str] = set()
    part: list[Placed] = []
    for item in [*placed, None]:
        if part and (item is None or (item[0] - part[-1][0]).days > 366):
            found |= _suspects_of(part)
            part = []
        if item is not None:
            part.append(item)
    return found


def _suspects_of(part: Sequence[Placed]) -> set[str]:
    heights = [0]
    for (_, before, _), (_, after, _) in pairwise(part):
        step = 1 if after > before else -1
        heights.append(heights[-1] + (step if _a_pound_apart(before, after) else 0))
    if len(set(heights)) == 1 or not _parts_fit(part, heights):
        return set()
    days_at = {level: {item[0] for item, at in zip(part, heights, strict=True) if at == level} for level in heights}
    winners = [
        level
        for level, days in days_at.items()
        if all(len(days) >= 3 * len(others) for other, others in days_at.items() if other != level)
    ]
    if not winners:
        winners = [
            level
            for level in days_at
            if all(_explained(item[2], at - level) for item, at in zip(part, heights, strict=True))
        ]
    keep = winners[0] if len(winners) == 1 else None
    return {item[2].recorded.source for item, at in zip(part, heights, strict=True) if at != keep}


def _parts_fit(part: Sequence[Placed], heights: Sequence[int]) -> bool:
    """The parts lie a pound apart as a whole: their upper medians, the higher converted, agree within 20 %."""
    middles = []
    for level in range(min(heights), max(heights) + 1):
        here = sorted(kg for (_, kg, _), at in zip(part, heights, strict=True) if at == level)
        middles.append(here[len(here) // 2])
    return all(apart(high * POUND, low) <= 20 for low, high in pairwise(middles))


def _a_pound_apart(one: Fraction, other: Fraction) -> bool:
    low, high = sorted((one, other))
    return 2 <= high / low <= Fraction("2.45") and apart(high * POUND, low) <= 8


def _explained(weight: Weight, steps_above: int) -> bool:
    if steps_above == 0:
        return True
    return steps_above == (-1 if weight.in_pounds else 1)


def spike_days(days: dict[date, Fraction]) -> set[date]:
    """Take spikes out until there are none; of spikes side by side the one that lies farther from the middle."""
    rest = sorted(days)
    while spikes := _inner_spikes(days, rest):
        middle = sorted(days[day] for day in rest)[len(rest) // 2]
        far = {day: (abs(days[day] - middle), day) for day in spikes}
        place = {day: at for at, day in enumerate(rest)}
        worst = {
            day
            for day in spikes
            if all(far[day] >= far[other] for other in spikes if abs(place[day] - place[other]) == 1)
        }
        rest = [day for day in rest if day not in worst]
    rest = [day for day in rest if day not in _end_misfits(days, rest)]
    return set(days) - set(rest)


def _inner_spikes(days: dict[date, Fraction], ordered: Sequence[date]) -> set[date]:
    return {
        here
        for before, here, after in zip(ordered, ordered[1:], ordered[2:], strict=False)
        if apart(days[before], days[after]) <= 5
        and apart(days[here], days[before]) > 10
        and apart(days[here], days[after]) > 10
        and (days[here] - days[before]) * (days[here] - days[after]) > 0
    }


def _end_misfits(days: dict[date, Fraction], ordered: Sequence[date]) -> set[date]:
    found = set()
    for walk in (list(ordered), list(reversed(ordered))):
        if len(walk) < 2:
            continue
        end, neighbour = walk[:2]
        ratio = days[end] / days[neighbour]
        if Fraction("0.43") <= ratio <= Fraction("0.47") or 2 <= ratio <= Fraction("2.45"):
            found.add(end)
        elif abs((end - neighbour).days) <= 14 and apart(days[end], days[neighbour]) > 10:
            third = days[walk[2]] if len(walk) > 2 else None
            fits_without = third is not None and apart(days[end], third) < apart(days[neighbour], third)
            found.add(neighbour if fits_without else end)
    return found


def fluid_days(days: dict[date, Fraction]) -> set[date]:
    """Every day that lies between a start and a return within 30 days, 5 % or more above the start."""
    return {
        risen
        for start, risen, back in product(days, days, days)
        if start < risen < back
        and (back - start).days <= 30
        and 100 * (days[risen] - days[start]) >= 5 * days[start]
        and apart(days[start], days[back]) <= 2
    }


def every_dating(weights: Sequence[Weight], today: date) -> Iterator[list[Weight]]:
    """Give the weights with every combination of days that their partial dates allow, none after today."""
    choices = []
    for one in weights:
        when = one.recorded.when
        last = when.last if when.first == when.last else min(when.last, today)
        span = range((last - when.first).days + 1)
        choices.append([_on(one, when.first + timedelta(days=days)) for days in span] or [one])
    yield from (list(chosen) for chosen in product(*choices))


def _on(weight: Weight, day: date) -> Weight:
    return replace(weight, recorded=replace(weight.recorded, when=When.on(day)))
