"""Reads the ruleset file that a command is given, or takes the published default."""

from pathlib import Path

import click

from cds_service.rulesets.document import RulesetRefused, read_ruleset
from cds_service.rulesets.ruleset import Ruleset


def ruleset_from(file: Path | None) -> Ruleset:
    """Read a ruleset; a bad one ends the command with one sentence."""
    try:
        return read_ruleset(file.read_text(encoding="utf-8")) if file else Ruleset()
    except (RulesetRefused, OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"the ruleset is refused: {error}") from None
