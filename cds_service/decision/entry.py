"""What is remembered of one call: which rules said what, and what was shown. Nobody's name, token, text or value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What became of a call."""

    ANSWERED = "answered"
    """With the cards that the assessment asks for; there may be none."""
    QUIET = "quiet"
    """With none, because the same was shown not long ago."""
    SILENT = "silent"
    """With none, because the ruleset is in silent mode."""
    SWITCHED_OFF = "switched-off"
    """With none, because this client is switched off."""
    REFUSED = "refused"
    """Not at all: required data could not be had."""


@dataclass(frozen=True, slots=True)
class EntryCard:
    """A card that was shown, as feedback will name it."""

    uuid: str
    topic: str
    suggestions: tuple[str, ...] = ()
    """Their uuids, in their order."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the record of decisions."""

    id: str
    """A UUID: the same entry, sent twice, is kept once."""
    at: datetime
    """When the answer was given, in UTC."""
    client: str
    service: str
    hook_instance: str
    patient: str = field(repr=False)
    """The keyed hash of client and patient id: tells whether two calls were about one patient, and nothing else."""
    user: str = field(default="", repr=False)
    """The keyed hash of client and user id."""
    ruleset: Mapping[str, str | int]
    """Name, version and SHA-256."""
    outcome: Outcome
    status: str | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)
    """By criterion or stage."""
    cards: tuple[EntryCard, ...] = ()
    unshown: tuple[str, ...] = ()
    """The topics of the cards that were written and, by the outcome, not shown."""
    missing: tuple[str, ...] = ()
    """The prefetch keys that could not be had, or that the client never sends."""
    failures: Mapping[str, str] = field(default_factory=dict)
    """Why required keys could not be had, by key."""
    unrecognised_diagnoses: int = 0
    milliseconds: int = 0
    """From the first byte to the answer."""
    values: Mapping[str, str] | None = None
    """Weights, loss and laboratory values; only where the site keeps them."""

    def document(self) -> dict[str, Any]:
        """Give what is hashed and kept, as plain JSON values."""
        return {
            "id": self.id,
            "at": self.at.isoformat(timespec="milliseconds"),
            "client": self.client,
            "service": self.service,
            "hook_instance": self.hook_instance,
            "patient": self.patient,
            "user": self.user,
            "ruleset": dict(self.ruleset),
            "outcome": self.outcome.value,
            "status": self.status,
            "verdicts": dict(self.verdicts),
            "cards": [
                {"uuid": one.uuid, "topic": one.topic, "suggestions": list(one.suggestions)} for one in self.cards
            ],
            "unshown": list(self.unshown),
            "missing": list(self.missing),
            "failures": dict(self.failures),
            "unrecognised_diagnoses": self.unrecognised_diagnoses,
            "milliseconds": self.milliseconds,
            **({"values": dict(self.values)} if self.values is not None else {}),
        }
