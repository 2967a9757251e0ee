"""`audit`: prove, anchor, shorten and hand out the record of decisions."""

import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import Engine

from cds_service.store.anchors import FILE, anchor
from cds_service.store.comments import Comments
from cds_service.store.export import audit_events, lines
from cds_service.store.retention import prune
from cds_service.store.spool import FOLDER
from cds_service.store.verify import size_of, verify

from .database import database, secret_key


@dataclass(frozen=True)
class Store:
    """What the commands work on."""

    engine: Engine
    key: bytes
    anchors_file: Path


@click.group()
def audit() -> None:
    """Prove, anchor, shorten and hand out the record of decisions.

    The database and the key are those of the service: CDS_DATABASE_URL, CDS_SECRET_KEY and CDS_STATE_FOLDER.
    """


@audit.command("verify")
def verify_command() -> None:
    """Look for decisions that were edited, deleted or moved; the exit status is 1 where there are any."""
    with _store() as store:
        found = 0
        for problem in verify(store.engine, store.key, store.anchors_file):
            click.echo(problem.sentence)
            found += 1
        size = size_of(store.engine)
    if found:
        raise click.ClickException(f"the record is not as it was written: {_counted(found, 'problem')}.")
    click.echo(f"The record is whole: {_counted(size.decisions, 'decision')} in {_counted(size.chains, 'chain')}.")


@audit.command("anchor")
def anchor_command() -> None:
    """Write down where all chains end now, so that none can be shortened unseen."""
    with _store() as store:
        click.echo(f"Anchor {anchor(store.engine, store.key, store.anchors_file)} is written.")


@audit.command("prune")
@click.option("--days", required=True, type=click.IntRange(min=1, max=36_500), help="How many days are kept.")
def prune_command(days: int) -> None:
    """Delete the decisions that are older, with their cards and feedback."""
    before = datetime.now(UTC) - timedelta(days=days)
    with _store() as store:
        click.echo(f"{_counted(prune(store.engine, store.key, before, store.anchors_file), 'decision')} deleted.")


@audit.command("export")
@click.option("--format", "form", type=click.Choice(["ndjson", "fhir"]), default="ndjson", show_default=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From the beginning of this day, in UTC.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="To the end of this day, in UTC.")
@click.option("--comments", is_flag=True, help="With the users' comments; they may name patients.")
def export_command(form: str, since: datetime | None, until: datetime | None, *, comments: bool) -> None:
    """Print the record, a line for each decision and each item of feedback.

    With --format fhir, an AuditEvent of FHIR R4 for each decision.
    """
    if comments and form == "fhir":
        raise click.UsageError("an AuditEvent holds no comments.")
    moments = (
        since and since.replace(tzinfo=UTC),
        until and until.replace(tzinfo=UTC) + timedelta(days=1),
    )
    with _store() as store:
        reader = Comments(store.key, keeps=True) if comments else None
        for line in audit_events(store.engine, moments) if form == "fhir" else lines(store.engine, moments, reader):
            click.echo(line)


def records_key(secret: str) -> bytes:
    """Derive the key of the record from the site's secret, as the service does."""
    return hmac.digest(secret.encode(), b"records", "sha256")


@contextmanager
def _store() -> Iterator[Store]:
    """Open what the environment names; whatever fails is one sentence that quotes nothing."""
    key = records_key(secret_key())
    folder = Path(os.environ.get("CDS_STATE_FOLDER", "").strip() or "var")
    with database() as engine:
        try:
            yield Store(engine, key, folder / FOLDER / FILE)
        except PermissionError:
            raise click.ClickException(
                "the state folder is another user's: run this as the user of the service."
            ) from None


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
