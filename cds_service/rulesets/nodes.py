"""A ruleset text as a tree of nodes that know their line; JSON and YAML give the same tree, and neither runs code."""

import json

import yaml

from .problem import Place, Problem, RulesetRefused

LARGEST = 1_000_000
"""Characters; the whole published document has a fiftieth of it."""


def node_of(text: str) -> yaml.MappingNode:
    """Read the tree. Raises RulesetRefused where there is none."""
    if len(text) > LARGEST:
        raise _refused("the file is too large to be a ruleset")
    try:
        # JSON allows tabs between its parts, where YAML does not; inside its texts it has none.
        root = yaml.compose(text.replace("\t", " ") if _is_json(text) else text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _refused(_explained(error, text), place_of(error.problem_mark)) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise _refused("the ruleset is neither JSON nor YAML") from None
    if root is None:
        raise _refused("the file is empty; the published rules need no file")
    if not isinstance(root, yaml.MappingNode):
        raise _refused("a ruleset is a group of settings such as clinical, cards and mode", place_of(root.start_mark))
    return root


def place_of(mark: yaml.Mark | None) -> Place:
    """Give the place of a mark, which counts from 0."""
    return Place(mark.line + 1, mark.column + 1) if mark else Place()


def _refused(sentence: str, place: Place = Place()) -> RulesetRefused:  # noqa: B008 - frozen
    return RulesetRefused((Problem(place, "", sentence),))


def _is_json(text: str) -> bool:
    try:
        return text.lstrip().startswith("{") and json.loads(text) is not None
    except (ValueError, RecursionError):
        return False


def _explained(error: yaml.MarkedYAMLError, text: str) -> str:
    """Say what to look for where the text stops being readable."""
    mark = error.problem_mark
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        hint = "indent with blanks, not with tabs"
    elif ">" in line:
        hint = "write an operator in quotes, such as '>='"
    elif "expected a single document" in str(error.context):
        hint = "a file holds one document; remove the line ---"
    else:
        hint = "look here, or in the line before, for a missing comma, quote, bracket or blank"
    return f"from here on this is neither JSON nor YAML; {hint}"
