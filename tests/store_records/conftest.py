"""A database and a spool of their own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cds_service.store.records import Records
from cds_service.store.spool import Spool
from tests.store_records.making import KEY, new_database


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = new_database(tmp_path)
    yield engine
    engine.dispose()


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "state" / "records")


@pytest.fixture
def records(engine: Engine, spool: Spool) -> Records:
    return Records(engine, spool, KEY)
