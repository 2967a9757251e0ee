"""Compares and inspects JSON bodies, value by value."""

from collections.abc import Iterator
from typing import Any


def walk(value: object, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Yield each value below `value` with its path."""
    yield path, value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from walk(child, f"{path}.{key}")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from walk(child, f"{path}[{number}]")


def empty_members(body: object) -> list[str]:
    """Return where `body` holds null, an empty text, list or object that CDS Hooks forbids."""
    return [path for path, value in walk(body) if value in (None, "", [], {}) and path not in {"$.cards", "$.services"}]


def without_uuids(body: Any) -> Any:
    """Return `body` without the members that differ from answer to answer."""
    if isinstance(body, dict):
        return {key: without_uuids(value) for key, value in body.items() if key != "uuid"}
    return [without_uuids(value) for value in body] if isinstance(body, list) else body
