"""Anchors: all chain heads together, chained by number and keyed hash, so that a chain that is gone is missed.

An anchor goes on naming a chain that has disappeared or shrunk; only retention may take one away.
"""

import json
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, insert, select, text

from .chain import GENESIS, Head, canonical, head_in, is_genuine, keyed
from .tables import anchors, chain_heads

FILE = "anchors.ndjson"


@dataclass(frozen=True, slots=True)
class Anchored:
    """How far a chain had come."""

    sequence: int
    hash: str


def anchor(engine: Engine, key: bytes, file: Path | None = None) -> int:
    """Write an anchor, also as a line of a file; gives its number."""
    with engine.begin() as connection:
        hold_anchors(connection)
        written = write_anchor(connection, key)
    tell(written, file)
    return written.number


@dataclass(frozen=True, slots=True)
class Written:
    """What a line of the file says of an anchor."""

    number: int
    at: str
    mac: str


def hold_anchors(connection: Connection) -> None:
    """Let one transaction at a time write an anchor; on SQLite one writes at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE anchors IN EXCLUSIVE MODE"))


def write_anchor(connection: Connection, key: bytes, retired: Collection[str] = ()) -> Written:
    """Write the next anchor; the chains of retired writers are not missed any more."""
    last = connection.execute(select(anchors).order_by(anchors.c.number.desc()).limit(1)).first()
    number = last.number + 1 if last is not None else 1
    at = datetime.now(UTC).replace(microsecond=0)
    heads = {**(anchored_in(last.document) if last is not None else {})}
    for head in _genuine_heads(connection, key):
        if head.writer not in heads or heads[head.writer].sequence <= head.sequence:
            heads[head.writer] = Anchored(head.sequence, head.hash)
    document = canonical(
        {
            "number": number,
            "at": at.isoformat(),
            "heads": {name: [one.sequence, one.hash] for name, one in heads.items() if name not in retired},
        }
    )
    mac = anchor_mac(key, last.mac if last is not None else GENESIS, document)
    connection.execute(insert(anchors).values(number=number, at=at, document=document, mac=mac))
    return Written(number, at.isoformat(), mac)


def retire_empty_chains(connection: Connection, key: bytes) -> tuple[str, ...]:
    """Take away the heads of chains of which nothing is left, and name them."""
    heads = _genuine_heads(connection, key, chain_heads.c.first_sequence > chain_heads.c.sequence)
    emptied = tuple(head.writer for head in heads)
    for writer in emptied:
        connection.execute(delete(chain_heads).where(chain_heads.c.writer == writer))
    return emptied


def tell(written: Written, file: Path | None) -> None:
    """Append an anchor's line to a file, which may lie where nobody who writes to the database can."""
    if file is None:
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = canonical({"number": written.number, "at": written.at, "mac": written.mac})
    opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(opened, f"{line}\n".encode())
        os.fsync(opened)
    finally:
        os.close(opened)


def anchor_mac(key: bytes, previous: str, document: str) -> str:
    """Say of an anchor and all before it what only who knows the key can say."""
    return keyed(key, "anchor", previous, document)


def anchored_in(document: str) -> dict[str, Anchored]:
    """Read an anchor's document; one that was spoiled names nothing."""
    try:
        return {name: Anchored(sequence, hashed) for name, (sequence, hashed) in json.loads(document)["heads"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _genuine_heads(connection: Connection, key: bytes, *where: Any) -> list[Head]:
    rows: list[Row[Any]] = list(connection.execute(select(chain_heads).where(*where).with_for_update()).all())
    return [head_in(row) for row in rows if is_genuine(row, key)]
