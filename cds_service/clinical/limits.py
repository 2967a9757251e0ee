"""Rules that cannot be built wrong: every threshold carries its unit, its allowed range and what it is for."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Self, TypeVar, Union, get_args, get_origin, get_type_hints

Number = int | Decimal
Note = TypeVar("Note")


@dataclasses.dataclass(frozen=True)
class Limits:
    """The range in which an administrator may set a threshold, both ends included, and its unit: UCUM, or a word."""

    low: Number
    high: Number
    unit: str

    def admit(self, number: Number) -> bool:
        """Say whether a number lies within them."""
        return self.low <= number <= self.high

    def __str__(self) -> str:
        return f"between {self.low} and {self.high} {self.unit}".rstrip()


@dataclasses.dataclass(frozen=True)
class About:
    """What a threshold does in one sentence, where its published value stands, and what is usually chosen.

    A value outside the usual range is allowed and warned about; usual ranges are our own judgement.
    """

    does: str
    source: str
    usual: tuple[Number, Number]


PROPOSAL = "our proposal"
"""The source of a number that no paper gives."""
UNCHECKED = "not checked against the paper"
"""What is added to a paper that a number is commonly attributed to, where nobody has looked it up there."""


@dataclasses.dataclass(frozen=True)
class Form:
    """How a text must look, and the sentence that says so."""

    pattern: str
    sentence: str


@dataclasses.dataclass(frozen=True)
class Objection:
    """Why rules cannot be used together, and the fields that it is about."""

    fields: tuple[str, ...]
    sentence: str


class OutOfRange(ValueError):
    """A threshold outside its allowed range; the text names the field and the range."""


class Rules:
    """Base of every group of rules: refuses to be built while there is an objection."""

    in_order: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of fields of which the first must not be above the second: a stage's cut-off and that of the next."""
    given_whole: ClassVar[bool] = False
    """Whether a part of it cannot be laid over the published one: a code is nothing without its own system."""

    def __post_init__(self) -> None:
        for name, limits in limits_of(type(self)).items():
            for number in numbers_in(getattr(self, name)):
                if not limits.admit(number):
                    raise OutOfRange(f"{name} must be {limits}")
        for objection in self.objections():
            raise ValueError(objection.sentence)

    def objections(self) -> Iterator[Objection]:
        """Find what speaks against these rules beyond the range of each number."""
        for name, form in notes_of(type(self), Form).items():
            text = getattr(self, name)
            if isinstance(text, str) and not re.fullmatch(form.pattern, text):
                yield Objection((name,), f"{name} {form.sentence}")
        for lower, higher in self.in_order:
            if getattr(self, lower) > getattr(self, higher):
                yield Objection((lower, higher), f"{lower} must not be above {higher}")

    @classmethod
    def unchecked(cls, values: Mapping[str, Any]) -> Self:
        """Build them although there may be objections: to find all of them, never to govern."""
        rules = object.__new__(cls)
        for field in dataclasses.fields(cls):  # type: ignore[arg-type]  # every group of rules is a dataclass
            made = None if field.default_factory is dataclasses.MISSING else field.default_factory
            value = values[field.name] if field.name in values else made() if made else field.default
            object.__setattr__(rules, field.name, value)
        return rules


def numbers_in(value: Any) -> Iterator[Number]:
    """List the numbers of a field: one, several, or none."""
    yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, int | Decimal))


def limits_of(group: type) -> dict[str, Limits]:
    """Collect the Limits of a group's fields, by name."""
    return notes_of(group, Limits)


def notes_of(group: type, kind: type[Note]) -> dict[str, Note]:
    """Collect the notes of one kind on a group's fields, by name; the one that stands last holds."""
    return {name: note for name, notes in _all_notes(group).items() for note in notes if isinstance(note, kind)}


@cache
def _all_notes(group: type) -> dict[str, list[Any]]:
    return {name: notes_on(hint) for name, hint in get_type_hints(group, include_extras=True).items()}


def notes_on(hint: Any) -> list[Any]:
    """List what is noted on a type, on what it may be besides None, and on the items of a tuple."""
    notes: list[Any] = []
    for part in get_args(hint)[:1] if get_origin(hint) in {Annotated, tuple} else _alternatives(hint):
        notes += notes_on(part)
    return notes + list(get_args(hint)[1:] if get_origin(hint) is Annotated else ())


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in {Union, UnionType} else ()


Percent = Annotated[Decimal, Limits(0, 50, "%")]
LossPercent = Annotated[Decimal, Limits(Decimal("0.01"), 50, "%")]
"""A loss that must be exceeded; at 0 everyone would meet it."""
BodyMassIndex = Annotated[Decimal, Limits(10, 40, "kg/m2")]
Months = Annotated[int, Limits(1, 24, "months")]
Days = Annotated[int, Limits(0, 730, "days")]
Times = Annotated[int, Limits(1, 100, "times")]
CrpMgPerL = Annotated[Decimal, Limits(1, 200, "mg/L")]
AlbuminGPerL = Annotated[Decimal, Limits(15, 50, "g/L")]
Kilograms = Annotated[Decimal, Limits(0, 700, "kg")]
CodeSystem = Annotated[
    str,
    Form(r"(urn:|https?://)\S+", "must be the URI of a code system, such as http://snomed.info/sct or urn:our:codes"),
]
Code = Annotated[str, Form(r"\S(.*\S)?", "must not be empty or begin or end with a blank")]
