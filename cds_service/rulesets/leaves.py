"""Every single setting of a ruleset with its path, its value and its shape."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .ruleset import Ruleset
from .shape import Shape, inside, shapes_of


@dataclass(frozen=True, slots=True)
class Leaf:
    """One setting that has no settings below it; a list is one as long as it is empty."""

    path: str
    value: Any
    shape: Shape


def leaves_of(ruleset: Ruleset) -> Iterator[Leaf]:
    """List them in the order of the document."""
    return _leaves(ruleset, Shape(Ruleset), "")


def _leaves(value: Any, shape: Shape, path: str) -> Iterator[Leaf]:
    dot = "." if path else ""
    if shape.is_group and value is not None:
        for name, part in shapes_of(shape.kind).items():
            yield from _leaves(getattr(value, name), inside(shape, part), f"{path}{dot}{name}")
    elif shape.item is not None and value:
        for number, item in enumerate(value):
            yield from _leaves(item, shape.item, f"{path}.{number}")
    else:
        yield Leaf(path, value, shape)
