"""A chain of decisions: each is hashed together with the one before it, and the chain's end is under a keyed hash."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from .tables import chain_heads

GENESIS = "0" * 64
"""What stands in for the hash before the first."""

# Written once: each of them runs in every call.
_OURS = chain_heads.c.writer == bindparam("of")
_READ = select(chain_heads).where(_OURS).with_for_update()
_MOVED, _BEGUN = update(chain_heads).where(_OURS), insert(chain_heads)
_GROWN = _MOVED.where(*(one == bindparam(f"known_{one.name}") for one in chain_heads.columns if one.name != "writer"))


def canonical(document: Mapping[str, Any]) -> str:
    """Write a document so that the same content has the same bytes: ASCII, sorted, without white space."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False)


def link(previous: str, document: str) -> str:
    """Hash a document and all that came before it."""
    return hashlib.sha256(f"{previous}\n{document}".encode()).hexdigest()


def keyed(key: bytes, *parts: object) -> str:
    """Give the keyed hash of some parts, none of which holds a bar but the last."""
    return hmac.digest(key, "|".join(map(str, parts)).encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain begins and ends."""

    writer: str
    first_sequence: int = 1
    first_previous: str = GENESIS
    sequence: int = 0
    hash: str = GENESIS

    @classmethod
    def of_nothing_yet(cls) -> "Head":
        """Begin a chain."""
        return cls(str(uuid4()))

    def grown_by(self, document: str) -> "Head":
        """Give the head with one decision more."""
        return replace(self, sequence=self.sequence + 1, hash=link(self.hash, document))

    def beginning_at(self, sequence: int, previous: str) -> "Head":
        """Give the head of a chain whose beginning was taken away."""
        return replace(self, first_sequence=sequence, first_previous=previous)

    def mac(self, key: bytes) -> str:
        """Say what only who knows the key can say."""
        return keyed(key, "head", self.writer, self.first_sequence, self.first_previous, self.sequence, self.hash)


_NAMES = tuple(one.name for one in fields(Head))


def head_in(row: Row[Any]) -> Head:
    """Read a row."""
    return Head(row.writer, row.first_sequence, row.first_previous, row.sequence, row.hash)


def is_genuine(row: Row[Any], key: bytes) -> bool:
    """Tell whether a row was written with the key."""
    return hmac.compare_digest(row.mac.encode(), head_in(row).mac(key).encode())


def genuine_head(connection: Connection, writer: str, key: bytes) -> Head | None:
    """Read a chain's head to change it; None where there is none, or where somebody else has written it."""
    row = connection.execute(_READ, {"of": writer}).first()
    return head_in(row) if row is not None and is_genuine(row, key) else None


def grow_head(connection: Connection, known: Head, grown: Head, key: bytes) -> bool:
    """Move a chain's head on where it is as it was left; say whether it was."""
    left = {f"known_{name}": value for name, value in _values(known, key).items()}
    return bool(connection.execute(_GROWN, {**_values(grown, key), **left, "of": known.writer}).rowcount)


def write_head(connection: Connection, head: Head, key: bytes) -> None:
    """Move a chain's head."""
    values = _values(head, key)
    if not connection.execute(_MOVED, {**values, "of": head.writer}).rowcount:
        connection.execute(_BEGUN, values)


def _values(head: Head, key: bytes) -> dict[str, Any]:
    return {name: getattr(head, name) for name in _NAMES} | {"mac": head.mac(key)}
