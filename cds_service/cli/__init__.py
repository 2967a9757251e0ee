"""The command line: every command fails with one clear sentence, and is imported when it is called for."""

from importlib import import_module

import click

COMMANDS = {
    "assess": ("assess", "assess", "Assess the patients in FHIR files, without a server."),
    "clients": ("clients", "clients", "Register, list and remove the clients that may call."),
    "audit": ("audit", "audit", "Prove, anchor, shorten and hand out the record of decisions."),
    "demo": ("demo", "demo", "Play the fixture patients through the service, then keep serving."),
    "ehr-sheet": ("ehr_sheet", "ehr_sheet_command", "Print what is typed into an EHR to set the service up."),
    "migrate": ("migrate", "migrate", "Bring the database to the form of this version."),
    "rulesets": ("rulesets", "rulesets", "Check, compare and show ruleset files."),
    "serve": ("serve", "serve", "Serve the CDS Hooks service."),
}
"""Module, name and a sentence for the overview, by command."""


class LazyGroup(click.Group):
    """Imports a command when it is called: a web server is no part of a help text."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None where there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(command, sentence) for command, (_, _, sentence) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cachexia-cds")
def commands() -> None:
    """Cancer cachexia decision support over CDS Hooks."""
