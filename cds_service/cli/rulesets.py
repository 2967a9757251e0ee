"""`rulesets`: check, compare and show ruleset files, without a service and without a database."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from cds_service.rulesets.canonical import as_data, canonical_json, readable_json
from cds_service.rulesets.difference import Change, changes
from cds_service.rulesets.document import to_json, to_yaml
from cds_service.rulesets.problem import RulesetRefused
from cds_service.rulesets.ruleset import PUBLISHED, Ruleset
from cds_service.rulesets.schema import json_schema

from .ruleset_file import FILE, check_file, listed, ruleset_from

FORMS: dict[str, Callable[[Ruleset], str]] = {
    "yaml": to_yaml,
    "json": to_json,
    "canonical": lambda ruleset: canonical_json(as_data(ruleset)).decode(),
}
COLUMNS = ("path", "old", "new", "published", "unit")


class Given(click.ParamType[Ruleset]):
    """A ruleset file, or the word for the published rules."""

    name = "FILE|default"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Ruleset:
        """Read the file; a bad one ends the command."""
        return Ruleset() if value == PUBLISHED else ruleset_from(Path(FILE.convert(value, param, ctx)))


@click.group()
def rulesets() -> None:
    """Check, compare and show ruleset files."""


@rulesets.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Say everything that is wrong or doubtful in FILE, with its line.

    The exit status is 1 where the file would be refused; warnings alone are no failure.
    """
    try:
        checked = check_file(file)
    except RulesetRefused as refused:
        click.echo(listed(file, refused.problems))
        errors = sum(problem.is_error for problem in refused.problems)
        raise click.ClickException(f"refused, with {errors} {'error' if errors == 1 else 'errors'}.") from None
    if checked.warnings:
        click.echo(listed(file, checked.warnings))
    count = f" (warnings: {len(checked.warnings)})" if checked.warnings else ""
    click.echo(f"{file.name}: can be used{count}: {named(checked.ruleset)}")


@rulesets.command()
@click.argument("old", type=Given())
@click.argument("new", type=Given())
def diff(old: Ruleset, new: Ruleset) -> None:
    """Print the settings in which NEW differs from OLD; `default` stands for the published rules."""
    click.echo(f"old: {named(old)}\nnew: {named(new)}")
    changed = list(changes(old, new))
    click.echo("\n".join(_table(changed)) if changed else "They say the same.")


@rulesets.command()
@click.argument("file", default=PUBLISHED, type=Given())
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="yaml", show_default=True)
def show(file: Ruleset, form: str) -> None:
    """Print the whole document that FILE stands for, or the published rules.

    `canonical` prints the bytes of which the SHA-256 is taken.
    """
    click.echo(FORMS[form](file), nl=form == "json")


@rulesets.command()
def schema() -> None:
    """Print the JSON Schema of a ruleset, for editors that complete and check while one writes."""
    click.echo(readable_json(json_schema()))


def named(ruleset: Ruleset) -> str:
    """Name a ruleset with the hash of what it says."""
    return f"{ruleset.name} version {ruleset.version}, sha256 {ruleset.sha256}"


def _table(changed: Iterable[Change]) -> Iterator[str]:
    rows = [COLUMNS, *((one.path, one.old, one.new, one.published, one.unit) for one in changed)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
