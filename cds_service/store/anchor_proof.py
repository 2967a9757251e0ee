"""Looks for anchors that were edited or deleted, also by the lines that were written of them beside the database."""

import hmac
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, select

from .anchors import Anchored, anchor_mac, anchored_in
from .chain import GENESIS
from .problem import Problem
from .snapshot import paged
from .tables import anchors


def last_anchored(connection: Connection) -> dict[str, Anchored]:
    """Give what the last anchor says of each chain."""
    document = connection.scalar(select(anchors.c.document).order_by(anchors.c.number.desc()).limit(1))
    return anchored_in(document) if document else {}


def anchor_problems(engine: Engine, key: bytes, file: Path | None) -> Iterator[Problem]:
    """Walk the anchors from the first to the last, and compare them with the file's lines."""
    told = _told(file) if file is not None and file.exists() else {}  # before the rows: lines come after rows
    number, previous = 0, GENESIS
    for row in paged(engine, _after):
        if row.number != number + 1:
            yield Problem(f"After anchor {number} comes {row.number}.")
        elif not hmac.compare_digest(row.mac.encode(), anchor_mac(key, previous, row.document).encode()):
            yield Problem(f"Anchor {row.number} was not written with this key, or not after the one before it.")
        if not _says_of_itself(row):
            yield Problem(f"Anchor {row.number}: a column disagrees with its document.")
        if told.pop(row.number, row.mac) != row.mac:
            yield Problem(f"Anchor {row.number} is another than the file of anchors says.")
        number, previous = row.number, row.mac
    yield from (Problem(f"Anchor {one} is in the file of anchors, and not in the database.") for one in sorted(told))


def _after(last: Row[Any] | None) -> Select[Any]:
    query = select(anchors).order_by(anchors.c.number)
    return query.where(anchors.c.number > last.number) if last is not None else query


def _says_of_itself(row: Row[Any]) -> bool:
    try:
        document = json.loads(row.document)
        return bool(document["number"] == row.number and document["at"] == row.at.isoformat())
    except (ValueError, KeyError, TypeError):
        return False


def _told(file: Path) -> dict[int, str]:
    """Read the lines; one that is torn says nothing."""
    told = {}
    for line in file.read_text("utf-8", "replace").splitlines():
        try:
            one = json.loads(line)
            told[int(one["number"])] = str(one["mac"])
        except (ValueError, KeyError, TypeError):
            continue
    return told
