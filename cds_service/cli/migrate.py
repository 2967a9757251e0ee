"""`migrate`: bring the database to the form of this version."""

import click
from alembic.util.exc import CommandError

from cds_service.store import migrate as steps

from .database import database


@click.command()
@click.option("--to", default="head", show_default=True, help="A revision; one that lies behind goes back to it.")
@click.option("--check", is_flag=True, help="Change nothing; the exit status is 1 where something is to be done.")
def migrate(to: str, *, check: bool) -> None:
    """Bring the database to the form of this version."""
    with database(prepared=False) as engine:
        if check:
            if steps.is_pending(engine):
                raise click.ClickException("the database does not have the form of this version.")
            click.echo("The database is up to date.")
            return
        try:
            steps.move(engine, to)
        except CommandError:
            raise click.ClickException("there is no such revision.") from None
        click.echo(f"The database is at revision {steps.revision(engine) or 'base'}.")
