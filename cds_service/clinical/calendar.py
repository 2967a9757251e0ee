"""Local calendar dates: windows of whole months, and dates of which only the month or the year is known.

Dates reach from 0001-01-01 to 9999-12-31. What would lie beyond is taken for the nearest end: no record is dated there.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

REMEMBERED = 8192
"""Days whose window is kept counted: series of many patients share them."""
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


def months_before(day: date, months: int) -> date:
    """Go back whole calendar months; a day that the month lacks becomes its last (31 August -> 28 February)."""
    return date.fromordinal(max(ordinal_months_before(day.toordinal(), months), FIRST_DAY))


@lru_cache(REMEMBERED)
def ordinal_months_before(ordinal: int, months: int) -> int:
    """Go back from and to days as numbers (1 is 0001-01-01); 0 where it would lie before every date."""
    day = date.fromordinal(ordinal)
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if year < date.min.year:
        return FIRST_DAY - 1
    last = day.day if day.day <= 28 else min(day.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, last).toordinal()


def days_before(day: date, days: int) -> date:
    """Go back so many days (forward where negative)."""
    return date.fromordinal(min(max(day.toordinal() - days, FIRST_DAY), LAST_DAY))


@dataclass(frozen=True, slots=True)
class When:
    """A day, or the first and the last day of the month or year that the record gives."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a period ends before it begins")

    @classmethod
    def on(cls, day: date) -> "When":
        """Build a known day."""
        return cls(day, day)

    @property
    def day(self) -> date | None:
        """The day, where it is known."""
        return self.first if self.first == self.last else None

    @property
    def iso(self) -> str:
        """Write it as FHIR does: YYYY-MM-DD, YYYY-MM or YYYY."""
        if self.day:
            return self.day.isoformat()
        whole_month = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return self.first.isoformat()[: 7 if whole_month else 4]

    def days_to(self, other: "When") -> tuple[int, int]:
        """Give the smallest and the largest possible distance in days, regardless of order."""
        gap = max((other.first - self.last).days, (self.first - other.last).days, 0)
        reach = max(abs((other.last - self.first).days), abs((self.last - other.first).days))
        return gap, reach

    def within(self, first: date, last: date) -> bool | None:
        """Say whether it lies in a window, both ends included; None where only some of its days do."""
        if first <= self.first and self.last <= last:
            return True
        if self.last < first or last < self.first:
            return False
        return None

    def fresh(self, today: date, max_age_days: int) -> bool | None:
        """Say whether it is at most so many days old and not in the future; None where that is open."""
        return self.within(days_before(today, max_age_days), today)


def years_between(birth: When, today: date) -> tuple[int, int]:
    """Give the lowest and the highest possible age in completed years."""
    return _completed_years(birth.last, today), _completed_years(birth.first, today)


def _completed_years(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
