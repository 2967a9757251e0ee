"""Whatever somebody without the key changes in the record is found; who changed nothing is never accused."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from cds_service.store.anchors import anchor
from cds_service.store.chain import GENESIS, link
from cds_service.store.records import Records
from cds_service.store.spool import Spool
from cds_service.store.tables import anchors, chain_heads, decisions, shown_cards
from cds_service.store.verify import size_of, verify
from tests.store_records.making import KEY, entry, new_database, number_of_decisions

COLUMNS = ("id", "at", "client", "patient", "outcome", "status", "ruleset_sha256", "document", "previous", "hash")


def problems(engine: Engine, file: Path | None = None, key: bytes = KEY) -> list[str]:
    return [str(one) for one in verify(engine, key, file)]


def fill(engine: Engine, folder: Path, lengths: list[int]) -> None:
    """Let several processes write, in turns."""
    number = number_of_decisions(engine)
    for length in lengths:
        records = Records(engine, Spool(folder), KEY)
        for _ in range(length):
            records.keep(entry(number))
            number += 1


def edit(connection: Connection, row: Any, data: st.DataObject) -> None:
    column = decisions.c[data.draw(st.sampled_from(COLUMNS), label="column")]
    if column.name == "at":
        other: Any = entry(10_000).at
    elif column.name == "document":
        other = row.document.replace('"fearon":"met"', '"fearon":"not_met"')
    else:
        other = "another"
    connection.execute(text("PRAGMA defer_foreign_keys=ON"))
    if column.name == "id":
        connection.execute(delete(shown_cards).where(shown_cards.c.decision == row.id))
    connection.execute(update(decisions).where(decisions.c.id == row.id).values({column: other}))


def remove(connection: Connection, row: Any, data: st.DataObject) -> None:
    connection.execute(delete(decisions).where(decisions.c.id == row.id))


def swap(connection: Connection, row: Any, data: st.DataObject) -> None:
    """Let two rows change places; it stands for every other order, too."""
    others = connection.execute(select(decisions).where(decisions.c.id != row.id)).all()
    if not others:
        return remove(connection, row, data)
    other = data.draw(st.sampled_from(others), label="other")
    for id_, writer, sequence in (
        (row.id, "meanwhile", 0),
        (other.id, row.writer, row.sequence),
        (row.id, other.writer, other.sequence),
    ):
        connection.execute(update(decisions).where(decisions.c.id == id_).values(writer=writer, sequence=sequence))
    return None


def truncate(connection: Connection, row: Any, data: st.DataObject) -> None:
    """Cut the end of a chain off, and let its head say so as well as one can without the key."""
    of_the_chain = decisions.c.writer == row.writer
    connection.execute(delete(decisions).where(of_the_chain, decisions.c.sequence >= row.sequence))
    if data.draw(st.booleans(), label="and the head"):
        head = update(chain_heads).where(chain_heads.c.writer == row.writer)
        connection.execute(head.values(sequence=row.sequence - 1, hash=row.previous))


def behead(connection: Connection, row: Any, data: st.DataObject) -> None:
    connection.execute(delete(chain_heads).where(chain_heads.c.writer == row.writer))


def cut_the_beginning(connection: Connection, row: Any, data: st.DataObject) -> None:
    """Do what retention does, without the key."""
    of_the_chain = decisions.c.writer == row.writer
    connection.execute(delete(decisions).where(of_the_chain, decisions.c.sequence <= row.sequence))
    head = update(chain_heads).where(chain_heads.c.writer == row.writer)
    connection.execute(head.values(first_sequence=row.sequence + 1, first_previous=row.hash))


def rewrite(connection: Connection, row: Any, data: st.DataObject) -> None:
    """Change a document and hash the whole rest of the chain again."""
    later = select(decisions).where(decisions.c.writer == row.writer, decisions.c.sequence >= row.sequence)
    previous = row.previous
    for one in connection.execute(later.order_by(decisions.c.sequence)).all():
        document = one.document.replace('"fearon":"met"', '"fearon":"not_met"')
        values = {"document": document, "previous": previous, "hash": link(previous, document)}
        previous = values["hash"]
        connection.execute(update(decisions).where(decisions.c.id == one.id).values(values))
    connection.execute(update(chain_heads).where(chain_heads.c.writer == row.writer).values(hash=previous))


@settings(max_examples=120)
@given(
    lengths=st.lists(st.integers(1, 6), min_size=1, max_size=3),
    tamper=st.sampled_from([edit, remove, swap, truncate, behead, cut_the_beginning, rewrite]),
    data=st.data(),
)
def test_whatever_is_done_to_a_chain_is_found(
    lengths: list[int], tamper: Callable[[Connection, Any, st.DataObject], None], data: st.DataObject
) -> None:
    with TemporaryDirectory() as name:
        engine = new_database(Path(name))
        fill(engine, Path(name), lengths)
        assert problems(engine) == []
        with engine.begin() as connection:
            rows = connection.execute(select(decisions).order_by(decisions.c.at)).all()
            tamper(connection, data.draw(st.sampled_from(rows), label="row"), data)
        assert problems(engine) != []
        engine.dispose()


def test_a_long_chain_is_walked_page_by_page(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(engine, tmp_path, [10, 7])
    for module in ("snapshot", "verify"):
        monkeypatch.setattr(f"cds_service.store.{module}.PAGE", 5)
    assert problems(engine) == []
    assert (size_of(engine).decisions, size_of(engine).chains) == (17, 2)


@pytest.mark.parametrize("spoiled", ["[]", "{}", "no JSON"])
def test_a_document_that_cannot_be_read_is_told(engine: Engine, tmp_path: Path, spoiled: str) -> None:
    fill(engine, tmp_path, [1])
    with engine.begin() as connection:
        connection.execute(update(decisions).values(document=spoiled, hash=link(GENESIS, spoiled)))
    assert any("cannot be read" in one for one in problems(engine))


def test_a_card_that_was_changed_is_told(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path, [2])
    with engine.begin() as connection:
        connection.execute(update(shown_cards).values(topic="another"))
    assert len(problems(engine)) == 2


def test_another_key_proves_nothing(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path, [2])
    assert len(problems(engine, key=b"another")) == 2  # the head and the anchor


def test_a_problem_names_nothing_that_was_recorded(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path, [3])
    with engine.begin() as connection:
        connection.execute(update(decisions).values(patient="Mrs Smith"))
    assert len(problems(engine)) == 3
    assert "Smith" not in "".join(problems(engine))


def test_a_chain_of_one_decision_is_missed(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path, [1])
    with engine.begin() as connection:
        gone(connection)
    assert len(problems(engine)) == 1


def gone(connection: Connection) -> None:
    writer = connection.scalar(select(chain_heads.c.writer))
    connection.execute(delete(decisions).where(decisions.c.writer == writer))
    connection.execute(delete(chain_heads).where(chain_heads.c.writer == writer))


def test_a_chain_that_is_gone_is_missed_also_by_later_anchors(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path, [2, 2])
    anchor(engine, KEY)
    with engine.begin() as connection:
        gone(connection)
    anchor(engine, KEY)
    assert ["is gone" in one for one in problems(engine)] == [True]


def test_an_old_end_that_was_put_back_is_seen_by_the_anchor_after_it(engine: Engine, tmp_path: Path) -> None:
    records = Records(engine, Spool(tmp_path), KEY)
    records.keep(entry(1))
    with engine.begin() as connection:
        old = connection.execute(select(chain_heads)).one()._asdict()
    records.keep(entry(2))
    anchor(engine, KEY)
    with engine.begin() as connection:
        connection.execute(delete(decisions).where(decisions.c.sequence == 2))
        connection.execute(update(chain_heads).values(old))
    anchor(engine, KEY)
    assert len(problems(engine)) == 1


def test_a_decision_that_differs_from_what_an_anchor_saw_is_told(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path, [1])
    anchor(engine, KEY)
    with engine.begin() as connection:
        gone(connection)
    fill(engine, tmp_path, [1])
    with engine.begin() as connection:
        one = connection.execute(select(anchors).order_by(anchors.c.number)).first()
        assert one
        writer = connection.scalar(select(chain_heads.c.writer))
        old = next(iter(json.loads(one.document)["heads"]))
        connection.execute(update(chain_heads).values(writer=old))
        connection.execute(update(decisions).values(writer=old, hash="0" * 64))
    assert writer != old
    assert any("another than an anchor saw" in one for one in problems(engine))


AnchorTampering = Callable[[Connection], object]
ANCHORS: dict[str, AnchorTampering] = {
    "edited": lambda c: c.execute(
        update(anchors).where(anchors.c.number == 2).values(document='{"heads":{},"number":2,"at":""}')
    ),
    "spoiled": lambda c: c.execute(update(anchors).where(anchors.c.number == 3).values(document="no JSON")),
    "moved in time": lambda c: c.execute(update(anchors).where(anchors.c.number == 2).values(at=entry(1).at)),
    "the first deleted": lambda c: c.execute(delete(anchors).where(anchors.c.number == 1)),
    "one deleted": lambda c: c.execute(delete(anchors).where(anchors.c.number == 2)),
    "the last deleted": lambda c: c.execute(delete(anchors).where(anchors.c.number == 6)),
    "one forged": lambda c: c.execute(insert(anchors).values(number=7, at=entry(1).at, document="{}", mac="0")),
}


@pytest.mark.parametrize("tamper", ANCHORS.values(), ids=ANCHORS.keys())
def test_an_anchor_that_was_changed_or_deleted_is_found(
    engine: Engine, tmp_path: Path, tamper: AnchorTampering
) -> None:
    file = tmp_path / "elsewhere" / "anchors.ndjson"
    for length in (1, 2, 1):
        fill(engine, tmp_path, [length])
        anchor(engine, KEY, file)
    with file.open("a", encoding="utf-8") as lines:
        lines.write('{"torn')
    assert problems(engine, file) == []
    with engine.begin() as connection:
        tamper(connection)
    assert problems(engine, file) != []


def test_anchors_that_were_all_written_anew_differ_from_the_file(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "anchors.ndjson"
    fill(engine, tmp_path, [1])
    anchor(engine, KEY, file)
    fill(engine, tmp_path, [1])
    with engine.begin() as connection:
        connection.execute(delete(anchors))
    anchor(engine, KEY)
    assert problems(engine) == []
    assert len(problems(engine, file)) == 3
