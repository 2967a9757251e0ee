"""Retention takes old decisions away, with all that hangs on them, and the record is still proved whole."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, func, select, update

from cds_service.store.anchors import anchor
from cds_service.store.comments import Comments
from cds_service.store.feedback import Feedbacks
from cds_service.store.records import Records
from cds_service.store.retention import prune
from cds_service.store.spool import Spool
from cds_service.store.tables import chain_heads, decisions, feedback, shown_cards
from cds_service.store.verify import size_of, verify
from tests.store_records.making import KEY, NOON, entry, new_database, number_of_decisions, said


def problems(engine: Engine, file: Path | None = None) -> list[str]:
    return [str(one) for one in verify(engine, KEY, file)]


def counts(engine: Engine) -> tuple[int, ...]:
    with engine.begin() as connection:
        tables = (decisions, shown_cards, feedback)
        return tuple(connection.scalar(select(func.count()).select_from(one)) or 0 for one in tables)


@given(
    lengths=st.lists(st.integers(1, 5), min_size=1, max_size=3),
    hours=st.lists(st.integers(0, 18), min_size=1, max_size=3),
)
def test_the_record_stays_whole_however_often_it_is_pruned(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], hours: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("pruned")
    engine, file = new_database(folder), folder / "anchors.ndjson"
    number = 0
    for length in lengths:
        records = Records(engine, Spool(folder), KEY)
        for _ in range(length):
            records.keep(entry(number))
            number += 1
    anchor(engine, KEY, file)
    for hour in hours:
        there = number_of_decisions(engine)
        assert prune(engine, KEY, NOON + timedelta(hours=hour), file) == there - number_of_decisions(engine)
        assert problems(engine, file) == []
    assert number_of_decisions(engine) == max(0, number - max(hours))
    records.keep(entry(1000))
    assert problems(engine, file) == []
    engine.dispose()


def test_cards_and_feedback_go_with_their_decision(engine: Engine, records: Records, spool: Spool) -> None:
    feedbacks = Feedbacks(engine, spool, Comments(KEY, keeps=False))
    for number in range(4):
        records.keep(entry(number))
        feedbacks.keep("client-a", "s", [said(number)], NOON + timedelta(hours=number))
        feedbacks.keep("client-a", "s", [said(number, card=f"unknown {number}")], NOON + timedelta(hours=number))
    assert counts(engine) == (4, 4, 8)
    assert prune(engine, KEY, NOON + timedelta(hours=3)) == 3
    assert counts(engine) == (1, 1, 2)


def test_a_chain_of_which_nothing_is_left_is_not_missed(engine: Engine, records: Records, spool: Spool) -> None:
    records.keep(entry(1))
    anchor(engine, KEY)
    Records(engine, spool, KEY).keep(entry(50))
    prune(engine, KEY, NOON + timedelta(hours=20))
    assert (size_of(engine).chains, problems(engine)) == (1, [])


def test_a_decision_behind_a_younger_one_stays(engine: Engine, records: Records) -> None:
    for number in (1, 9, 2):
        records.keep(entry(number))
    assert prune(engine, KEY, NOON + timedelta(hours=5)) == 1
    assert (number_of_decisions(engine), problems(engine)) == (2, [])


@pytest.mark.parametrize(
    "tampering",
    [
        delete(decisions).where(decisions.c.sequence == 2),
        delete(decisions).where(decisions.c.sequence == 3),
        update(chain_heads).values(first_sequence=2),
    ],
)
def test_what_was_tampered_with_is_not_tidied_away(engine: Engine, records: Records, tampering: object) -> None:
    for number in range(4):
        records.keep(entry(number))
    with engine.begin() as connection:
        connection.execute(tampering)  # type: ignore[call-overload]
    there = number_of_decisions(engine)
    assert prune(engine, KEY, NOON + timedelta(hours=3)) == 0
    assert number_of_decisions(engine) == there
    assert problems(engine) != []
