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


Bounds = tuple[Fraction, Fraction | None]
"""What a loss is at least and at most; None is no bound."""


@dataclass
class Series:
    """One reading: a weight a day, the stated baselines, and why each other value was left out."""

    days: dict[date, Fraction] = field(default_factory=dict)
    stated: dict[date, Fraction] = field(default_factory=dict)
    usual: dict[date, Fraction] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    sources: dict[date, set[str]] = field(default_factory=dict)
    undecided: bool = False
    about: frozenset[str] = frozenset()
    """What is doubtful where there are several readings: "pound", "end", "beginning"."""

    @property
    def current(self) -> date | None:
        return None if self.undecided else max(self.days, default=None)

    def fresh(self, today: date) -> bool:
        return self.current is not None and (today - self.current).days <= 90

    def reference(self, first: date, last: date, *, usual: bool) -> Fraction | None:
        """The highest weight of a window: measured and not of a rise and return, else stated, else usual."""
        measured = {
            day: kg for day, kg in self.days.items() if day != self.current and day not in fluid_days(self.days)
        }
        for weights in (measured, self.stated, self.usual if usual else {}):
            inside = [kg for day, kg in weights.items() if first <= day <= last]
            if inside:
                return max(inside)
        return None

    def seen(self, today: date, first: int, last: int = 0, *, last_included: bool = False, least: int = 14) -> object:
        """The loss in percent since a window that reaches from some months before the current weight to others."""
        if self.current is None or not self.fresh(today):
            return None
        end = months_ago(self.current, last) - timedelta(days=0 if last_included else 1)
        end = min(end, self.current - timedelta(days=least))
        reference = self.reference(months_ago(self.current, first), end, usual=first > 6)
        return None if reference is None else 100 - 100 * self.days[self.current] / reference

    def loss(self, today: date, first: int, *more: int, widest: int = 12, **how: object) -> Bounds | None:
        """The loss between what was seen and what may have been lost before a short record began."""
        seen = self.seen(today, first, *more, **how)
        if seen is None:
            return None
        if not self.short:
            return seen, seen
        back = [
            day for day in self.days if months_ago(self.current, widest) <= day <= self.current - timedelta(days=90)
        ]
        return seen, self.seen(today, widest) if back else None

    @property
    def short(self) -> bool:
        if self.current is None:
            return False
        others = [day for day in self.days if months_ago(self.current, 6) <= day < self.current]
        return bool(others) and (self.current - min(others)).days < 90

    def largest_episode(self) -> Fraction | None:
        losses = [
            100 - 100 * self.days[later] / self.days[earlier]
            for earlier, later in product(self.days, self.days)
            if months_ago(later, 6) <= earlier < later and not self.undecided
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


def read_series(weights: Sequence[Weight], today: date, height_cm: Fraction | None, *, dialysis: bool) -> list[Series]:
    """Read exactly dated weights, once for each answer to what is doubtful."""
    left_out: dict[str, str] = {}
    placed: list[Placed] = []
    told: list[Placed] = []
    for one in weights:
        item = (one.recorded.when.first, Fraction(one.kg), one)
        if item[0] > today:
            left_out[one.recorded.source] = "date_future"
        elif (one.kind is WeightKind.DRY) is not dialysis:
            left_out[one.recorded.source] = "code_denied"
        elif not believable(item[1], height_cm):
            left_out[one.recorded.source] = "implausible"
        else:
            (told if one.kind in {WeightKind.STATED, WeightKind.USUAL} else placed).append(item)
    found = []
    for series in _readings(sorted(placed, key=lambda item: item[:2]), height_cm):
        _add_told(series, told)
        series.left_out |= left_out
        found.append(series)
    return found


def _add_told(series: Series, told: Sequence[Placed]) -> None:
    for day, kg, one in told:
        nearest = min(series.days, key=lambda other: (abs(other - day), other), default=None)
        if nearest is not None and _a_pound_apart(kg, series.days[nearest]):
            series.left_out[one.recorded.source] = "unit_suspect"
        elif one.kind is WeightKind.USUAL:
            before = months_ago(day, 6)
            series.usual[before] = max(kg, series.usual.get(before, Fraction(0)))
        else:
            series.stated[day] = max(kg, series.stated.get(day, Fraction(0)))


def _readings(placed: list[Placed], height_cm: Fraction | None) -> list[Series]:
    readings: list[Series] = []
    options = unit_answers(placed, height_cm)
    for out in options:
        series = _cleaned(placed, out)
        series.about = frozenset({"pound"}) if len(options) > 1 else frozenset()
        days = sorted(series.days)
        if "implausible" in out.values() and len(days) == 1:
            series.undecided = True
        readings += [series] if series.undecided else _at_an_end(series, days[-2:], -1, "end", height_cm)
    if len(readings) > 1 or readings[0].undecided:
        return readings
    days = sorted(readings[0].days)
    return _at_an_end(readings[0], days[:2], 0, "beginning", height_cm) if len(days) > 2 else readings


def _at_an_end(series: Series, pair: Sequence[date], place: int, name: str, height_cm: Fraction | None) -> list[Series]:
    """Two neighbours at an end of the series that do not fit: both answers, or the one that a height leaves."""
    if len(pair) < 2 or (pair[1] - pair[0]).days > 14 or apart(*(series.days[day] for day in pair)) <= 10:
        return [series]
    possible = [day for day in pair if _a_body(series.days[day], height_cm)]
    if len(possible) == 1:
        (gone,) = set(pair) - set(possible)
        without = _forgetting(series, gone)
        without.left_out |= dict.fromkeys(series.sources[gone], "implausible")
        without.undecided = len(without.days) == 1
        return [without]
    about = series.about | {name}
    return [replace(series, about=about), replace(_forgetting(series, pair[place]), about=about)]


def _forgetting(series: Series, day: date) -> Series:
    rest = {other: kg for other, kg in series.days.items() if other != day}
    return replace(series, days=rest, left_out=dict(series.left_out), stated={}, usual={})


def _a_body(kg: Fraction, height_cm: Fraction | None) -> bool:
    return height_cm is None or 12 <= kg / (height_cm / 100) ** 2 <= 80


def _cleaned(placed: list[Placed], out: dict[str, str]) -> Series:
    series = Series(left_out={source: reason for source, reason in out.items() if reason != "doubt"})
    by_day: dict[date, list[Fraction]] = {}
    for day, kg, one in placed:
        if one.recorded.source not in out:
            by_day.setdefault(day, []).append(kg)
            series.sources.setdefault(day, set()).add(one.recorded.source)
    conflicts = {day for day, values in by_day.items() if apart(min(values), max(values)) > 5}
    one_a_day = {day: median(values) for day, values in by_day.items() if day not in conflicts}
    spikes = spike_days(one_a_day)
    for day in conflicts | spikes:
        reason = "conflicting_day" if day in conflicts else "isolated_spike"
        series.left_out |= dict.fromkeys(series.sources[day], reason)
    series.days = {day: kg for day, kg in one_a_day.items() if day not in spikes}
    series.undecided = bool(conflicts) and max(conflicts) > max(one_a_day, default=date.min)
    return series


def believable(kg: Fraction, height_cm: Fraction | None) -> bool:
    if not Fraction("22.7") <= kg <= Fraction("340.2"):
        return False
    return height_cm is None or 10 < kg / (height_cm / 100) ** 2 < 100


def unit_answers(placed: Sequence[Placed], height_cm: Fraction | None) -> list[dict[str, str]]:
    """Cut the series at gaps of more than 366 days; in each part find who stands on the wrong side of a jump.

    Each answer gives the sources that are left out; where the last part leaves it open there are two.
    """
    parts: list[list[Placed]] = []
    for item in placed:
        if not parts or (item[0] - parts[-1][-1][0]).days > 366:
            parts.append([])
        parts[-1].append(item)
    answers: list[dict[str, str]] = [{}]
    for part in parts:
        found = _answers_of(part, height_cm)
        if len(found) > 1 and part is not parts[-1]:
            found = [dict.fromkeys((source for one in found for source in one), "unit_suspect")]
        answers = [before | one for before in answers for one in found]
    return answers


def _answers_of(part: Sequence[Placed], height_cm: Fraction | None) -> list[dict[str, str]]:
    at = [0]
    for (_, before, _), (_, after, _) in pairwise(part):
        step = 1 if after > before else -1
        at.append(at[-1] + (step if _a_pound_apart(before, after) else 0))
    if len(set(at)) == 1 or not _parts_fit(part, at):
        return [{}]
    sides = {level: [item for item, here in zip(part, at, strict=True) if here == level] for level in set(at)}
    keep, reason = _kept(sides, at[-1], height_cm)
    if keep is None and len(sides) == 2:
        low, high = sorted(sides)
        return [_sources(sides[low], "doubt"), _sources(sides[high], "doubt")]
    return [{source: why for level in sides if level != keep for source, why in _sources(sides[level], reason).items()}]


def _kept(sides: dict[int, list[Placed]], last: int, height_cm: Fraction | None) -> tuple[int | None, str]:
    possible = [level for level, items in sides.items() if _a_body(_upper_median(items), height_cm)]
    if len(possible) == 1:
        return possible[0], "implausible"
    if all(one.in_pounds for items in sides.values() for _, _, one in items):
        return max(sides), "unit_suspect"
    if any(apart(kg, sides[last][-1][1]) <= 5 for _, kg, _ in sides[last][:-1]):
        return last, "unit_suspect"
    days = {level: len({day for day, _, _ in items}) for level, items in sides.items()}
    for level, count in days.items():
        if all(count >= 3 * other for at, other in days.items() if at != level):
            return level, "unit_suspect"
    return None, "unit_suspect"


def _upper_median(items: Sequence[Placed]) -> Fraction:
    ordered = sorted(kg for _, kg, _ in items)
    return ordered[len(ordered) // 2]


def _sources(items: Sequence[Placed], reason: str) -> dict[str, str]:
    return {one.recorded.source: reason for _, _, one in items}


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
