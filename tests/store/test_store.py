"""Clients, used tokens, cool-downs and migrations: the same facts on SQLite and on PostgreSQL."""

import multiprocessing
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, inspect, select, update
from sqlalchemy.exc import StatementError

from cds_service.decision.remembered import Remembered
from cds_service.hooks.client import Client
from cds_service.hooks.registration import NotAClient
from cds_service.store import migrate, tables
from cds_service.store.clients import SECONDS, Clients
from cds_service.store.cool_downs import CoolDowns
from cds_service.store.database import open_database
from cds_service.store.records import Records
from cds_service.store.rest import Rest
from cds_service.store.spool import Spool
from cds_service.store.used_tokens import SWEEP_EVERY, UsedTokens
from tests.conftest import require
from tests.store.postgresql import binaries, postgresql
from tests.store_records.making import KEY, entry
from tests.tokens import ec_key, key_set

EHR = Client(
    id="", name="Our EHR", issuer="https://ehr.example.org", jwks=key_set(ec_key()), fhir_servers=("https://ehr/fhir",)
)
TODAY = date(2026, 6, 30)
SHOWN = Remembered(
    status="cachexia", loss_percent=Decimal("7.5"), first_shown_on=TODAY, shown_on=TODAY, answered_on=None
)


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_the_migrations_make_what_the_tables_say(engine: Engine) -> None:
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_a_database_goes_forward_and_back_with_what_it_holds(empty: Engine) -> None:
    assert (migrate.is_empty(empty), migrate.is_pending(empty), migrate.revision(empty)) == (True, True, None)
    migrate.upgrade(empty)
    assert (migrate.is_empty(empty), migrate.is_pending(empty)) == (False, False)
    Clients(empty).add(EHR)
    migrate.move(empty, "0001")
    assert len(Clients(empty).listed()) == 1
    migrate.move(empty, "base")
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}
    migrate.move(empty, "head")
    assert not migrate.is_pending(empty)


def _upgrade(url: str) -> None:
    migrate.upgrade(open_database(url))


def in_processes(count: int, target: Callable[..., object], *arguments: object) -> list[object]:
    """Run it in so many processes at once, and give what each returns."""
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        return pool.starmap(target, [arguments] * count)


def test_two_processes_may_prepare_one_database(empty: Engine, url: str) -> None:
    in_processes(2, _upgrade, url)
    assert not migrate.is_pending(empty)


def test_a_moment_is_kept_in_utc(engine: Engine) -> None:
    row = {"number": 1, "document": "", "mac": ""}
    at = datetime(2026, 6, 30, 12, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    with engine.begin() as connection:
        connection.execute(insert(tables.anchors), row | {"at": at})
        assert connection.scalar(select(tables.anchors.c.at)) == datetime(2026, 6, 30, 6, 15, tzinfo=UTC)
    with engine.begin() as connection, pytest.raises(StatementError, match="time zone"):
        connection.execute(insert(tables.anchors), row | {"number": 2, "at": datetime(2026, 6, 30)})  # noqa: DTZ001


def test_a_client_is_registered_as_it_said(engine: Engine) -> None:
    said = replace(EHR, tenants=("a",), origins=("https://pages.example.org",), silent=True, registered_by="root")
    added = Clients(engine).add(said)
    assert added.registered_at is not None
    assert Clients(engine).listed() == (replace(said, id="our-ehr", registered_at=added.registered_at),)


def test_a_client_that_does_not_fit_is_not_registered(engine: Engine) -> None:
    clients = Clients(engine)
    clients.add(EHR)
    with pytest.raises(NotAClient):
        clients.add(EHR)
    assert len(clients.listed()) == 1


def test_an_id_is_never_given_again(engine: Engine) -> None:
    clients = Clients(engine)
    assert clients.add(EHR).id == "our-ehr"
    assert clients.remove("our-ehr")
    assert not clients.remove("our-ehr")
    assert clients.add(EHR).id == "our-ehr-2"
    assert [one.id for one in clients.listed()] == ["our-ehr-2"]


def test_a_change_of_the_list_is_seen_within_seconds(engine: Engine) -> None:
    clock = Clock()
    clients = Clients(engine, clock=clock)
    assert clients.current() == ()
    Clients(engine).add(EHR)
    assert clients.current() == ()
    clock.now += SECONDS
    assert [one.silent for one in clients.current()] == [False]
    assert Clients(engine).silence("our-ehr", silent=True)
    assert not Clients(engine).silence("nobody", silent=True)
    clock.now += SECONDS
    assert [one.silent for one in clients.current()] == [True]


def test_the_last_known_clients_go_on_while_the_database_is_away(tmp_path: Path) -> None:
    engine, clock = open_database(f"sqlite:///{tmp_path}/cds.sqlite3"), Clock()
    rest = Rest(clock)
    with pytest.raises(Exception, match="no such table"):
        Clients(engine).current()
    migrate.upgrade(engine)
    Clients(engine).add(EHR)
    clients = Clients(engine, rest, clock=clock)
    assert len(clients.current()) == 1
    migrate.downgrade(engine, "base")
    for _ in range(2):
        clock.now += SECONDS
        assert (len(clients.current()), rest.is_on) == (1, True)


def test_a_token_is_used_once(engine: Engine) -> None:
    used = UsedTokens(engine)
    assert [used.first_use("i", "t", 2_000) for _ in range(2)] == [True, False]
    assert [used.first_use(*one, 2_000) for one in (("i", "u"), ("j", "t"), ("i\0", "t"))] == [True, True, True]
    assert not UsedTokens(engine).first_use("i", "t", 2_000)


def _uses(url: str) -> int:
    used = UsedTokens(open_database(url))
    with ThreadPoolExecutor(8) as threads:
        return sum(threads.map(lambda number: used.first_use("i", str(number % 25), 2_000), range(200)))


def test_of_many_at_once_one_is_the_first(engine: Engine, url: str) -> None:
    assert sum(map(int, map(str, in_processes(2, _uses, url)))) == 25
    assert not UsedTokens(engine).first_use("i", "7", 2_000)


def test_what_has_expired_by_itself_is_forgotten(engine: Engine) -> None:
    clock = Clock()
    used = UsedTokens(engine, clock=clock)
    for number in range(SWEEP_EVERY):
        assert used.first_use("i", str(number), 999 if number < 400 else 2_000)
    with engine.begin() as connection:
        left = set(connection.scalars(select(tables.used_tokens.c.until)))
        count = len(list(connection.scalars(select(tables.used_tokens.c.token))))
    assert (left, count) == ({2_000}, 600)


def test_without_the_database_a_process_remembers_by_itself(tmp_path: Path) -> None:
    engine, clock = open_database(f"sqlite:///{tmp_path}/cds.sqlite3"), Clock()
    rest = Rest(clock)
    used = UsedTokens(engine, rest)
    assert [used.first_use("i", one, 2_000) for one in ("t", "t", "u")] == [True, False, True]
    assert rest.is_on
    migrate.upgrade(engine)
    clock.now += 60
    assert [used.first_use("i", one, 2_000) for one in ("t", "v", "v")] == [False, True, False]


def test_a_process_remembers_so_many_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cds_service.store.used_tokens.MOST_HELD", 2)
    used = UsedTokens(open_database(f"sqlite:///{tmp_path}/cds.sqlite3"))
    assert [used.first_use("i", one, 2_000) for one in ("a", "b", "c", "a", "c")] == [True, True, True, True, False]


def test_what_was_shown_is_recalled_as_it_was(engine: Engine) -> None:
    cool_downs = CoolDowns(engine)
    assert cool_downs.recall("ehr", "p") is None
    cool_downs.remember("ehr", "p", SHOWN)
    assert (cool_downs.recall("ehr", "p"), cool_downs.recall("other", "p")) == (SHOWN, None)
    later = replace(SHOWN, loss_percent=None, shown_on=TODAY + timedelta(days=1))
    cool_downs.remember("ehr", "p", later)
    assert cool_downs.recall("ehr", "p") == later


def test_an_answer_is_remembered_and_an_earlier_one_does_not_undo_it(engine: Engine) -> None:
    cool_downs = CoolDowns(engine)
    cool_downs.answered("ehr", "p", TODAY)
    assert cool_downs.recall("ehr", "p") is None
    cool_downs.remember("ehr", "p", SHOWN)
    for day in (TODAY, TODAY - timedelta(days=3)):
        cool_downs.answered("ehr", "p", day)
        assert cool_downs.recall("ehr", "p") == replace(SHOWN, answered_on=TODAY)


def test_what_was_shown_long_ago_is_forgotten(engine: Engine) -> None:
    cool_downs = CoolDowns(engine)
    for number, days in enumerate((0, 1, 2)):
        cool_downs.remember("ehr", str(number), replace(SHOWN, shown_on=TODAY - timedelta(days=days)))
    assert cool_downs.forget(TODAY - timedelta(days=1)) == 1
    assert cool_downs.recall("ehr", "2") is None


def test_no_client_is_called_what_everybody_is_called_in_development(engine: Engine) -> None:
    assert Clients(engine).add(replace(EHR, name="Development")).id == "development-2"


def _count(url: str) -> None:
    engine = open_database(url)

    def count(_: int) -> None:
        with engine.begin() as connection:
            until = connection.scalar(select(tables.used_tokens.c.until).with_for_update())
            connection.execute(update(tables.used_tokens).values(until=until + 1))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count, range(200)))


def test_who_reads_and_then_writes_is_never_told_that_the_database_is_locked(engine: Engine, url: str) -> None:
    with engine.begin() as connection:
        connection.execute(insert(tables.used_tokens), {"token": "t", "until": 0})
    in_processes(2, _count, url)
    with engine.begin() as connection:
        assert connection.scalar(select(tables.used_tokens.c.until)) == 400


def test_a_file_is_nobody_else_s(tmp_path: Path) -> None:
    path = tmp_path / "new" / "cds.sqlite3"
    migrate.upgrade(open_database(f"sqlite:///{path}"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "url", ["hunter2", "sqlite://", "sqlite:///:memory:", "nodb://hunter2@x/y", "sqlite:////proc/hunter2/x"]
)
def test_a_url_that_is_none_is_refused_without_its_text(url: str) -> None:
    with pytest.raises(ValueError, match="CDS_DATABASE_URL") as refused:
        open_database(url)
    assert "hunter2" not in str(refused.value)


def test_a_server_that_is_stopped_and_comes_back_loses_nothing(tmp_path: Path) -> None:
    programs = binaries()
    require("PostgreSQL", present=programs is not None)
    assert programs
    with postgresql(programs) as own:
        engine, clock = open_database(own.new_database()), Clock()
        migrate.upgrade(engine)
        rest, spool = Rest(clock), Spool(tmp_path / "spool")
        records, used = Records(engine, spool, KEY, rest), UsedTokens(engine, rest)
        records.keep(entry(1))
        own.stop()
        records.keep(entry(2))
        assert (used.first_use("i", "t", 2_000), rest.is_on, spool.waiting) == (True, True, 1)
        own.start()
        clock.now += 60
        spool.drain(lambda _kind, document: records.apply(document))
        assert not used.first_use("i", "t", 2_000)
        with engine.begin() as connection:
            assert len(list(connection.scalars(select(tables.decisions.c.id)))) == 2
        engine.dispose()
