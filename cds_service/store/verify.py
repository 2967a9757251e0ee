"""Looks for every decision that was edited, deleted or moved since it was written, and for chains that are gone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from .anchor_proof import anchor_problems, last_anchored
from .anchors import Anchored
from .chain import Head, head_in, is_genuine
from .problem import Problem
from .row_proof import row_problems
from .snapshot import PAGE, moment
from .tables import chain_heads, decisions, shown_cards

__all__ = ["Problem", "Size", "size_of", "verify"]


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is."""

    decisions: int
    chains: int


def size_of(engine: Engine) -> Size:
    """Count the decisions and their chains."""
    with moment(engine) as connection:
        counts = (connection.scalar(select(func.count()).select_from(one)) for one in (decisions, chain_heads))
        return Size(*(count or 0 for count in counts))


def verify(engine: Engine, key: bytes, anchors_file: Path | None = None) -> Iterator[Problem]:
    """Name what is wrong with the record, a sentence each; nothing where all is as it was written.

    The service may go on writing meanwhile, and so may retention.
    """
    yield from anchor_problems(engine, key, anchors_file)
    with moment(engine) as connection:
        anchored = last_anchored(connection)
        heads = {row.writer: head_in(row) for row in connection.execute(select(chain_heads))}
        writers = {*heads, *connection.scalars(select(decisions.c.writer).distinct())}
    yield from _shrunken(anchored, heads)
    for writer in sorted(writers):
        yield from _chain_problems(engine, key, writer, anchored.get(writer))


def _shrunken(anchored: Mapping[str, Anchored], heads: Mapping[str, Head]) -> Iterator[Problem]:
    for writer, then in anchored.items():
        if writer not in heads:
            yield Problem(f"Chain {writer} is gone; an anchor names it with {then.sequence} decisions.")
        elif heads[writer].sequence < then.sequence:
            yield Problem(f"Chain {writer} ends at {heads[writer].sequence}; an anchor saw it at {then.sequence}.")


def _chain_problems(engine: Engine, key: bytes, writer: str, anchored: Anchored | None) -> Iterator[Problem]:
    """Walk a chain a page at a time; each page is read together with the head as it is by then."""
    walk: _Walk | None = None
    while True:
        with moment(engine) as connection:
            found = connection.execute(select(chain_heads).where(chain_heads.c.writer == writer)).first()
            if found is None:
                if connection.scalar(select(decisions.c.id).where(decisions.c.writer == writer).limit(1)):
                    yield Problem(f"Chain {writer} has decisions but no head.")
                return
            head = head_in(found)
            if walk is None or (head.first_sequence > walk.sequence + 1):  # at first, or retention has overtaken us
                walk = _Walk(writer, head.first_sequence - 1, head.first_previous, anchored)
            rows = _page(connection, writer, walk.last_read)
            cards = _cards(connection, [row.id for row in rows])
        for row in rows:
            yield from walk.on_to(row, cards.get(row.id, []))
        if len(rows) < PAGE:
            break
    if not is_genuine(found, key):
        yield Problem(f"The head of chain {writer} was not written with this key.")
    if (walk.sequence, walk.hash) != (head.sequence, head.hash):
        yield Problem(
            f"Chain {writer} ends at {walk.sequence} with another hash than its head says of {head.sequence}."
        )


def _page(connection: Connection, writer: str, after: int | None) -> list[Row[Any]]:
    query = select(decisions).where(decisions.c.writer == writer).order_by(decisions.c.sequence).limit(PAGE)
    return list(connection.execute(query if after is None else query.where(decisions.c.sequence > after)))


def _cards(connection: Connection, ids: list[str]) -> dict[str, list[Row[Any]]]:
    cards: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(select(shown_cards).where(shown_cards.c.decision.in_(ids))):
        cards.setdefault(row.decision, []).append(row)
    return cards


class _Walk:
    """Where in a chain we are."""

    def __init__(self, writer: str, sequence: int, previous: str, anchored: Anchored | None) -> None:
        self.writer, self.sequence, self.hash, self.anchored = writer, sequence, previous, anchored
        self.last_read: int | None = None
        """None: whatever stands before the beginning is read, too."""

    def on_to(self, row: Row[Any], cards: list[Row[Any]]) -> Iterator[Problem]:
        """Take a step; after a problem the row counts as it is, so that one problem is not told of all that follow."""
        where = f"of chain {self.writer}"
        if row.sequence != self.sequence + 1:
            yield Problem(f"After decision {self.sequence} {where} comes {row.sequence}.")
        elif row.previous != self.hash:
            yield Problem(f"Decision {row.sequence} {where} does not follow on the one before it.")
        for said in row_problems(row, cards):
            yield Problem(f"Decision {row.sequence} {where}: {said}")
        if self.anchored and row.sequence == self.anchored.sequence and row.hash != self.anchored.hash:
            yield Problem(f"Decision {row.sequence} {where} is another than an anchor saw.")
        self.sequence, self.hash, self.last_read = row.sequence, row.hash, row.sequence
