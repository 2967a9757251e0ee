"""What is remembered of one patient between two calls: what was last shown, since when, and whether it was answered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """The last card of one patient at one client."""

    status: str
    loss_percent: Decimal | None
    """What the card said was lost."""
    first_shown_on: date
    shown_on: date
    answered_on: date | None
    """The day of an accept or an override."""
