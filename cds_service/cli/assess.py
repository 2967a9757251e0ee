"""`assess`: the rules over FHIR files, without a server and without a database."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import click
import msgspec

from cds_service.bulk.files import Problem, files_under, groups_in
from cds_service.bulk.spool import Chart, Spool
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assess import assess as assess_record
from cds_service.clinical.assessment import Assessment
from cds_service.decision.answer import cards_of, read_gathered
from cds_service.decision.assessment_json import assessment_json
from cds_service.decision.errors import RequiredDataUnavailable
from cds_service.decision.gather import Gathered
from cds_service.decision.policy import Policy, policy_of

from .plain_text import assessment_text
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
    policy = policy_of(ruleset_from(ruleset_file), Phrases("en"))
    files = files_under(paths)
    if not files:
        raise click.ClickException("no FHIR files found (.json, .ndjson, .jsonl, each also with .gz).")
    problems: list[Problem] = []
    write = _FORMS[form]
    with Spool(policy.book, problems.append) as spool:
        _fill(spool, files, problems, strict=strict)
        with Progress("Assessing", spool.patients()) as progress:
            for chart in spool.charts():
                try:
                    click.echo(write(_assessed(chart, spool.names_of(chart.identity), policy, as_of), policy))
                except RequiredDataUnavailable:
                    problems.append(Problem(f"Patient/{chart.identity}", "a diagnosis could not be read; not assessed"))
                except Exception as error:  # noqa: BLE001 - one patient must not keep the others from being assessed
                    reason = f"not assessed, our fault: {type(error).__name__}"
                    problems.append(Problem(f"Patient/{chart.identity}", reason))
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


def _assessed(chart: Chart, names: frozenset[str], policy: Policy, as_of: str | None) -> Assessment:
    day = chart.latest if as_of == LATEST else as_of
    gathered = Gathered(chart.patient, chart.resources, chart.malformed, (), names)
    today = date.fromisoformat(day) if day else date.today()  # noqa: DTZ011 - the local calendar date
    return assess_record(read_gathered(gathered, policy), policy.rules.clinical, today, policy.rules.trials)


def _as_json(assessment: Assessment, policy: Policy) -> str:
    return json.dumps(assessment_json(assessment, policy.identity), ensure_ascii=False)


def _as_cards(assessment: Assessment, policy: Policy) -> str:
    cards = cards_of(assessment, policy, new_uuid=lambda: str(uuid4()))
    return msgspec.json.encode({"patient": assessment.patient, "cards": cards}).decode()


def _as_text(assessment: Assessment, policy: Policy) -> str:
    return assessment_text(assessment, cards_of(assessment, policy, new_uuid=lambda: str(uuid4())))


_FORMS: dict[str, Callable[[Assessment, Policy], str]] = {"json": _as_json, "cards": _as_cards, "text": _as_text}


def _finish(problems: list[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        raise SystemExit(1)
