"""What two rulesets say differently, setting by setting, beside what is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .leaves import Leaf, leaves_of
from .ruleset import Ruleset

ABSENT = "-"


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that differs; each value as it would be written."""

    path: str
    old: str
    new: str
    published: str
    unit: str


def changes(old: Ruleset, new: Ruleset) -> Iterator[Change]:
    """List what changes from one to the other, in the order of the document. 5 and 5.0 are no change."""
    before, after, published = (_by_path(one) for one in (old, new, Ruleset()))
    for path, leaf in {**before, **after}.items():
        if _value(before.get(path)) != _value(after.get(path)):
            was, becomes, known = (_shown(one.get(path)) for one in (before, after, published))
            yield Change(path, was, becomes, known, leaf.shape.unit)


def _by_path(ruleset: Ruleset) -> dict[str, Leaf]:
    return {leaf.path: leaf for leaf in leaves_of(ruleset)}


def _value(leaf: Leaf | None) -> Any:
    """Give a value; what is not there, not set, or an empty list says nothing."""
    return None if leaf is None or leaf.value == () else leaf.value


def _shown(leaf: Leaf | None) -> str:
    value = _value(leaf)
    if value is None:
        return ABSENT
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "".join(one if one.isprintable() else "?" for one in text)
