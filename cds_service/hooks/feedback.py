"""Feedback of a client: which suggestions were accepted, which cards overridden (CDS Hooks 2.0.1)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What became of one card."""

    card: str
    """The card's uuid as the client gives it; Epic sends what is none."""
    outcome: Literal["accepted", "overridden"]
    at: datetime
    """When, by the client's clock, in UTC."""
    suggestions: tuple[str, ...] = ()
    """The uuids of those accepted."""
    reason_system: str = ""
    reason_code: str = ""
    comment: str = field(default="", repr=False)
    """The user's words: they may name the patient."""
