"""The ruleset as a document: read from JSON or YAML, laid over the published default, validated with its path."""

import dataclasses
import json
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from .ruleset import Ruleset

Document = dict[str, Any]

_adapter = TypeAdapter(Ruleset)


class RulesetRefused(ValueError):
    """A ruleset document that cannot be used; the text names the path and, for a threshold, the allowed range."""


def read_ruleset(text: str) -> Ruleset:
    """Read a whole document or a part of one; what it leaves out has the published value."""
    return ruleset_of(parse(text))


def ruleset_of(document: Document) -> Ruleset:
    """Lay a document over the published default and validate the whole."""
    whole = _laid_over(to_document(Ruleset()), document, "")
    try:
        return _adapter.validate_python(whole)
    except ValidationError as error:
        raise RulesetRefused(_explained(error)) from None


def parse(text: str) -> Document:
    """Parse JSON or YAML with exact decimals."""
    try:
        document = json.loads(text, parse_float=Decimal) if text.lstrip().startswith("{") else _yaml(text)
    except (ValueError, ArithmeticError, yaml.YAMLError, RecursionError):
        raise RulesetRefused("the ruleset is neither JSON nor YAML") from None
    if not isinstance(document, dict):
        raise RulesetRefused("a ruleset is an object with fields such as clinical, cards and mode")
    return document


def to_document(part: Any) -> Any:
    """Turn rules into plain data: dictionaries, lists, strings and numbers."""
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        return {field.name: to_document(getattr(part, field.name)) for field in dataclasses.fields(part)}
    if isinstance(part, tuple | list):
        return [to_document(item) for item in part]
    return part.value if isinstance(part, Enum) else part


def to_json(ruleset: Ruleset) -> str:
    """Write the whole document; thresholds keep their digits."""
    return json.dumps(to_document(ruleset), indent=2, default=_number, ensure_ascii=False)


def _number(value: object) -> int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} does not belong in a ruleset")


def _laid_over(base: Document, part: Document, path: str) -> Document:
    whole = dict(base)
    for key, value in part.items():
        here = f"{path}.{key}" if path else str(key)
        if key not in base:
            raise RulesetRefused(f"{here} does not exist in a ruleset")
        if isinstance(base[key], dict):
            if not isinstance(value, dict):
                raise RulesetRefused(f"{here} is a group of settings, not a value")
            whole[key] = _laid_over(base[key], value, here)
        else:
            whole[key] = value
    return whole


def _explained(error: ValidationError) -> str:
    """Name the first problem by its path; never more of the input than that."""
    first = error.errors(include_url=False, include_input=False)[0]
    path = ".".join(str(part) for part in first["loc"])
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, ValueError):
        return f"{path}.{cause}" if path and type(cause).__name__ == "OutOfRange" else f"{path or 'ruleset'}: {cause}"
    return f"{path}: {first['msg']}"


class _DecimalLoader(yaml.SafeLoader):
    """YAML without code execution, whose floats are exact decimals."""


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node).replace("_", ""))


_DecimalLoader.add_constructor("tag:yaml.org,2002:float", _decimal)


def _yaml(text: str) -> Any:
    return yaml.load(text, Loader=_DecimalLoader)  # noqa: S506 - a SafeLoader
