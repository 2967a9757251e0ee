"""`ehr-sheet`: the EHR set-up sheet as Markdown or HTML."""

import re
from pathlib import Path

import click

from cds_service.app import set_up_sheet

from .ruleset_file import ruleset_from, ruleset_option


class BaseUrl(click.ParamType[str]):
    """The base of the service as clients call it."""

    name = "URL"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what no EHR could call."""
        if not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+(/[A-Za-z0-9._~/-]*)?", value):
            self.fail("give a base such as https://cds.example.org, without user, query and fragment.", param, ctx)
        return value.rstrip("/")


@click.command("ehr-sheet")
@click.option(
    "--base-url",
    default="https://cds.example.org",
    type=BaseUrl(),
    show_default=True,
    help="The base that the EHR calls.",
)
@ruleset_option()
@click.option("--format", "form", type=click.Choice(["markdown", "html"]), default="markdown", show_default=True)
def ehr_sheet_command(base_url: str, ruleset_file: Path | None, form: str) -> None:
    """Print what an integration engineer types into an EHR: endpoints, prefetch, scopes, topics, codes, links."""
    click.echo(set_up_sheet(ruleset_from(ruleset_file), base_url, as_html=form == "html"))
