"""`ehr-sheet`: the EHR set-up sheet as Markdown or HTML."""

from pathlib import Path

import click

from cds_service.app import SERVICE_ID
from cds_service.cards.phrases import Phrases
from cds_service.decision.ehr_sheet import as_markdown, ehr_sheet
from cds_service.decision.policy import policy_of
from cds_service.web.sheet import sheet_html

from .ruleset_file import ruleset_from, ruleset_option


@click.command("ehr-sheet")
@click.option("--base-url", default="https://cds.example.org", show_default=True, help="The base that the EHR calls.")
@ruleset_option()
@click.option("--format", "form", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True)
def ehr_sheet_command(base_url: str, ruleset_file: Path | None, form: str) -> None:
    """Print what an integration engineer types into an EHR: endpoints, prefetch, scopes, topics, codes, links."""
    policy = policy_of(ruleset_from(ruleset_file), Phrases("en"))
    tables = ehr_sheet(policy, base_url=base_url.rstrip("/"), service=SERVICE_ID)
    click.echo(as_markdown(tables) if form == "markdown" else sheet_html(tables))
