"""Compares a decision's row with the document in it, and both with the hash."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from .chain import link
from .records import cards_of, columns_of


def row_problems(row: Row[Any], cards: Sequence[Row[Any]]) -> Iterator[str]:
    """Name what of a row is not as it was written."""
    if link(row.previous, row.document) != row.hash:
        yield "its document is not the one that was hashed."
    try:
        document = json.loads(row.document)
        columns, shown = columns_of(document), cards_of(document)
    except (ValueError, KeyError, TypeError):
        yield "its document cannot be read."
        return
    yield from (
        f"its column {name} disagrees with its document."
        for name, said in columns.items()
        if getattr(row, name) != said
    )
    if _in_order([card._asdict() for card in cards]) != _in_order(shown):
        yield "the cards kept with it disagree with its document."


def _in_order(cards: Sequence[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(card, sort_keys=True) for card in cards)
