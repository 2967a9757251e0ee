"""The ruleset as a document: laid over the published rules, refused with all that is wrong, written without loss."""

from dataclasses import dataclass, replace
from decimal import Decimal

import yaml

from .canonical import as_data, readable_json
from .doubts import doubts
from .nodes import node_of
from .problem import Problem, RulesetRefused
from .reading import Reader
from .ruleset import PUBLISHED, Ruleset
from .shape import Shape

UNNAMED = "custom"
"""What a document is called that changes the published rules and has no name of its own."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A ruleset that can be used, and what is doubtful in it."""

    ruleset: Ruleset
    warnings: tuple[Problem, ...] = ()


def read_ruleset(text: str) -> Ruleset:
    """Read a whole document or a part of one; what it leaves out has the published value. Raises RulesetRefused."""
    return check_ruleset(text).ruleset


def check_ruleset(text: str) -> Checked:
    """Read a document and say what is doubtful in it. Raises RulesetRefused with every error, and every doubt."""
    root = node_of(text)
    named = any(key.value == "name" for key, _ in root.value)
    reader = Reader()
    published = Ruleset() if named else Ruleset(name=UNNAMED)
    ruleset = reader.read_group(root, Shape(Ruleset), published, "")
    warnings = tuple(doubts(ruleset, reader.places))
    if reader.problems:
        raise RulesetRefused(sorted((*reader.problems, *warnings), key=lambda one: one.place))
    if not named and ruleset.says_what_is_published:
        ruleset = replace(ruleset, name=PUBLISHED)
    return Checked(ruleset, warnings)


def to_json(ruleset: Ruleset) -> str:
    """Write the whole document as JSON; thresholds keep their digits."""
    return readable_json(as_data(ruleset))


def to_yaml(ruleset: Ruleset) -> str:
    """Write the whole document as YAML; thresholds keep their digits."""
    return yaml.dump(as_data(ruleset), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


class _Dumper(yaml.SafeDumper):
    """YAML without objects, whose decimals keep their digits."""


def _decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = format(number, "f")
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(Decimal, _decimal)
