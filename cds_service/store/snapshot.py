"""Reads in pages, each of one moment: whoever reads for minutes would else keep the writers of SQLite waiting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select

PAGE = 500


@contextmanager
def moment(engine: Engine) -> Iterator[Connection]:
    """Open a transaction in which all is read as of one moment."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":  # SQLite reads like this anyway
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def paged(engine: Engine, query: Callable[[Row[Any] | None], Select[Any]]) -> Iterator[Row[Any]]:
    """Read what a query gives that begins after the last row it gave before."""
    last: Row[Any] | None = None
    while True:
        with moment(engine) as connection:
            rows = connection.execute(query(last).limit(PAGE)).all()
        yield from rows
        if len(rows) < PAGE:
            return
        last = rows[-1]
