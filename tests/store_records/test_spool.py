"""What was acknowledged is brought in exactly once, whoever is killed and whenever."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import OperationalError

from cds_service.store.comments import Comments
from cds_service.store.feedback import Feedbacks, drain_all
from cds_service.store.records import Records
from cds_service.store.spool import Spool
from cds_service.store.tables import decisions, feedback
from cds_service.store.verify import verify
from tests.store_records.making import KEY, NOON, entry, lost_database, number_of_decisions, said
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]
SPOOLING = """
import sys
from pathlib import Path
from cds_service.store.spool import Spool
from tests.store_records.making import entry
spool = Spool(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 10_000_000):
    spool.put("decision", entry(number).document(), durable=False)
    print(number, flush=True)
"""
DRAINING = """
import sys
from pathlib import Path
from cds_service.store.comments import Comments
from cds_service.store.feedback import Feedbacks, drain_all
from cds_service.store.records import Records
from cds_service.store.spool import Spool
from tests.store_records.making import KEY, url_of
from cds_service.store.database import open_database
spool, engine = Spool(Path(sys.argv[1])), open_database(url_of(Path(sys.argv[2])))
while spool.waiting:
    drain_all(spool, Records(engine, spool, KEY), Feedbacks(engine, spool, Comments(KEY, keeps=False)))
"""


@contextmanager
def running(source: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", source, *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def drain(engine: Engine, spool: Spool) -> None:
    drain_all(spool, Records(engine, spool, KEY), Feedbacks(engine, spool, Comments(KEY, keeps=False)))


def ids(engine: Engine) -> list[str]:
    with engine.begin() as connection:
        return sorted(connection.scalars(select(decisions.c.id)))


def whole(engine: Engine) -> bool:
    return not list(verify(engine, KEY))


@pytest.mark.parametrize("acknowledged", [1, 57, 300])
def test_a_process_that_is_killed_while_it_spools_loses_nothing_acknowledged(
    engine: Engine, spool: Spool, acknowledged: int
) -> None:
    with running(SPOOLING, spool.folder, 0) as process:
        assert process.stdout
        numbers = [int(process.stdout.readline()) for _ in range(acknowledged)]
        process.send_signal(signal.SIGKILL)
        numbers += [int(line) for line in process.stdout if line.endswith("\n")]
    drain(engine, spool)
    kept = ids(engine)
    assert {entry(number).id for number in numbers} <= set(kept)
    assert len(kept) <= len(numbers) + 1  # one may be in the file whose acknowledgement was not written any more
    assert (spool.waiting, whole(engine)) == (0, True)


@pytest.mark.parametrize("brought_in", [0, 5, 90])
def test_a_process_that_is_killed_while_it_brings_in_loses_and_doubles_nothing(
    engine: Engine, tmp_path: Path, spool: Spool, brought_in: int
) -> None:
    for number in range(400):
        spool.put("decision", entry(number).document(), durable=False)
    with running(DRAINING, spool.folder, tmp_path) as process:
        wait_until(lambda: number_of_decisions(engine) >= brought_in, "some are brought in")
        process.send_signal(signal.SIGKILL)
    drain(engine, spool)
    assert ids(engine) == sorted(entry(number).id for number in range(400))
    assert (spool.waiting, whole(engine)) == (0, True)


def test_two_processes_that_bring_in_at_once_beside_one_that_spools_bring_all_in_once(
    engine: Engine, tmp_path: Path, spool: Spool
) -> None:
    for number in range(300):
        Spool(spool.folder).put("decision", entry(number).document(), durable=False)
    with (
        running(DRAINING, spool.folder, tmp_path) as one,
        running(DRAINING, spool.folder, tmp_path) as other,
        running(SPOOLING, spool.folder, 1000) as third,
    ):
        assert third.stdout
        spooled = [int(third.stdout.readline()) for _ in range(100)]
        third.send_signal(signal.SIGKILL)
        spooled += [int(line) for line in third.stdout if line.endswith("\n")]
        assert (one.wait(60), other.wait(60)) == (0, 0)
    drain(engine, spool)
    kept = ids(engine)
    assert {entry(number).id for number in (*range(300), *spooled)} <= set(kept)
    assert len(kept) == len(set(kept)) <= 300 + len(spooled) + 1
    assert (spool.waiting, whole(engine)) == (0, True)


def test_what_cannot_be_brought_in_now_waits_on(engine: Engine, tmp_path: Path, spool: Spool) -> None:
    for number in range(3):
        spool.put("decision", entry(number).document(), durable=True)
    drain(lost_database(tmp_path), spool)
    assert spool.waiting == 3
    drain(engine, spool)
    assert (number_of_decisions(engine), spool.waiting) == (3, 0)


def test_what_was_brought_in_before_the_database_failed_is_not_brought_in_again(engine: Engine, spool: Spool) -> None:
    records = Records(engine, spool, KEY)
    for number in range(5):
        spool.put("decision", entry(number).document(), durable=False)
    seen = []

    def failing(_kind: str, document: dict[str, Any]) -> None:
        if len(seen) == 3:
            raise OperationalError("", None, Exception())
        seen.append(document["id"])
        records.apply(document)

    with pytest.raises(OperationalError):
        spool.drain(failing)
    assert (number_of_decisions(engine), spool.waiting) == (3, 5)
    drain(engine, spool)
    assert (number_of_decisions(engine), spool.waiting) == (5, 0)


def test_a_line_that_was_never_acknowledged_is_left_out_and_spoils_no_other(engine: Engine, spool: Spool) -> None:
    spool.put("decision", entry(1).document(), durable=False)
    (file,) = spool.folder.iterdir()
    with file.open("ab") as lines:
        lines.write(b'{"at":"2026-')
    assert spool.waiting == 1
    spool.put("decision", entry(2).document(), durable=False)
    with file.open("ab") as lines:
        lines.write(b'{"id":')
    drain(engine, spool)
    assert ids(engine) == [entry(1).id, entry(2).id]


def test_a_line_for_which_the_disk_has_no_room_leaves_no_trace(
    engine: Engine, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    spool.put("decision", entry(1).document(), durable=False)
    left = [5]

    def nearly_full(file: int, line: bytes) -> int:
        if not left[0]:
            raise OSError("full")
        room, left[0] = left[0], 0
        return write(file, line[:room])

    monkeypatch.setattr(os, "write", nearly_full)
    with pytest.raises(OSError, match="full"):
        spool.put("decision", entry(2).document(), durable=False)
    monkeypatch.undo()
    assert b"".join(path.read_bytes() for path in spool.folder.iterdir()).endswith(b"}\n")
    drain(engine, spool)
    assert ids(engine) == [entry(1).id]


def test_nobody_waits_for_who_brings_in(engine: Engine, spool: Spool) -> None:
    spool.put("decision", entry(1).document(), durable=False)
    inner = []
    assert spool.drain(lambda kind, document: inner.append(spool.drain(lambda *_: None))) == 1
    assert inner == [0]


def test_what_is_spooled_while_a_file_is_brought_in_goes_to_another(spool: Spool) -> None:
    spool.put("decision", {"id": "one"}, durable=False)
    seen: list[str] = []

    def apply(_kind: str, document: dict[str, Any]) -> None:
        seen.append(document["id"])
        spool.put("decision", {"id": "two"}, durable=False)

    assert (spool.drain(apply), spool.waiting, seen) == (1, 1, ["one"])


def test_a_card_is_brought_in_before_what_is_said_of_it(engine: Engine, tmp_path: Path, spool: Spool) -> None:
    lost = lost_database(tmp_path)
    Records(lost, spool, KEY).keep(entry(1))
    Feedbacks(lost, spool, Comments(KEY, keeps=False)).keep("client-a", "cancer-cachexia", [said(1)], NOON)
    feedbacks = Feedbacks(engine, spool, Comments(KEY, keeps=False))
    answered = drain_all(spool, Records(engine, spool, KEY), feedbacks)
    assert [(one.client, one.patient) for one in answered] == [("client-a", "p" * 64)]
    with engine.begin() as connection:
        assert connection.scalar(select(func.count(feedback.c.card))) == 1


def test_an_empty_spool_makes_no_folder(spool: Spool) -> None:
    assert (spool.drain(lambda *_: None), spool.waiting, spool.folder.exists()) == (0, 0, False)


def test_a_name_that_is_taken_away_before_it_is_locked_is_opened_again(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The moment between opening and locking, made as long as it takes."""
    flock, taken = fcntl.flock, []

    def slow(file: int, how: int) -> None:
        if not taken:
            (path,) = spool.folder.iterdir()
            taken.append(path.rename(path.with_suffix(".draining")))
        flock(file, how)

    monkeypatch.setattr(fcntl, "flock", slow)
    spool.put("decision", {"id": "one"}, durable=False)
    monkeypatch.undo()
    assert taken[0].read_bytes() == b""
    seen: list[str] = []
    spool.drain(lambda kind, document: seen.append(document["id"]))
    assert seen == ["one"]


def test_a_file_that_is_brought_in_while_it_is_counted_holds_nothing(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool.put("decision", {"id": "one"}, durable=False)
    gone = spool.folder / "decision-gone.waiting"
    gone.symlink_to("nowhere")
    assert spool.waiting == 1
