"""Makes databases, entries and feedback for the tests of the record."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, func, select

from cds_service.decision.entry import Entry, EntryCard, Outcome
from cds_service.hooks.feedback import Feedback
from cds_service.store.database import open_database
from cds_service.store.migrate import upgrade
from cds_service.store.tables import decisions

KEY = b"k" * 32
NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)


def new_database(folder: Path) -> Engine:
    engine = open_database(url_of(folder))
    upgrade(engine)
    return engine


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder / 'cds.sqlite3'}"


def lost_database(folder: Path) -> Engine:
    """A database that cannot be reached."""
    return open_database(f"sqlite:///{folder / 'nowhere' / 'cds.sqlite3'}")


def uuid(number: int) -> str:
    return str(UUID(int=number))


def card_of(number: int) -> str:
    return uuid(10**9 + number)


def entry(number: int, **changes: Any) -> Entry:
    """A decision with one card of two suggestions."""
    given: dict[str, Any] = {
        "id": uuid(number),
        "at": NOON + timedelta(hours=number, microseconds=123_456),
        "client": "client-a",
        "service": "cancer-cachexia",
        "hook_instance": uuid(7),
        "patient": "p" * 64,
        "user": "u" * 64,
        "ruleset": {"name": "default", "version": 1, "sha256": "5" * 64},
        "outcome": Outcome.ANSWERED,
        "status": "cachexia",
        "verdicts": {"fearon": "met"},
        "cards": (EntryCard(card_of(number), "cachexia", (uuid(1), uuid(2))),),
    }
    return Entry(**{**given, **changes})


def said(number: int, **changes: Any) -> Feedback:
    """An override of the card of a decision."""
    given: dict[str, Any] = {"card": card_of(number), "outcome": "overridden", "at": NOON}
    return Feedback(**{**given, **changes})


def number_of_decisions(engine: Engine) -> int:
    with engine.begin() as connection:
        return connection.scalar(select(func.count()).select_from(decisions)) or 0
