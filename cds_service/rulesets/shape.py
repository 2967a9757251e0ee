"""What a setting may be, read from the type of its field: a group, a list, a choice, a number, a text."""

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from cds_service.clinical.limits import About, Form, Limits, notes_on

NUMBERS = (int, Decimal)


@dataclass(frozen=True, slots=True)
class Shape:
    """A setting's type, with everything that is noted on it."""

    kind: type
    """A dataclass, an Enum, `tuple`, Decimal, int, bool or str."""
    choices: tuple[str, ...] = ()
    item: "Shape | None" = None
    optional: bool = False
    limits: Limits | None = None
    about: About | None = None
    form: Form | None = None

    @property
    def is_group(self) -> bool:
        """Whether it has settings of its own."""
        return dataclasses.is_dataclass(self.kind)

    @property
    def unit(self) -> str:
        """The unit of a number; empty where there is none."""
        return self.limits.unit if self.limits else ""


@cache
def shapes_of(group: type) -> dict[str, Shape]:
    """Give the shape of each setting of a group, in order."""
    hints = get_type_hints(group, include_extras=True)
    return {field.name: _shape(hints[field.name]) for field in dataclasses.fields(group)}


def required_in(group: type) -> tuple[str, ...]:
    """Name the settings of a group that nothing can stand in for."""
    missing = dataclasses.MISSING
    return tuple(field.name for field in dataclasses.fields(group) if field.default is field.default_factory is missing)


def inside(shape: Shape, part: Shape) -> Shape:
    """Give what holds for a part of a group: what is noted on the group holds for each of its numbers."""
    if part.kind in NUMBERS and (shape.limits or shape.about):
        return dataclasses.replace(part, limits=shape.limits or part.limits, about=shape.about or part.about)
    return part


def _shape(hint: Any) -> Shape:
    notes = notes_on(hint)
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    optional = get_origin(plain) in {Union, UnionType}
    if optional:
        (plain,) = (part for part in get_args(plain) if part is not NoneType)
        plain = get_args(plain)[0] if get_origin(plain) is Annotated else plain
    kind, choices, item = _kind(plain)
    return Shape(kind, choices, item, optional, _last(notes, Limits), _last(notes, About), _last(notes, Form))


def _kind(plain: Any) -> tuple[type, tuple[str, ...], Shape | None]:
    if get_origin(plain) is Literal:
        return str, get_args(plain), None
    if get_origin(plain) is tuple:
        return tuple, (), _shape(get_args(plain)[0])
    if isinstance(plain, type) and issubclass(plain, Enum):
        return plain, tuple(one.value for one in plain), None
    return plain, (), None


def _last(notes: list[Any], kind: type) -> Any:
    return next((note for note in reversed(notes) if isinstance(note, kind)), None)
