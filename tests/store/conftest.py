"""Each test of the store runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cds_service.store.database import open_database
from cds_service.store.migrate import upgrade
from tests.conftest import require
from tests.store.postgresql import Server, binaries, postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = binaries()
    require("PostgreSQL", present=programs is not None)
    assert programs
    with postgresql(programs) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/cds.sqlite3"
    running: Server = request.getfixturevalue("server")
    return running.new_database()


@pytest.fixture
def empty(url: str) -> Iterator[Engine]:
    """Give a database in which nothing is yet."""
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """Give a database that is ready."""
    upgrade(empty)
    return empty
