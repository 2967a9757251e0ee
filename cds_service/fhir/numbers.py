"""Numbers and dates of FHIR JSON, read exactly."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from cds_service.clinical.calendar import When

from .resources import Observation, Period, Quantity

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
    if not text:
        return None
    try:
        if len(text) == 4:
            return When(date(int(text), 1, 1), date(int(text), 12, 31))
        if len(text) == 7:
            return _month(int(text[:4]), int(text[5:]))
        return When.on(date.fromisoformat(text[:10])) if text[10:11] in {"", "T"} else None
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


def _month(year: int, month: int) -> When:
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date.max
    return When(date(year, month, 1), date.fromordinal(following.toordinal() - 1))
