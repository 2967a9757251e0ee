"""Reads one setting's value as it was typed: numbers digit by digit, and a sentence for what it cannot be."""

import re
from collections.abc import Sequence
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any

import yaml

from cds_service.clinical.limits import Limits

from .shape import NUMBERS, Shape

NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,14})?([eE][+-]?[0-9]{1,2})?", re.ASCII)
WITH_COMMA = re.compile(r"-?[0-9]{1,14},[0-9]{1,14}", re.ASCII)
WITH_UNIT = re.compile(r"(-?[0-9]{1,14}([.,][0-9]{1,14})?)\s*[^0-9\s.,].*", re.ASCII)
TRUE = frozenset({"true", "yes", "on"})
SLIPS = {"%": Decimal(100), "mg/L": Decimal(10), "g/L": Decimal(10), "cm": Decimal(100), "g/dL": Decimal("0.1")}
"""By what people are wrong who think in a fraction, in mg/dL, in g/dL, in metres, in g/L."""


class Unreadable(ValueError):
    """A value that a setting cannot have; the text says what it can."""


def read_scalar(node: yaml.Node, shape: Shape) -> Any:
    """Read a value. Raises Unreadable."""
    if shape.optional and node.tag.endswith(":null"):
        return None
    if not isinstance(node, yaml.ScalarNode):
        raise Unreadable(f"must be {_wanted(shape)}, not a {'group' if isinstance(node, yaml.MappingNode) else 'list'}")
    if shape.choices:
        return _choice(node.value, shape)
    if shape.kind in NUMBERS:
        return _number(node, shape)
    return _truth(node) if shape.kind is bool else _text(node, shape)


def suggestion(typed: str, known: Sequence[str]) -> str:
    """Propose what was meant, where something is close."""
    near = get_close_matches(typed, known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def slip(number: int | Decimal, limits: Limits | None, usual: tuple[int | Decimal, int | Decimal] | None) -> str:
    """Propose what was meant, where the number looks as if it were in a sister unit."""
    unit = limits.unit if limits else ""
    meant = number * SLIPS.get(unit, Decimal(1))
    if usual is None or meant == number or not usual[0] <= meant <= usual[1]:
        return ""
    return f"; did you mean {format(meant.normalize(), 'f')} {unit}?"


def _wanted(shape: Shape) -> str:
    if shape.choices:
        return f"one of {', '.join(shape.choices)}"
    if shape.kind in NUMBERS:
        return "a whole number" if shape.kind is int else "a number"
    return "true or false" if shape.kind is bool else "a text"


def _choice(typed: str, shape: Shape) -> Any:
    if typed not in shape.choices:
        raise Unreadable(f"must be {_wanted(shape)}{suggestion(typed, shape.choices)}")
    return shape.kind(typed) if issubclass(shape.kind, Enum) else typed


def _number(node: yaml.ScalarNode, shape: Shape) -> int | Decimal:
    typed = node.value.strip()
    _refuse_other_spellings(typed, shape)
    if node.style is not None:
        raise Unreadable(f"must be {_wanted(shape)} without quotes")
    if not NUMBER.fullmatch(typed):
        raise Unreadable(f"must be {_wanted(shape)}")
    number: int | Decimal = abs(Decimal(typed)) if Decimal(typed) == 0 else Decimal(typed)
    if shape.kind is int:
        if number != int(number):
            raise Unreadable("must be a whole number")
        number = int(number)
    if shape.limits and not shape.limits.admit(number):
        said = slip(number, shape.limits, shape.about.usual if shape.about else None)
        raise Unreadable(f"must be {shape.limits}; it is {typed}{said}")
    return number


def _refuse_other_spellings(typed: str, shape: Shape) -> None:
    if WITH_COMMA.fullmatch(typed):
        raise Unreadable(f"is written with a decimal comma; write {typed.replace(',', '.')}")
    with_unit = WITH_UNIT.fullmatch(typed)
    if with_unit and not NUMBER.fullmatch(typed):
        unit = f", in {shape.unit}" if shape.unit else ""
        raise Unreadable(f"must be {_wanted(shape)} alone{unit}; the unit is not written")


def _truth(node: yaml.ScalarNode) -> bool:
    if not node.tag.endswith(":bool"):
        raise Unreadable("must be true or false, without quotes")
    return node.value.lower() in TRUE


def _text(node: yaml.ScalarNode, shape: Shape) -> str:
    if not node.tag.endswith(":str"):
        raise Unreadable("must be a text; write it in quotes")
    try:
        # JSON may write one character as two halves.
        text: str = node.value.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise Unreadable("holds half a character") from None
    if shape.form and not re.fullmatch(shape.form.pattern, text):
        raise Unreadable(shape.form.sentence)
    return text
