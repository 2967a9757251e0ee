"""Opens the database: SQLite for one machine, PostgreSQL for several. One engine a process, made after its fork."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

READS_ONLY = "reads_only"
BUSY_SECONDS = 2
"""How long a writer waits for the others before a call goes on without the database."""
UNREACHABLE = (DatabaseError, InterfaceError, PoolTimeout)
"""What says that the database cannot be used now: away, locked, full, damaged, or not of this version."""


def open_database(url: str, *, durable: bool = True) -> Engine:
    """Make the engine; nothing is asked yet. Raises ValueError, without the URL, where it cannot be read.

    What is not durable outlives the process, but on SQLite perhaps not a loss of power: it costs a tenth.
    """
    try:
        parsed = make_url(url)
        is_sqlite = parsed.get_backend_name() == "sqlite"
        if is_sqlite:
            _prepare_file(parsed.database)
        options: dict[str, Any] = (
            {"connect_args": {"timeout": BUSY_SECONDS}}
            if is_sqlite
            else {
                "connect_args": {"connect_timeout": BUSY_SECONDS, "options": f"-c lock_timeout={BUSY_SECONDS}s"},
                "pool_size": 8,
                "max_overflow": 8,
                "pool_timeout": BUSY_SECONDS,
                "pool_pre_ping": True,
            }
        )
        engine = create_engine(parsed, hide_parameters=True, **options)
    except Exception:  # noqa: BLE001 - drivers and SQLAlchemy raise many kinds, and their texts may hold a password
        raise ValueError(
            "CDS_DATABASE_URL is no database that can be used: sqlite:///FILE or postgresql+psycopg://..."
        ) from None
    if is_sqlite:
        event.listen(engine, "connect", partial(_prepare_sqlite, "FULL" if durable else "NORMAL"))
        event.listen(engine, "begin", _begin)
    return engine


def _prepare_file(name: str | None) -> None:
    """Make the folder and the file, for nobody else to read: records and feedback are in it."""
    if not name or name == ":memory:":
        raise ValueError("each thread would have a database of its own")
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():  # to open and close a file that is in use would drop the locks of this process
        path.touch(mode=0o600)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads, and keeps no writer waiting."""
    with engine.connect().execution_options(**{READS_ONLY: True}) as connection, connection.begin():
        yield connection


def _prepare_sqlite(synchronous: str, connection: Any, _record: object) -> None:
    """Many readers beside a writer; what is committed is on the disk; foreign keys hold."""
    connection.isolation_level = None  # we begin transactions ourselves
    _write_ahead(connection)
    for pragma in (f"synchronous={synchronous}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any) -> None:
    """Keep a log for writers; the file remembers it. SQLite does not wait where two switch a new file over at once."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    """Ask for the right to write at once, but where nothing is to be written.

    Whoever reads first and writes then is told "locked" whatever its patience, where another has written in between:
    393 of 1,200 such transactions of two workers failed, and none of these.
    """
    reads_only = connection.get_execution_options().get(READS_ONLY)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
