"""Reads the tree of a ruleset document into rules, laid over the published ones, and notes every problem on the way."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Any

import yaml

from cds_service.clinical.limits import Rules

from .nodes import place_of
from .problem import Place, Problem
from .scalars import NUMBER, Unreadable, read_scalar, suggestion
from .shape import Shape, inside, required_in, shapes_of


class _Missing:
    """Stands where nothing could be read."""


MISSING = _Missing()


@dataclass
class Reader:
    """Collects problems, and where each setting stands in the text."""

    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    def read_group(self, node: yaml.Node, shape: Shape, published: Any, path: str) -> Any:
        """Read a group of settings; what it leaves out is as published, or its own default. MISSING if impossible."""
        if not isinstance(node, yaml.MappingNode):
            self._note(node, path, "is a group of settings, not a value")
            return MISSING
        shapes = {name: inside(shape, part) for name, part in shapes_of(shape.kind).items()}
        own = {
            name: self._value(value, shapes[name], getattr(published, name, None), _below(path, name))
            for name, value in self._entries(node, shapes, path).items()
        }
        needed = required_in(shape.kind) if published is None else ()
        for name in needed:
            if name not in own:
                why = ": a code means nothing without its system" if name == "system" else ""
                self._note(node, path, f"needs {name}{why}")
        readable = {name: value for name, value in own.items() if value is not MISSING}
        if any(name not in readable for name in needed):
            return MISSING
        untouched = {} if published is None else {name: getattr(published, name) for name in shapes}
        return self._built(shape.kind, {**untouched, **readable}, own.keys() - readable.keys(), node, path)

    def _entries(self, node: yaml.MappingNode, shapes: dict[str, Shape], path: str) -> dict[str, yaml.Node]:
        """Give the entries that can be read, by name."""
        entries: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            here = _below(path, _shown(name))
            if name in entries:
                first = self.places[here].line
                self._note(key, here, f"stands twice, first in line {first}; only one of them can be meant")
            elif name in shapes:
                self.places[here] = place_of(key.start_mark)
                entries[name] = value
            elif name.isdecimal() and _is_after_comma(entries, value):
                cut, number = next(reversed(entries.items()))
                self._note(key, _below(path, cut), f"is written with a decimal comma; write {number.value}.{name}")
            else:
                self._note(key, here, f"does not exist in a ruleset{suggestion(name, list(shapes))}")
        return entries

    def _value(self, node: yaml.Node, shape: Shape, published: Any, path: str) -> Any:
        if shape.is_group and not (shape.optional and node.tag.endswith(":null")):
            whole = getattr(shape.kind, "given_whole", False)
            return self.read_group(node, shape, None if whole else published, path)
        if shape.kind is tuple:
            return self._items(node, shape, path)
        try:
            return read_scalar(node, shape)
        except Unreadable as refused:
            self._note(node, path, str(refused))
            return MISSING

    def _items(self, node: yaml.Node, shape: Shape, path: str) -> Any:
        if not isinstance(node, yaml.SequenceNode) or shape.item is None:
            self._note(node, path, "must be a list")
            return MISSING
        items = []
        for number, item in enumerate(node.value):
            here = _below(path, str(number))
            self.places[here] = place_of(item.start_mark)
            items.append(self._value(item, shape.item, None, here))
        return MISSING if any(item is MISSING for item in items) else tuple(items)

    def _built(self, kind: type, values: dict[str, Any], unread: Set[str], node: yaml.Node, path: str) -> Any:
        """Build the group; where there is an objection, without checking, so that what lies around can be read on."""
        if not issubclass(kind, Rules):
            return kind(**values)
        candidate = kind.unchecked(values)
        objections = list(candidate.objections())
        for one in objections:
            if unread.isdisjoint(one.fields):
                stated = [self.places[here] for name in one.fields if (here := _below(path, name)) in self.places]
                place = max(stated, default=place_of(node.start_mark))
                self.problems.append(Problem(place, path, f"cannot be used: {one.sentence}".lstrip()))
        return candidate if objections else kind(**values)

    def _note(self, node: yaml.Node, path: str, sentence: str) -> None:
        self.problems.append(Problem(place_of(node.start_mark), path, sentence))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(name: str) -> str:
    """Show a key that somebody typed, whatever it holds."""
    return "".join(one if one.isprintable() else "?" for one in name[:60]) or "?"


def _is_after_comma(entries: dict[str, yaml.Node], value: yaml.Node) -> bool:
    """Say whether this entry is what follows the comma of a number: {bmi: 18,5} reads as bmi: 18 and an entry 5."""
    before = next(reversed(entries.values()), None)
    is_number = isinstance(before, yaml.ScalarNode) and NUMBER.fullmatch(before.value) is not None
    return is_number and isinstance(value, yaml.ScalarNode) and not value.value
