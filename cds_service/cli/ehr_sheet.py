"""`ehr-sheet`: the EHR set-up sheet as Markdown or HTML."""

from pathlib import Path

import click

from cds_service.app import set_up_sheet

from .ruleset_file import ruleset_from, ruleset_option


@click.command("ehr-sheet")
@click.option("--base-url", default="https://cds.example.org", show_default=True, help="The base that the EHR calls.")
@ruleset_option()
@click.option("--format", "form", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True)
def ehr_sheet_command(base_url: str, ruleset_file: Path | None, form: str) -> None:
    """Print what an integration engineer types into an EHR: endpoints, prefetch, scopes, topics, codes, links."""
    click.echo(set_up_sheet(ruleset_from(ruleset_file), base_url.rstrip("/"), as_html=form == "html"))
