"""Every decision is kept once: in the database, else in the spool; and no call ever fails for it."""

import errno
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update

from cds_service.store.anchors import anchor
from cds_service.store.comments import Comments
from cds_service.store.feedback import Feedbacks, drain_all
from cds_service.store.records import Records
from cds_service.store.rest import Rest
from cds_service.store.spool import Spool
from cds_service.store.tables import anchors, chain_heads, decisions, metadata, shown_cards
from cds_service.store.verify import size_of, verify
from tests.store_records.making import KEY, entry, lost_database, new_database, number_of_decisions


def problems(engine: Engine, file: Path | None = None) -> list[str]:
    return [str(one) for one in verify(engine, KEY, file)]


def drain(engine: Engine, spool: Spool) -> None:
    drain_all(spool, Records(engine, spool, KEY), Feedbacks(engine, spool, Comments(KEY, keeps=False)))


def test_a_decision_is_kept_with_its_cards_in_a_chain(engine: Engine, records: Records) -> None:
    for number in range(3):
        records.keep(entry(number))
    with engine.begin() as connection:
        rows = connection.execute(select(decisions).order_by(decisions.c.sequence)).all()
        assert [row.sequence for row in rows] == [1, 2, 3]
        assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
        assert len({row.writer for row in rows}) == 1
        assert len(connection.execute(select(shown_cards)).all()) == 3
    assert problems(engine) == []


def test_an_entry_that_comes_twice_is_kept_once(engine: Engine, records: Records) -> None:
    records.keep(entry(1))
    records.keep(entry(1))
    assert (number_of_decisions(engine), records.lost) == (1, 0)


def test_threads_of_a_process_write_one_chain(engine: Engine, records: Records) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: records.keep(entry(number)), range(40)))
    assert size_of(engine).decisions == 40
    assert size_of(engine).chains == 1
    assert problems(engine) == []


def test_a_fork_writes_a_chain_of_its_own(engine: Engine, records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    records.keep(entry(1))
    monkeypatch.setattr(os, "getpid", lambda: 4_000_000)
    records.keep(entry(2))
    assert size_of(engine).chains == 2
    assert problems(engine) == []


def test_without_a_database_entries_wait_in_files_that_only_the_service_reads(tmp_path: Path, spool: Spool) -> None:
    Records(lost_database(tmp_path), spool, KEY).keep(entry(1))
    (file,) = spool.folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (spool.waiting, spool.holds("decision"), spool.holds("feedback")) == (1, True, False)
    engine = new_database(tmp_path)
    drain(engine, spool)
    assert (number_of_decisions(engine), spool.waiting, problems(engine)) == (1, 0, [])


def test_after_a_failure_the_database_is_left_alone_for_a_while(tmp_path: Path, spool: Spool) -> None:
    now = [0.0]
    records = Records(lost_database(tmp_path), spool, KEY, Rest(lambda: now[0]))
    records.keep(entry(1))
    records._engine = engine = new_database(tmp_path)  # it is back, but nobody knows yet
    records.keep(entry(2))
    assert (number_of_decisions(engine), spool.waiting) == (0, 2)
    now[0] = 100.0
    records.keep(entry(3))
    assert (number_of_decisions(engine), spool.waiting) == (1, 2)


def test_where_not_even_the_spool_takes_it_the_loss_is_counted_and_told_without_content(
    tmp_path: Path, spool: Spool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    records = Records(lost_database(tmp_path), spool, KEY)
    monkeypatch.setattr(os, "write", full)
    records.keep(entry(1))
    assert records.lost == 1
    assert [one.getMessage() for one in caplog.records] == ["the record of a decision is lost: OSError"]


def test_a_mistake_of_ours_does_not_reach_the_call_and_the_entry_waits(tmp_path: Path, spool: Spool) -> None:
    engine = new_database(tmp_path)
    records = Records(engine, spool, KEY)
    records.keep(entry(1))
    records.keep(entry(2, cards=entry(1).cards))  # the uuid of a card is taken
    assert (number_of_decisions(engine), spool.waiting, records.lost) == (1, 1, 0)
    drain(engine, spool)
    assert (number_of_decisions(engine), spool.waiting) == (1, 0)
    assert len((spool.folder / "unfit.ndjson").read_text("utf-8").splitlines()) == 1


def test_while_the_tables_are_missing_everything_waits(tmp_path: Path, spool: Spool) -> None:
    engine = new_database(tmp_path)
    metadata.drop_all(engine)
    Records(engine, spool, KEY).keep(entry(1))
    drain(engine, spool)
    assert spool.waiting == 1


Tampering = Callable[[Any], object]
TAMPERING: list[Tampering] = [
    lambda connection: connection.execute(update(chain_heads).values(sequence=1, hash="0" * 64)),
    lambda connection: connection.execute(delete(chain_heads)),
]


@pytest.mark.parametrize("tamper", TAMPERING)
def test_a_chain_that_was_tampered_with_is_left_for_verify_and_another_begun(
    engine: Engine, records: Records, tamper: Tampering
) -> None:
    records.keep(entry(1))
    records.keep(entry(2))
    with engine.begin() as connection:
        tamper(connection)
    records.keep(entry(3))
    with engine.begin() as connection:
        assert len(set(connection.scalars(select(decisions.c.writer)))) == 2
    assert problems(engine) != []


def test_an_old_head_put_back_is_not_gone_on_from(engine: Engine, records: Records) -> None:
    records.keep(entry(1))
    with engine.begin() as connection:
        old = connection.execute(select(chain_heads)).one()._asdict()
    records.keep(entry(2))
    with engine.begin() as connection:
        connection.execute(delete(decisions).where(decisions.c.sequence == 2))
        connection.execute(update(chain_heads).values(old))
    records.keep(entry(3))
    assert size_of(engine).chains == 2


def test_with_the_first_decision_and_every_so_many_an_anchor_is_written(
    engine: Engine, records: Records, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cds_service.store.records.DECISIONS_BETWEEN_ANCHORS", 2)
    for number in range(4):
        records.keep(entry(number))
    records.apply(entry(4).document())
    file = spool.folder / "anchors.ndjson"
    assert len(file.read_text("utf-8").splitlines()) == 3
    assert problems(engine, file) == []


def test_an_anchor_that_cannot_be_written_stops_nothing(
    engine: Engine, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cds_service.store.records.DECISIONS_BETWEEN_ANCHORS", 1)
    with engine.begin() as connection:
        anchors.drop(connection)
    records.keep(entry(1))
    assert number_of_decisions(engine) == 1


def test_anchors_are_counted(engine: Engine) -> None:
    assert [anchor(engine, KEY), anchor(engine, KEY)] == [1, 2]
