"""The command line: serve, demo, assess, ehr-sheet, rulesets. Every command fails with one clear sentence."""

import click

from .assess import assess
from .demo import demo
from .ehr_sheet import ehr_sheet_command
from .rulesets import rulesets
from .serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cachexia-cds")
def commands() -> None:
    """Cancer cachexia decision support over CDS Hooks."""


for command in (serve, demo, assess, ehr_sheet_command, rulesets):
    commands.add_command(command)
