"""Writes the record for others, a line at a time: what was decided and what became of it, or FHIR AuditEvents."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, and_, or_, select

from .audit_event import audit_event
from .chain import canonical
from .comments import Comments
from .snapshot import paged
from .tables import decisions, feedback, shown_cards

Moments = tuple[datetime | None, datetime | None]
"""From, and until before; None: without a bound."""


def audit_events(engine: Engine, moments: Moments = (None, None)) -> Iterator[str]:
    """Give each decision as an AuditEvent of FHIR R4."""
    for row in _decisions(engine, moments):
        yield canonical(audit_event(json.loads(row.document)))


def lines(engine: Engine, moments: Moments = (None, None), comments: Comments | None = None) -> Iterator[str]:
    """Give each decision and then each item of feedback; comments only where somebody who can read them is given."""
    for row in _decisions(engine, moments):
        yield canonical(_decision_line(json.loads(row.document)))
    for row in paged(engine, lambda last: _said(moments, last)):
        yield canonical(_feedback_line(row, comments))


def _decision_line(document: dict[str, Any]) -> dict[str, Any]:
    topics = [card["topic"] for card in document["cards"]]
    return {
        "kind": "decision",
        "intervention": {"service": document["service"], "topics": topics},
        "action_taken": document["outcome"],
        "feedback": None,
        "user": document["user"],
        "date": document["at"],
        "location": document["client"],
        "decision": document,
    }


def _feedback_line(row: Row[Any], comments: Comments | None) -> dict[str, Any]:
    document = json.loads(row.document) if row.document is not None else {}
    line = {
        "kind": "feedback",
        "intervention": {"service": row.service, "topics": [row.topic] if row.topic is not None else []},
        "action_taken": row.outcome,
        "feedback": {"system": row.reason_system, "code": row.reason_code},
        "user": document.get("user", ""),
        "date": row.at.isoformat(),
        "location": row.client,
        "received_at": row.received_at.isoformat(),
        "decision": document.get("id"),
        "card": row.card,
        "suggestions": row.suggestions,
    }
    if comments is not None:
        line["comment"] = comments.open(row.comment) if row.comment is not None else None
    return line


def _decisions(engine: Engine, moments: Moments) -> Iterator[Row[Any]]:
    columns = decisions.c

    def query(last: Row[Any] | None) -> Select[Any]:
        rows = select(columns.id, columns.at, columns.document).order_by(columns.at, columns.id)
        return rows.where(*_within(columns.at, moments), *_after(columns.at, columns.id, last and (last.at, last.id)))

    return paged(engine, query)


def _said(moments: Moments, last: Row[Any] | None) -> Select[Any]:
    columns = feedback.c
    rows = select(feedback, shown_cards.c.topic, decisions.c.document)
    joined = rows.outerjoin(shown_cards, shown_cards.c.uuid == columns.card).outerjoin(
        decisions, decisions.c.id == shown_cards.c.decision
    )
    place = last and (last.received_at, last.digest)
    return joined.order_by(columns.received_at, columns.digest).where(
        *_within(columns.received_at, moments), *_after(columns.received_at, columns.digest, place)
    )


def _within(at: ColumnElement[datetime], moments: Moments) -> Iterator[ColumnElement[bool]]:
    since, until = moments
    if since is not None:
        yield at >= since
    if until is not None:
        yield at < until


def _after(
    at: ColumnElement[datetime], name: ColumnElement[str], place: tuple[datetime, str] | None
) -> Iterator[ColumnElement[bool]]:
    """Go on behind a place in the order of moments and names."""
    if place is not None:
        yield or_(at > place[0], and_(at == place[0], name > place[1]))
