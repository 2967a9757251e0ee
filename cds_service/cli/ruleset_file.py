"""Reads the ruleset file that a command is given, or takes the published rules."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cds_service.rulesets.document import Checked, check_ruleset
from cds_service.rulesets.problem import Place, Problem, RulesetRefused
from cds_service.rulesets.ruleset import Ruleset

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def ruleset_option(explained: str = "A ruleset, or a part of one, laid over the published one.") -> Callable[..., Any]:
    """Make the option `--ruleset FILE`."""
    return click.option("--ruleset", "ruleset_file", type=FILE, help=explained)


def ruleset_from(file: Path | None) -> Ruleset:
    """Read a ruleset; a bad one ends the command with all that is wrong, a doubtful one says so."""
    if file is None:
        return Ruleset()
    try:
        checked = check_file(file)
    except RulesetRefused as refused:
        blank = " " if len(refused.problems) == 1 else "\n"
        raise click.ClickException(f"the ruleset is refused:{blank}{listed(file, refused.problems)}") from None
    if checked.warnings:
        click.echo(listed(file, checked.warnings), err=True)
    return checked.ruleset


def check_file(file: Path) -> Checked:
    """Read and check a file. Raises RulesetRefused."""
    try:
        return check_ruleset(file.read_text(encoding="utf-8-sig"))
    except OSError:
        reason = "the file cannot be read"
    except UnicodeDecodeError:
        reason = "the file is not text in UTF-8"
    raise RulesetRefused((Problem(Place(), "", reason),))


def listed(file: Path, problems: tuple[Problem, ...]) -> str:
    """Write problems one a line, each with the file's name, as compilers do."""
    return "\n".join(f"{file.name}: {one}" for one in problems)
