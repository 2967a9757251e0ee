"""The parts of the store together, which go on while the database cannot be used."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from threading import Lock, Thread

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import ServiceUnavailable

from cds_service.decision.attend import Attended
from cds_service.decision.remembered import Remembered
from cds_service.hooks.client import Caller
from cds_service.hooks.feedback import Feedback
from cds_service.settings import Comments as KeptComments
from cds_service.settings import Settings
from cds_service.store.anchors import FILE
from cds_service.store.clients import Clients
from cds_service.store.comments import Comments
from cds_service.store.cool_downs import CoolDowns
from cds_service.store.database import UNREACHABLE
from cds_service.store.feedback import CannotKeep, Feedbacks, drain_all
from cds_service.store.records import Records
from cds_service.store.rest import Rest
from cds_service.store.retention import prune
from cds_service.store.spool import FOLDER, Spool
from cds_service.store.used_tokens import UsedTokens
from cds_service.web.ports import Check

from .around import clock, key, moment

log = logging.getLogger(__name__)

NOBODY = "nobody is registered, so nobody is answered: cachexia-cds clients add"
SECONDS_BETWEEN_DRAINS = 1.0
LONGEST_COOL_DOWN_DAYS = 365
"""That a ruleset may ask for: whoever forgets sooner shows a card that was answered."""
SECONDS_BETWEEN_PRUNINGS = 6 * 3600.0


class Interval:
    """Says yes once in a while, to one of those who ask."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._due, self._lock = seconds, 0.0, Lock()

    @property
    def are_due(self) -> bool:
        """Say whether it is time; whoever is told so does it."""
        with self._lock:
            now = time.monotonic()
            if now < self._due:
                return False
            self._due = now + self._seconds
            return True


@dataclass(frozen=True)
class Retention:
    """Deletes what is older than the site keeps it."""

    engine: Engine
    key: bytes
    anchors: Path
    days: int
    interval: Interval

    @classmethod
    def on(cls, engine: Engine, secret: bytes, spool: Spool, days: int) -> "Retention":
        """Make it; the first time is with the first call."""
        return cls(engine, secret, spool.folder / FILE, days, Interval(SECONDS_BETWEEN_PRUNINGS))

    @property
    def is_due(self) -> bool:
        """Say whether it is time."""
        return self.interval.are_due

    def prune(self) -> None:
        """Delete; whatever hinders it is gone the next time."""
        try:
            prune(self.engine, self.key, moment() - timedelta(days=self.days), self.anchors)
            CoolDowns(self.engine).forget((moment() - timedelta(days=max(self.days, LONGEST_COOL_DOWN_DAYS))).date())
        except (SQLAlchemyError, OSError) as problem:
            log.warning("old decisions were not deleted: %s", type(problem).__name__)


@dataclass(frozen=True)
class Remembering:
    """The parts of the store, which share one opinion on whether the database can be used now."""

    engine: Engine
    rest: Rest
    clients: Clients
    tokens: UsedTokens
    cool_downs: CoolDowns
    spool: Spool
    records: Records
    feedbacks: Feedbacks
    day: Callable[[], date]
    answers_anyone: bool
    drains: Interval
    retention: Retention | None

    @classmethod
    def on(cls, engine: Engine, quick: Engine, settings: Settings) -> "Remembering":
        """Make them; nothing is asked yet.

        `quick` is for what a loss of power may take, never the end of a process: feedback, which is acknowledged, is on
        the disk, and with it all that was written before.
        """
        rest, spool, secret = Rest(), Spool(settings.state_folder / FOLDER), key(settings, "records")
        comments = Comments(secret, keeps=settings.comments is KeptComments.ENCRYPT)
        return cls(
            engine,
            rest,
            Clients(engine, rest),
            UsedTokens(quick, rest),
            CoolDowns(quick),
            spool,
            Records(quick, spool, secret, rest, durable=engine),
            Feedbacks(engine, spool, comments, rest),
            clock(settings),
            settings.in_development,
            Interval(SECONDS_BETWEEN_DRAINS),
            Retention.on(engine, secret, spool, settings.retention_days) if settings.retention_days else None,
        )

    def recall(self, client: str, patient: str) -> Remembered | None:
        """Without the database nothing is remembered, and so nothing is kept quiet."""
        if self.rest.is_on:
            return None
        try:
            return self.cool_downs.recall(client, patient)
        except UNREACHABLE:
            self.rest.begin()
            return None

    def keep(self, attended: Attended) -> None:
        """Keep what became of a call."""
        entry = attended.entry
        self.records.keep(entry)
        if attended.remembered and not self.rest.is_on:
            self._trying(partial(self.cool_downs.remember, entry.client, entry.patient, attended.remembered))
        # Beside the answers: neither what has waited long nor what is years old may hold one up.
        if self.drains.are_due and not self.spool.is_empty:
            Thread(target=self.drain, name="drain", daemon=True).start()
        if self.retention and self.retention.is_due:
            Thread(target=self.retention.prune, name="prune", daemon=True).start()

    def keep_feedback(self, caller: Caller, service: str, items: Sequence[Feedback]) -> None:
        """Keep feedback; when this returns it is on the disk. Raises ServiceUnavailable."""
        try:
            answered = self.feedbacks.keep(caller.client, service, items, moment())
        except CannotKeep:
            raise ServiceUnavailable from None
        for one in answered:
            self._trying(partial(self.cool_downs.answered, one.client, one.patient, self.day()))

    def drain(self) -> None:
        """Bring in what waited for the database, also what other processes left."""
        if self.rest.is_on:
            return
        for one in drain_all(self.spool, self.records, self.feedbacks):
            self._trying(partial(self.cool_downs.answered, one.client, one.patient, one.on))

    def checks(self) -> tuple[Check, ...]:
        """Look at the database and at what waits for it."""
        self.drain()
        waiting, lost = self.spool.waiting, self.records.lost
        told = [f"{waiting} wait for the database"] if waiting else []
        told += [f"{lost} were lost"] if lost else []
        return (
            Check("database", passed=self._answers()),
            Check("records", passed=not told, stops=False, note=" and ".join(told)),
            Check("clients", passed=self.answers_anyone or bool(self.clients.current()), stops=False, note=NOBODY),
        )

    def _answers(self) -> bool:
        try:
            with self.engine.begin() as connection:  # on SQLite this is also to be allowed to write
                connection.execute(text("SELECT 1"))
        except UNREACHABLE:
            return False
        return True

    def _trying(self, change: Callable[[], None]) -> None:
        """Make a change that an answer can do without."""
        try:
            change()
        except UNREACHABLE:
            self.rest.begin()
