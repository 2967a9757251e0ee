"""`clients`: who may call, as an administrator registers them."""

import getpass
from pathlib import Path

import click

from cds_service.hooks.client import Client
from cds_service.hooks.registration import NotAClient
from cds_service.store.clients import Clients

from .database import database

MOST_BYTES = 256 * 1024


@click.group()
def clients() -> None:
    """Register, list and remove the clients that may call. The database is that of CDS_DATABASE_URL."""


@clients.command()
@click.option("--issuer", required=True, help="The 'iss' of its tokens.")
@click.option("--jku", help="The https address of its key set, as its tokens name it.")
@click.option(
    "--jwks-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Its key set, agreed otherwise."
)
@click.option("--fhir-server", "fhir_servers", multiple=True, required=True, help="A base URL that its calls may name.")
@click.option("--tenant", "tenants", multiple=True, help="A 'tenant' of its tokens; without any, none is asked for.")
@click.option("--origin", "origins", multiple=True, help="A web origin from which its pages call.")
@click.option("--name", default="", help="What administrators call it.")
@click.option("--silent", is_flag=True, help="Compute and record, but show no card.")
def add(  # noqa: PLR0913 - one argument an option
    *,
    issuer: str,
    jku: str | None,
    jwks_file: Path | None,
    fhir_servers: tuple[str, ...],
    tenants: tuple[str, ...],
    origins: tuple[str, ...],
    name: str,
    silent: bool,
) -> None:
    """Register a client: its issuer, its keys and the FHIR servers that are its own."""
    client = Client(
        id="",
        name=name[:200],
        issuer=issuer,
        jwks_url=jku,
        jwks=_text(jwks_file),
        fhir_servers=tuple(one.rstrip("/") for one in fhir_servers),
        tenants=tenants,
        origins=tuple(one.rstrip("/") for one in origins),
        silent=silent,
        registered_by=_whoever_asks(),
    )
    with database() as engine:
        try:
            added = Clients(engine).add(client)
        except NotAClient as refusal:
            raise click.ClickException(str(refusal)) from None
    click.echo(f"Registered as {added.id}.")


@clients.command("list")
def list_command() -> None:
    """List the clients that are registered."""
    with database() as engine:
        listed = Clients(engine).listed()
    if not listed:
        click.echo("No client is registered: nobody may call in production.")
    for one in listed:
        click.echo("\n".join(_told(one)))


@clients.command()
@click.argument("client")
def remove(client: str) -> None:
    """End a registration, by its id or its issuer. Its records stay."""
    with database() as engine:
        known = Clients(engine)
        ids = [one.id for one in known.listed() if client in {one.id, one.issuer}]
        if len(ids) != 1:
            raise click.ClickException(
                "no client has this id or issuer." if not ids else "several have it; give the id."
            )
        known.remove(ids[0])
    click.echo(f"Removed {ids[0]}; it is refused within a few seconds.")


@clients.command()
@click.argument("client")
def silence(client: str) -> None:
    """Go on computing and recording for a client, but show it no card."""
    _silence(client, silent=True)


@clients.command()
@click.argument("client")
def unsilence(client: str) -> None:
    """Show a client cards again."""
    _silence(client, silent=False)


def _silence(client: str, *, silent: bool) -> None:
    with database() as engine:
        if not Clients(engine).silence(client, silent=silent):
            raise click.ClickException("no client has this id.")
    click.echo("It is shown no card any more." if silent else "It is shown cards again.")


def _told(client: Client) -> list[str]:
    since = client.registered_at.strftime("%Y-%m-%d %H:%M UTC") if client.registered_at else ""
    rows = (
        ("issuer", client.issuer),
        ("keys", client.jwks_url or "a key set that was given"),
        ("FHIR servers", ", ".join(client.fhir_servers)),
        ("tenants", ", ".join(client.tenants)),
        ("origins", ", ".join(client.origins)),
        ("state", "silent" if client.silent else "shown cards"),
        ("registered", f"{since} by {client.registered_by}"),
    )
    head = client.id if not client.name else f"{client.id} ({client.name})"
    return [head, *(f"  {label}: {value}" for label, value in rows if value)]


def _text(file: Path | None) -> str | None:
    if file is None:
        return None
    if file.stat().st_size > MOST_BYTES:
        raise click.ClickException("the key set is larger than any.")
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise click.ClickException("the key set is no text in UTF-8.") from None


def _whoever_asks() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "nobody who has a name here"
