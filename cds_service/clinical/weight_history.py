"""The weight history that the criteria read: current weight, reference weights, losses.

Steps 7 to 11 and 13 of the normative algorithm (clinical manual, "The weight series"). Windows are whole calendar
months that end on the day of the current weight. Losses are exact shares of the reference weight.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from .calendar import months_before
from .caution import Caution
from .reading_rules import WeightSeriesRules
from .record import Excluded
from .span import UNKNOWN, Span
from .weight_days import DayWeight, differ_by_more_than


@dataclass(frozen=True, slots=True)
class Change:
    """The way from a reference weight to a later one."""

    reference: DayWeight
    current: DayWeight
    corroborated: bool = True

    @property
    def percent(self) -> Fraction:
        """The loss in percent of the reference weight; negative is a gain."""
        return 100 * Fraction(self.reference.kg - self.current.kg) / Fraction(self.reference.kg)

    @property
    def kg(self) -> Decimal:
        """The loss in kilograms; negative is a gain."""
        return self.reference.kg - self.current.kg


@dataclass(frozen=True, slots=True)
class Loss:
    """A weight loss over one window: the change that was seen, and what its percentage can be.

    The two differ only where a partial date leaves open whether a weight lies in the window.
    """

    change: Change | None = None
    percent: Span = UNKNOWN
    date_open: bool = False
    """Whether a partial date leaves open which loss it is, or whether there is one."""

    @classmethod
    def of(cls, change: Change | None) -> "Loss":
        """Build a loss whose dates are all known."""
        return cls(change, Span.exactly(change.percent) if change else UNKNOWN)


NO_LOSS_KNOWN = Loss()


@dataclass(frozen=True, slots=True)
class WeightHistory:
    """What the series says. Where the current weight is stale, every loss is unknown."""

    current: DayWeight | None = None
    kg: Span = UNKNOWN
    """What the current weight can be, where it is recent enough; a partial date can leave several possibilities."""
    age_days: int | None = None
    stale: bool = False
    six_months: Loss = NO_LOSS_KNOWN
    twelve_months: Loss = NO_LOSS_KNOWN
    beyond_six_months: Loss = NO_LOSS_KNOWN
    three_to_six_months: Loss = NO_LOSS_KNOWN
    largest_episode: Change | None = None
    excluded: tuple[Excluded, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def usable(self) -> DayWeight | None:
        """The current weight, where it is recent enough to judge by."""
        return None if self.stale else self.current


def read_days(
    days: Sequence[DayWeight], stated: Sequence[DayWeight], today: date, rules: WeightSeriesRules
) -> WeightHistory:
    """Read the history from one trustworthy weight a day, in date order."""
    if not days:
        return WeightHistory()
    current = days[-1]
    age = (today - current.on).days
    history = WeightHistory(current, age_days=age, largest_episode=_largest_episode(days))
    if age > rules.stale_days:
        return replace(history, stale=True)
    fluid = _fluid_days(days, rules)
    baselines = _Baselines(days, stated, current, fluid, rules)
    history = replace(
        history,
        kg=Span.exactly(current.kg),
        six_months=baselines.since(6),
        twelve_months=baselines.since(12),
        beyond_six_months=baselines.between(rules.beyond_lookback_months, 6, until_included=False),
        three_to_six_months=baselines.between(6, 3, until_included=True),
    )
    return replace(history, cautions=_cautions(history, days, rules, fluid=bool(fluid)))


class _Baselines:
    """Looks for reference weights in windows that end before the current weight."""

    def __init__(
        self,
        days: Sequence[DayWeight],
        stated: Sequence[DayWeight],
        current: DayWeight,
        fluid: set[date],
        rules: WeightSeriesRules,
    ) -> None:
        self._measured = [day for day in days[:-1] if day.on not in fluid]
        self._stated = stated
        self._days = days
        self._current = current
        self._rules = rules

    def since(self, months: int) -> Loss:
        first = months_before(self._current.on, months)
        return self._loss(first, self._current.on - timedelta(days=1))

    def between(self, months: int, until_months: int, *, until_included: bool) -> Loss:
        last = months_before(self._current.on, until_months)
        if not until_included:
            last -= timedelta(days=1)
        return self._loss(months_before(self._current.on, months), last)

    def _loss(self, first: date, last: date) -> Loss:
        for candidates in (self._measured, self._stated):
            inside = [day for day in candidates if first <= day.on <= last]
            if inside:
                reference = self._choose(inside)
                return Loss.of(Change(reference, self._current, self._corroborated(reference)))
        return NO_LOSS_KNOWN

    def _choose(self, inside: Sequence[DayWeight]) -> DayWeight:
        if self._rules.reference == "oldest":
            return min(inside, key=lambda day: day.on)
        return max(inside, key=lambda day: (day.kg, day.on))

    def _corroborated(self, reference: DayWeight) -> bool:
        return any(
            day.on != reference.on
            and abs((day.on - reference.on).days) <= self._rules.corroboration_days
            and not differ_by_more_than(self._rules.corroboration_percent, day.kg, reference.kg)
            for day in self._days
        )


def _fluid_days(days: Sequence[DayWeight], rules: WeightSeriesRules) -> set[date]:
    """Find the days of a rapid rise and return: likely fluid, so no reference weight."""
    found: set[date] = set()
    for start, (before, highest) in enumerate(zip(days, _highest_ahead(days, rules), strict=True)):
        if _risen(before, highest, rules):
            found |= _rise_and_return(before, days[start + 1 :], rules)
    return found


def _rise_and_return(before: DayWeight, later: Iterable[DayWeight], rules: WeightSeriesRules) -> set[date]:
    risen: set[date] = set()
    found: set[date] = set()
    for day in later:
        if (day.on - before.on).days > rules.fluid_return_days:
            break
        if _risen(before, day.kg, rules):
            risen.add(day.on)
        elif risen and not differ_by_more_than(rules.fluid_return_percent, day.kg, before.kg):
            found |= risen
    return found


def _risen(before: DayWeight, kg: Decimal, rules: WeightSeriesRules) -> bool:
    return (kg - before.kg) * 100 >= rules.fluid_rise_percent * before.kg


def _highest_ahead(days: Sequence[DayWeight], rules: WeightSeriesRules) -> list[Decimal]:
    """Give for each day the highest weight of the following days in which fluid could come and go."""
    highest: list[Decimal] = []
    window: deque[DayWeight] = deque()  # from the last day backwards, rising weights: the first is the highest
    for day in reversed(days):
        while window and (window[0].on - day.on).days > rules.fluid_return_days:
            window.popleft()
        highest.append(window[0].kg if window else day.kg)
        while window and window[-1].kg <= day.kg:
            window.pop()
        window.append(day)
    return highest[::-1]


def _largest_episode(days: Sequence[DayWeight]) -> Change | None:
    """Find the largest loss inside any six months; None where no weight ever fell."""
    worst: Change | None = None
    window: deque[DayWeight] = deque()  # falling weights: the first is the highest of the window
    for day in days:
        while window and window[0].on < months_before(day.on, 6):
            window.popleft()
        if window and window[0].kg > day.kg and (worst is None or _worse(window[0], day, worst)):
            worst = Change(window[0], day)
        while window and window[-1].kg <= day.kg:
            window.pop()
        window.append(day)
    return worst


def _worse(reference: DayWeight, day: DayWeight, worst: Change) -> bool:
    """Compare the remaining shares of the two reference weights, without dividing."""
    return day.kg * worst.reference.kg < worst.current.kg * reference.kg


def _cautions(
    history: WeightHistory, days: Sequence[DayWeight], rules: WeightSeriesRules, *, fluid: bool
) -> tuple[Caution, ...]:
    change = history.six_months.change
    checks = {
        Caution.STALE_WEIGHT: (history.age_days or 0) > rules.stale_caution_days,
        Caution.RAPID_RISE_AND_RETURN: fluid,
        Caution.RAPID_CHANGE: _changes_rapidly(days),
        Caution.CARRIED_FORWARD_WEIGHTS: _carried_forward(days[-3:]),
        Caution.STATED_REFERENCE_WEIGHT: change is not None and change.reference.stated,
    }
    return tuple(caution for caution, holds in checks.items() if holds)


def _changes_rapidly(days: Sequence[DayWeight]) -> bool:
    """Flag more than 10 % within 7 days or more than 5 % within 2, in the six months up to the current weight."""
    since = months_before(days[-1].on, 6)
    return any(
        (after.on - before.on).days <= limit and differ_by_more_than(Decimal(percent), before.kg, after.kg)
        for before, after in pairwise(day for day in days if day.on >= since)
        for limit, percent in ((7, 10), (2, 5))
    )


def _carried_forward(last_three: Sequence[DayWeight]) -> bool:
    """Flag the same weight to 0.1 kg on the last three days: perhaps copied, not measured."""
    tenths = {round(day.kg, 1) for day in last_three}
    return len(last_three) == 3 and len(tenths) == 1
