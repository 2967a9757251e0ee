"""Numbers and dates of FHIR JSON, read exactly."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from cds_service.clinical.calendar import When

from .elements import Period, Quantity
from .resources import Observation

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
DAY = len("2026-06-30")
LONGEST_MOMENT = 40
"""More digits than a clock has say nothing."""
REMEMBERED = 8192
"""Numbers and dates that are kept read: charts of many patients share them."""
MOST_DIGITS = 40
"""Longer numbers are no measurements."""


def number_of(quantity: Quantity | None) -> Decimal | None:
    """Read a quantity's value as written; None without one, or where it is not a JSON number."""
    return None if quantity is None else _number(bytes(quantity.value))


@lru_cache(REMEMBERED)
def _number(written: bytes) -> Decimal | None:
    raw = written.strip()
    if not raw or raw[0] not in b"-0123456789" or len(raw) > MOST_DIGITS:
        return None
    try:
        number = Decimal(raw.decode("ascii", "replace"))
    except InvalidOperation:
        return None
    return number if abs(number.adjusted()) <= MOST_DIGITS else None


def when_of(text: str | None) -> When | None:
    """Read a date or dateTime as the calendar date that is written, with its own offset; None where it is none."""
    if text is None or (len(text) > DAY and text[DAY] != "T"):
        return None
    return _calendar_date(text[:DAY])


@lru_cache(REMEMBERED)
def _calendar_date(text: str) -> When | None:
    written = _DATE.fullmatch(text)
    if written is None:
        return None
    year, month, day = (int(part) if part else 0 for part in written.groups())
    try:
        if day:
            return When.on(date(year, month, day))
        last_month = month or 12
        return When(date(year, month or 1, 1), date(year, last_month, monthrange(year, last_month)[1]))
    except ValueError:
        return None


def moment_of(text: str | None) -> str:
    """Give the instant in UTC, to order values of one day; a date without a time stays as it is."""
    if not text or not DAY < len(text) <= LONGEST_MOMENT:
        return (text or "")[:LONGEST_MOMENT]
    try:
        instant = datetime.fromisoformat(text)
        return (instant if instant.tzinfo is None else instant.astimezone(UTC)).isoformat()
    except (ValueError, OverflowError):  # 24:00, a leap second, or an offset that leads beyond the calendar
        return text


def effective_of(observation: Observation) -> str | None:
    """Choose the clinically relevant time; never `issued`, which is when the result was released."""
    period = observation.effective_period
    return observation.effective_date_time or (period.end if period else None) or observation.effective_instant


def start_of(date_time: str | None, period: Period | None) -> When | None:
    """Read when something began, from a dateTime or a Period."""
    return when_of(date_time or (period.start or period.end if period else None))
