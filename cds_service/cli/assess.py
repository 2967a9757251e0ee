"""`assess`: the rules over FHIR files, without a server and without a database."""

from datetime import date
from pathlib import Path

import click

from cds_service.app import policy_for_files
from cds_service.bulk.assess_files import assess_files
from cds_service.bulk.files import Problem, files_under, groups_in
from cds_service.bulk.spool import Spool

from .progress import Progress
from .ruleset_file import ruleset_from, ruleset_option
from .strict import strict_problem

LATEST = "latest"


class AsOf(click.ParamType[str]):
    """A date, or `latest`."""

    name = "YYYY-MM-DD|latest"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse anything else."""
        try:
            return value if value == LATEST else date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail("give a date such as 2026-06-30, or 'latest'.", param, ctx)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--as-of", type=AsOf(), help="The day that counts as today; 'latest': each patient's latest Observation.")
@ruleset_option()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "cards"]),
    default="text",
    show_default=True,
    help="json: one assessment a line; cards: one response a line.",
)
@click.option("--strict", is_flag=True, help="Also validate every resource against the full FHIR R4 models (slow).")
def assess(paths: tuple[Path, ...], as_of: str | None, ruleset_file: Path | None, form: str, *, strict: bool) -> None:
    """Assess the patients in FHIR Bundles, NDJSON files, or folders of them.

    What can be read is assessed; the exit status is 1 if anything could not.
    """
    policy = policy_for_files(ruleset_from(ruleset_file))
    files = files_under(paths)
    if not files:
        raise click.ClickException("no FHIR files found (.json, .ndjson, .jsonl, each also with .gz).")
    latest = as_of == LATEST
    today = date.fromisoformat(as_of) if as_of and not latest else date.today()  # noqa: DTZ011 - the local calendar date
    problems: list[Problem] = []
    with Spool(policy.book, problems.append) as spool:
        _fill(spool, files, problems, strict=strict)
        with Progress("Assessing", spool.patients()) as progress:
            for written in assess_files(spool, policy, today, problems.append, latest=latest, form=form):
                if written is not None:
                    click.echo(written)
                progress.advance(1)
    _finish(problems)


def _fill(spool: Spool, files: list[Path], problems: list[Problem], *, strict: bool) -> None:
    with Progress("Reading", sum(file.stat().st_size for file in files)) as progress:
        for file in files:
            before = len(problems)
            for group in groups_in(file, problems.append):
                if strict:
                    problems += filter(None, (strict_problem(found.body, file.name) for found in group))
                spool.add(group, file.name)
                progress.advance(sum(len(found.body) for found in group))
            problems[before:] = _counted(problems[before:])
    if strays := spool.strays():
        problems.append(Problem("all files", f"{strays} resources belong to a patient that is in none of them"))


def _counted(problems: list[Problem]) -> list[Problem]:
    """Say a problem of a file once, with how often it occurred."""
    counts: dict[Problem, int] = {}
    for problem in problems:
        counts[problem] = counts.get(problem, 0) + 1
    return [one if times == 1 else Problem(one.where, f"{one.reason} ({times} times)") for one, times in counts.items()]


def _finish(problems: list[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        raise SystemExit(1)
