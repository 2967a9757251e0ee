"""Brings a database to the form that this version uses, step by step, also where several processes want to at once."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

PENDING = "the database does not have the form of this version; run `cachexia-cds migrate`."
STEPS = Path(__file__).parent / "migrations"
LOCK = 7_203_411_986
"""The advisory lock of migrations on PostgreSQL; any number that nobody else uses. SQLite locks by itself."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Go forward to a revision."""
    _run(engine, command.upgrade, to)


def downgrade(engine: Engine, to: str) -> None:
    """Go back to a revision; `base` is before the first."""
    _run(engine, command.downgrade, to)


def move(engine: Engine, to: str) -> None:
    """Go to a revision, wherever it lies."""
    now = revision(engine)
    passed = {one.revision for one in ScriptDirectory(str(STEPS)).iterate_revisions(now, "base")} if now else set()
    if to == "base" or to in passed:
        downgrade(engine, to)
    else:
        upgrade(engine, to)


def revision(engine: Engine) -> str | None:
    """Give the revision that the database has; None before the first."""
    with engine.begin() as connection:
        return _revision(connection)


def is_pending(engine: Engine) -> bool:
    """Say whether the database is older, or newer, than this version."""
    with engine.begin() as connection:
        return _revision(connection) != ScriptDirectory(str(STEPS)).get_current_head()


def is_empty(engine: Engine) -> bool:
    """Say whether nobody has prepared the database yet."""
    with engine.begin() as connection:
        return _revision(connection) is None


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _run(engine: Engine, step: Callable[[Config, str], object], to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        step(config, to)
