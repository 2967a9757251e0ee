"""Rules as plain data, as JSON whose numbers keep their digits, and as the hash that names what they say."""

import dataclasses
import hashlib
import json
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any

Document = dict[str, Any]

NOT_CONTENT = frozenset({"name", "version", "mode"})
"""What a ruleset is called and whether it is shown change nothing in what it says."""


def as_data(part: Any) -> Any:
    """Turn rules into plain data: dictionaries, lists, strings, numbers, truth values and None."""
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        return {field.name: as_data(getattr(part, field.name)) for field in dataclasses.fields(part)}
    if isinstance(part, tuple | list):
        return [as_data(item) for item in part]
    return part.value if isinstance(part, Enum) else part


def sha256_of(document: Document) -> str:
    """Hash the canonical JSON of a whole document, as hexadecimal digits."""
    return hashlib.sha256(canonical_json(document)).hexdigest()


def canonical_json(document: Document) -> bytes:
    """Write what a document says: keys sorted, no blanks, UTF-8, 5 for 5.0 and 5.00; no name, version and mode."""
    content = {key: value for key, value in document.items() if key not in NOT_CONTENT}
    return _written(_sorted(content), _shortest, ",", ":").encode()


def readable_json(document: Document) -> str:
    """Write a whole document for people; every number keeps the digits that were typed."""
    return _written(document, _digits, ",", ": ", indent=2)


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _digits(number: Decimal) -> str:
    return format(number, "f")


def _shortest(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _written(  # the standard library writes no decimals
    value: Any, number: Callable[[Decimal], str], comma: str, colon: str, *, indent: int = 0, depth: int = 1
) -> str:
    if isinstance(value, Decimal):
        return number(value)
    if not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)

    def inner(item: Any) -> str:
        return _written(item, number, comma, colon, indent=indent, depth=depth + 1)

    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}{colon}{inner(item)}" for key, item in value.items()]
        opening, closing = "{", "}"
    else:
        parts, opening, closing = [inner(item) for item in value], "[", "]"
    if not parts or not indent:
        return opening + comma.join(parts) + closing
    margin = "\n" + " " * (indent * depth)
    return opening + margin + f"{comma}{margin}".join(parts) + margin[:-indent] + closing
