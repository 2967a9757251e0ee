"""Keeps feedback: each item once, with the card it is about where this client was shown it."""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine, Row, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from cds_service.hooks.feedback import Feedback

from .chain import canonical
from .comments import Comments
from .database import UNREACHABLE
from .records import KIND as DECISION
from .records import Records
from .rest import Rest
from .spool import Spool
from .tables import decisions, feedback, shown_cards

KIND = "feedback"
"""After decisions in the alphabet: the spool brings in a card before what is said of it."""
AT_ONCE = 500
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
CODE = re.compile(r"[A-Za-z0-9._-]{1,100}", re.ASCII)
SYSTEM = re.compile(r"[!-~]{1,200}", re.ASCII)
"""Words have spaces: what is no code or address may be a name."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answered:
    """A patient one of whose cards was answered."""

    client: str
    patient: str
    on: date


class CannotKeep(Exception):
    """Neither database nor spool took the feedback; it must not be acknowledged."""


class Feedbacks:
    """Writes feedback; what it has taken is on the disk."""

    def __init__(self, engine: Engine, spool: Spool, comments: Comments, rest: Rest | None = None) -> None:
        self._engine, self._spool, self._comments = engine, spool, comments
        self._rest = rest or Rest()

    def keep(self, client: str, service: str, items: Sequence[Feedback], received: datetime) -> tuple[Answered, ...]:
        """Keep all items or none, and name the patients whose cards they answer. Raises CannotKeep."""
        said = [self._said(client, service, item, received) for item in items]
        # What is said of a card whose decision still waits must wait behind it.
        if said and not self._rest.is_on and not self._spool.holds(DECISION):
            try:
                return self.apply(said)
            except UNREACHABLE:
                self._rest.begin()
        self._put_aside(said)
        return ()

    def apply(self, said: Sequence[Mapping[str, Any]]) -> tuple[Answered, ...]:
        """Store what a client has said, in one transaction; raises where that fails."""
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        with self._engine.begin() as connection:
            shown = _shown(connection, said)
            rows = [_row(one, shown.get((one["client"], one["card"]))) for one in said]
            if rows:
                # In one order for everybody: else two calls with the same items may wait for each other.
                rows.sort(key=itemgetter("digest"))
                connection.execute(insert(feedback).on_conflict_do_nothing(), rows)
        answers = [(one, shown.get((one["client"], one["card"]))) for one in said]
        return tuple(
            dict.fromkeys(
                Answered(card.client, card.patient, datetime.fromisoformat(one["received_at"]).date())
                for one, card in answers
                if card is not None
            )
        )

    def _put_aside(self, said: Sequence[Mapping[str, Any]]) -> None:
        """All of a call are one line: it is taken whole or not at all."""
        try:
            if said:
                self._spool.put(KIND, {"said": list(said)}, durable=True)
        except OSError:
            raise CannotKeep from None

    def _said(self, client: str, service: str, item: Feedback, received: datetime) -> dict[str, Any]:
        """Write an item as the spool may hold it: nothing that could be somebody's words."""
        said = [client, service, item.card, item.outcome, item.at.isoformat(), list(item.suggestions)]
        sealed = self._comments.seal(item.comment)
        return {
            "digest": self._comments.digest(
                canonical({"said": [*said, item.reason_system, item.reason_code, item.comment]})
            ),
            "received_at": received.isoformat(),
            "client": client,
            "service": service,
            "card": _matching(UUID, item.card.lower()),
            "outcome": item.outcome,
            "at": item.at.isoformat(),
            "suggestions": [one for one in map(str.lower, item.suggestions) if UUID.fullmatch(one)],
            "reason_system": _matching(SYSTEM, item.reason_system),
            "reason_code": _matching(CODE, item.reason_code),
            "comment": sealed.decode() if sealed else None,
        }


def _matching(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""


def _shown(connection: Connection, said: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], Row[Any]]:
    """Find the cards, each with the client that it was shown to."""
    uuids = sorted({one["card"] for one in said if one["card"]})
    found: list[Row[Any]] = []
    for start in range(0, len(uuids), AT_ONCE):
        query = select(shown_cards, decisions.c.client, decisions.c.patient).join(decisions)
        some = uuids[start : start + AT_ONCE]
        found += connection.execute(query.where(shown_cards.c.uuid.in_(some))).all()
    return {(row.client, row.uuid): row for row in found}


def _row(said: Mapping[str, Any], card: Row[Any] | None) -> dict[str, Any]:
    return {
        **said,
        "received_at": datetime.fromisoformat(said["received_at"]),
        "at": datetime.fromisoformat(said["at"]),
        "card": card.uuid if card is not None else None,
        "suggestions": _places(said["suggestions"], card.suggestions) if card is not None else [],
        "comment": said["comment"].encode() if said["comment"] else None,
    }


def _places(accepted: Iterable[str], on_the_card: Sequence[str]) -> list[int]:
    """Say which suggestions of a card were accepted, by their places from 0."""
    return sorted({on_the_card.index(one) for one in accepted if one in on_the_card})


def drain_all(spool: Spool, records: Records, feedbacks: Feedbacks) -> tuple[Answered, ...]:
    """Bring in all that waits, and name the patients whose cards it answers; stops where the database fails."""
    answered: list[Answered] = []

    def apply(kind: str, document: dict[str, Any]) -> None:
        if kind == DECISION:
            records.apply(document)
        else:
            answered.extend(feedbacks.apply(document["said"]))

    try:
        spool.drain(apply)
    except (SQLAlchemyError, OSError) as problem:
        log.warning("what waits for the database waits on: %s", type(problem).__name__)
    return tuple(dict.fromkeys(answered))
