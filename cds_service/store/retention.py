"""Retention: takes old decisions away from the beginning of each chain, with their cards and feedback."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Select, delete, func, select

from .anchors import hold_anchors, retire_empty_chains, tell, write_anchor
from .chain import Head, genuine_head, write_head
from .tables import chain_heads, decisions, feedback, shown_cards


def prune(engine: Engine, key: bytes, before: datetime, anchors_file: Path | None = None) -> int:
    """Delete what was decided before a moment, and count it; a chain that was tampered with is left as it is.

    A decision that stands behind a younger one stays until that one goes.
    """
    with engine.begin() as connection:
        writers = list(connection.scalars(select(chain_heads.c.writer)))
    count = sum(_prune_chain(engine, key, writer, before) for writer in writers)
    with engine.begin() as connection:
        hold_anchors(connection)
        connection.execute(delete(feedback).where(feedback.c.card.is_(None), feedback.c.received_at < before))
        written = write_anchor(connection, key, retire_empty_chains(connection, key))
    tell(written, anchors_file)
    return count


def _prune_chain(engine: Engine, key: bytes, writer: str, before: datetime) -> int:
    """Take the beginning of one chain away, in a transaction of its own."""
    with engine.begin() as connection:
        head = genuine_head(connection, writer, key)
        if head is None:
            return 0
        stays = connection.scalar(_first_that_stays(head, before)) or head.sequence + 1
        last = connection.scalar(
            select(decisions.c.hash).where(decisions.c.writer == writer, decisions.c.sequence == stays - 1)
        )
        if last is None or not _is_whole(connection, head, stays):
            return 0
        _delete(connection, writer, stays)
        write_head(connection, head.beginning_at(stays, last), key)
        return stays - head.first_sequence


def _first_that_stays(head: Head, before: datetime) -> Select[int]:
    return select(func.min(decisions.c.sequence)).where(decisions.c.writer == head.writer, decisions.c.at >= before)


def _is_whole(connection: Connection, head: Head, stays: int) -> bool:
    """Tell whether all that is to go is there: a gap must not be tidied away."""
    there = connection.scalar(
        select(func.count()).where(decisions.c.writer == head.writer, decisions.c.sequence < stays)
    )
    return there == stays - head.first_sequence


def _delete(connection: Connection, writer: str, stays: int) -> None:
    old = select(decisions.c.id).where(decisions.c.writer == writer, decisions.c.sequence < stays)
    cards = select(shown_cards.c.uuid).where(shown_cards.c.decision.in_(old))
    connection.execute(delete(feedback).where(feedback.c.card.in_(cards)))
    connection.execute(delete(shown_cards).where(shown_cards.c.decision.in_(old)))
    connection.execute(delete(decisions).where(decisions.c.writer == writer, decisions.c.sequence < stays))
