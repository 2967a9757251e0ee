"""Keeps the record of decisions: in the database, else in the spool. It never stops an answer."""

import logging
import os
from collections.abc import Mapping
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from cds_service.decision.entry import Entry

from .anchors import FILE, anchor
from .chain import Head, canonical, genuine_head, grow_head, write_head
from .database import UNREACHABLE
from .rest import Rest
from .spool import Spool
from .tables import decisions, shown_cards

KIND = "decision"
DECISIONS_BETWEEN_ANCHORS = 1000
_DECIDED, _SHOWN = insert(decisions), insert(shown_cards)

log = logging.getLogger(__name__)


class Records:
    """Writes one chain for each process."""

    def __init__(
        self, engine: Engine, spool: Spool, key: bytes, rest: Rest | None = None, *, durable: Engine | None = None
    ) -> None:
        """Make it; an anchor goes to the `durable` engine: what its file says must be in the database, too."""
        self._engine, self._spool, self._key = engine, spool, key
        self._durable = durable or engine
        self._rest = rest or Rest()
        self._lock = Lock()
        self._pid, self._end = 0, Head.of_nothing_yet()
        self.lost = 0
        """How many entries could be kept nowhere."""

    def keep(self, entry: Entry) -> None:
        """Keep an entry, once; never raises."""
        try:
            document = entry.document()
            if not self._recorded(document):
                self._spool.put(KIND, document, durable=False)
        except Exception as problem:  # noqa: BLE001 - the answer that it tells of is right without it
            self.lost += 1
            log.error("the record of a decision is lost: %s", type(problem).__name__)

    def apply(self, document: Mapping[str, Any]) -> None:
        """Bring in what waited; raises where that fails."""
        with self._lock:
            is_due = not self._is_there(document) and self._insert(document)
        if is_due:
            self._anchor()

    def _recorded(self, document: Mapping[str, Any]) -> bool:
        """Try the database; whoever waited for one that failed meanwhile does not try."""
        with self._lock:
            if self._rest.is_on:
                return False
            try:
                is_due = self._insert(document)
            except UNREACHABLE:
                self._rest.begin()
                return False
            except Exception as problem:  # noqa: BLE001 - a mistake of ours: the spool keeps what it was about
                log.error("a decision waits, not recorded: %s", type(problem).__name__)
                return False
        if is_due:
            self._anchor()
        return True

    def _insert(self, document: Mapping[str, Any]) -> bool:
        """Add a decision; tells whether an anchor is due."""
        with self._engine.begin() as connection:
            written = canonical(document)
            end, grown = self._grown(connection, written)
            connection.execute(_DECIDED, row_of(document, written, end.hash, grown))
            if cards := cards_of(document):
                connection.execute(_SHOWN, cards)
        # Only now: had the transaction failed, another chain or the next attempt would go on from what is there.
        self._pid, self._end = os.getpid(), grown
        # The first of a chain is one of them: a chain that no anchor names could disappear unseen.
        return grown.sequence % DECISIONS_BETWEEN_ANCHORS == 1 % DECISIONS_BETWEEN_ANCHORS

    def _is_there(self, document: Mapping[str, Any]) -> bool:
        """Tell whether a decision was brought in before, by whoever was stopped before it could say so."""
        with self._engine.begin() as connection:
            return bool(connection.scalar(select(decisions.c.id).where(decisions.c.id == document["id"])))

    def _grown(self, connection: Connection, written: str) -> tuple[Head, Head]:
        """Move the head of our chain on, and give where it was and is."""
        end = self._end
        if self._pid == os.getpid() and grow_head(connection, end, grown := end.grown_by(written), self._key):
            return end, grown
        end = self._found_end(connection)
        grown = end.grown_by(written)
        write_head(connection, grown, self._key)
        return end, grown

    def _found_end(self, connection: Connection) -> Head:
        """Give the end of our chain; where it is not as we left it, leave that for `verify` and begin another."""
        if self._pid == os.getpid():
            found = genuine_head(connection, self._end.writer, self._key)
            # It is one further than we know where we were not told that a transaction had succeeded.
            if found is not None and (found.sequence > self._end.sequence or found.hash == self._end.hash):
                return found
        return Head.of_nothing_yet()

    def _anchor(self) -> None:
        try:
            anchor(self._durable, self._key, self._spool.folder / FILE)
        except Exception as problem:  # noqa: BLE001 - the next one comes
            log.warning("no anchor was written: %s", type(problem).__name__)


def row_of(document: Mapping[str, Any], written: str, previous: str, grown: Head) -> dict[str, Any]:
    """Give the row of a decision."""
    return {
        **columns_of(document),
        "writer": grown.writer,
        "sequence": grown.sequence,
        "document": written,
        "previous": previous,
        "hash": grown.hash,
    }


def columns_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Give the columns that repeat what the document says."""
    return {
        "id": document["id"],
        "at": datetime.fromisoformat(document["at"]),
        "client": document["client"],
        "patient": document["patient"],
        "outcome": document["outcome"],
        "status": document["status"],
        "ruleset_sha256": document["ruleset"]["sha256"],
    }


def cards_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the rows of the cards that were shown."""
    return [{"decision": document["id"], **card} for card in document["cards"]]
