"""The database of the commands that need nothing else: they run where no service is configured yet."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from cds_service.settings import DEVELOPMENT_SECRET
from cds_service.store import migrate
from cds_service.store.database import open_database
from cds_service.store.migrate import PENDING

VARIABLE = "CDS_DATABASE_URL"
DEFAULT = "sqlite:///var/cds.sqlite3"


@contextmanager
def database(*, prepared: bool = True) -> Iterator[Engine]:
    """Open what the environment names; every error of it is one sentence, without the address.

    `prepared`: a database that nobody has used yet is made ready, and one of another version is refused.
    """
    try:
        engine = open_database(secret(VARIABLE) or DEFAULT)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    try:
        if prepared:
            make_ready(engine)
        yield engine
    except SQLAlchemyError as error:
        raise click.ClickException(f"the database cannot be used ({type(error).__name__}).") from None
    finally:
        engine.dispose()


def make_ready(engine: Engine) -> None:
    """Prepare a new database; refuse one of another version."""
    if migrate.is_empty(engine):
        migrate.upgrade(engine)
    elif migrate.is_pending(engine):
        raise click.ClickException(PENDING)


def secret_key() -> str:
    """Give the site's secret; in development everybody's."""
    given = secret("CDS_SECRET_KEY")
    if not given and os.environ.get("CDS_ENVIRONMENT") == "development":
        return DEVELOPMENT_SECRET
    if not given:
        raise click.ClickException("CDS_SECRET_KEY is not set.")
    return given


def secret(name: str) -> str:
    """Read a secret from the environment, or from the file that it names; empty where there is none."""
    file = os.environ.get(f"{name}_FILE", "")
    if not file:
        return os.environ.get(name, "").strip()
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise click.ClickException(f"{name}_FILE must name a text file that can be read.") from None
