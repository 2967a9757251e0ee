"""Numbers and dates of FHIR JSON, read exactly."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from cds_service.clinical.calendar import When

from .resources import Observation, Period, Quantity

_DATE = re.compile(r"^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T.*)?)?)?$")
MOST_DIGITS = 40
"""Longer numbers are no measurements."""


def number_of(quantity: Quantity | None) -> Decimal | None:
    """Read a quantity's value as written; None without one, or where it is not a JSON number."""
    if quantity is None:
        return None
    text = bytes(quantity.value).decode("ascii", "replace").strip()
    if not text or text[0] not in "-0123456789" or len(text) > MOST_DIGITS:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if abs(number.adjusted()) <= MOST_DIGITS else None


def when_of(text: str | None) -> When | None:
    """Read a date or dateTime as the calendar date that is written, with its own offset; None where it is none."""
    written = _DATE.match(text or "")
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
    if not text or len(text) <= 10:
        return text or ""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (instant if instant.tzinfo is None else instant.astimezone(UTC)).isoformat()


def effective_of(observation: Observation) -> str | None:
    """Choose the clinically relevant time; never `issued`, which is when the result was released."""
    period = observation.effective_period
    return observation.effective_date_time or (period.end if period else None) or observation.effective_instant


def start_of(date_time: str | None, period: Period | None) -> When | None:
    """Read when something began, from a dateTime or a Period."""
    return when_of(date_time or (period.start or period.end if period else None))
