"""Rules that cannot be built wrong: every threshold carries its unit and its allowed range, and is held to them."""

import dataclasses
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


@dataclasses.dataclass(frozen=True)
class Limits:
    """The range in which an administrator may set a threshold, both ends included, and its unit."""

    low: int
    high: int
    unit: str


class OutOfRange(ValueError):
    """A threshold outside its allowed range; the text names the field and the range."""


class Rules:
    """Base of every group of rules: checks each field against its Limits when built."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by the document's validator: no unknown key

    def __post_init__(self) -> None:
        for name, limits in limits_of(type(self)).items():
            number = getattr(self, name)
            if number is not None and not limits.low <= number <= limits.high:
                raise OutOfRange(f"{name} must be between {limits.low} and {limits.high} {limits.unit}".rstrip())


def limits_of(group: type) -> dict[str, Limits]:
    """Collect the Limits of a group's fields, by name."""
    found = {}
    for name, hint in get_type_hints(group, include_extras=True).items():
        limits = [note for part in _annotated(hint) for note in get_args(part)[1:] if isinstance(note, Limits)]
        if limits:
            found[name] = limits[0]
    return found


def _annotated(hint: Any) -> list[Any]:
    if get_origin(hint) is Annotated:
        return [hint]
    optional = get_origin(hint) in {Union, UnionType}
    return [part for part in get_args(hint) if optional and get_origin(part) is Annotated]


Percent = Annotated[Decimal, Limits(0, 50, "%")]
BodyMassIndex = Annotated[Decimal, Limits(10, 40, "kg/m2")]
Months = Annotated[int, Limits(1, 24, "months")]
Days = Annotated[int, Limits(0, 730, "days")]
CrpMgPerL = Annotated[Decimal, Limits(1, 200, "mg/L")]
AlbuminGPerL = Annotated[Decimal, Limits(15, 50, "g/L")]
Kilograms = Annotated[Decimal, Limits(0, 700, "kg")]
