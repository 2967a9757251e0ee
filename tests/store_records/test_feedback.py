"""Feedback is kept once, about cards that this client was shown, and without anybody's words."""

import errno
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

from cds_service.store.comments import Comments
from cds_service.store.database import open_database
from cds_service.store.feedback import Answered, CannotKeep, Feedbacks, drain_all
from cds_service.store.migrate import upgrade
from cds_service.store.records import Records
from cds_service.store.spool import Spool
from cds_service.store.tables import feedback
from tests.store_records.making import KEY, NOON, card_of, entry, lost_database, said, url_of, uuid

WORDS = "Mrs Smith refuses"


@pytest.fixture
def feedbacks(engine: Engine, spool: Spool, records: Records) -> Feedbacks:
    records.keep(entry(1))
    return Feedbacks(engine, spool, Comments(KEY, keeps=False))


def keep(feedbacks: Feedbacks, *items: Any, client: str = "client-a") -> tuple[Answered, ...]:
    return feedbacks.keep(client, "cancer-cachexia", items, NOON)


def rows(engine: Engine) -> list[Any]:
    with engine.begin() as connection:
        return list(connection.execute(select(feedback).order_by(feedback.c.at)).all())


def test_feedback_names_the_patient_whose_card_was_answered(engine: Engine, feedbacks: Feedbacks) -> None:
    answered = keep(feedbacks, said(1), said(1, at=NOON + timedelta(seconds=1)))
    assert answered == (Answered("client-a", "p" * 64, date(2026, 6, 30)),)
    assert [(row.card, row.client, row.outcome) for row in rows(engine)] == [(card_of(1), "client-a", "overridden")] * 2


def test_accepted_suggestions_are_kept_as_their_places_on_the_card(engine: Engine, feedbacks: Feedbacks) -> None:
    keep(feedbacks, said(1, outcome="accepted", suggestions=(uuid(2).upper(), uuid(99), WORDS)))
    assert rows(engine)[0].suggestions == [1]


def test_feedback_that_comes_again_is_kept_once(engine: Engine, feedbacks: Feedbacks) -> None:
    keep(feedbacks, said(1), said(1))
    keep(feedbacks, said(1))
    assert len(rows(engine)) == 1


@pytest.mark.parametrize(
    "change",
    [{"outcome": "accepted"}, {"at": NOON + timedelta(1)}, {"reason_code": "a"}, {"comment": "b"}, {"card": "123456"}],
)
def test_feedback_that_differs_is_kept_too(engine: Engine, feedbacks: Feedbacks, change: dict[str, Any]) -> None:
    keep(feedbacks, said(1), said(1, **change))
    assert len(rows(engine)) == 2


def test_another_clients_card_is_kept_as_unknown(engine: Engine, feedbacks: Feedbacks) -> None:
    assert keep(feedbacks, said(1), client="client-b") == ()
    assert [(row.client, row.card, row.suggestions) for row in rows(engine)] == [("client-b", None, [])]


@pytest.mark.parametrize("card", [uuid(5), "123456", WORDS])
def test_a_card_that_was_never_shown_is_kept_as_unknown(engine: Engine, feedbacks: Feedbacks, card: str) -> None:
    assert keep(feedbacks, said(1, card=card)) == ()
    assert rows(engine)[0].card is None


def test_ten_thousand_items_are_kept_at_once(engine: Engine, feedbacks: Feedbacks, records: Records) -> None:
    items = [said(number % 700, at=NOON + timedelta(seconds=number)) for number in range(10_000)]
    assert len(keep(feedbacks, *items)) == 1
    assert len(rows(engine)) == 10_000


def test_no_items_are_no_feedback(engine: Engine, feedbacks: Feedbacks, spool: Spool) -> None:
    assert (keep(feedbacks), rows(engine), spool.waiting) == ((), [], 0)


@pytest.mark.parametrize(
    ("system", "code", "kept"),
    [
        ("http://example.org/reasons", "too-late", ("http://example.org/reasons", "too-late")),
        ("urn:oid:1.2", WORDS, ("urn:oid:1.2", "")),
        (WORDS, "a\nb", ("", "")),
        ("s" * 201, "c" * 101, ("", "")),
    ],
)
def test_a_reason_is_kept_only_where_it_looks_like_a_code(
    engine: Engine, feedbacks: Feedbacks, system: str, code: str, kept: tuple[str, str]
) -> None:
    keep(feedbacks, said(1, reason_system=system, reason_code=code))
    assert (rows(engine)[0].reason_system, rows(engine)[0].reason_code) == kept


def test_comments_are_dropped(engine: Engine, feedbacks: Feedbacks) -> None:
    keep(feedbacks, said(1, comment=WORDS))
    assert rows(engine)[0].comment is None


def test_a_site_may_keep_comments_which_only_its_key_opens(engine: Engine, spool: Spool) -> None:
    keep(Feedbacks(engine, spool, Comments(KEY, keeps=True)), said(1, comment=WORDS + "\ud800"), said(1))
    sealed = next(row.comment for row in rows(engine) if row.comment)
    assert Comments(KEY, keeps=False).open(sealed) == WORDS + "?"
    assert Comments(b"another", keeps=True).open(sealed) is None


@pytest.mark.parametrize("keeps", [True, False])
def test_the_spool_holds_nobodys_words(tmp_path: Path, spool: Spool, keeps: bool) -> None:
    item = said(1, comment=WORDS, card=WORDS, suggestions=(WORDS,), reason_code=WORDS, reason_system=WORDS)
    assert keep(Feedbacks(lost_database(tmp_path), spool, Comments(KEY, keeps=keeps)), item) == ()
    (file,) = spool.folder.iterdir()
    assert "Smith" not in file.read_text("utf-8")
    assert spool.waiting == 1


def test_feedback_that_waited_is_brought_in_once_with_its_comment(
    engine: Engine, tmp_path: Path, spool: Spool, records: Records
) -> None:
    records.keep(entry(1))
    comments = Comments(KEY, keeps=True)
    item = said(1, comment=WORDS, outcome="accepted", suggestions=(uuid(1),))
    for _ in range(2):
        keep(Feedbacks(lost_database(tmp_path), spool, comments), item)
    answered = drain_all(spool, records, Feedbacks(engine, spool, comments))
    (row,) = rows(engine)
    assert (row.card, row.suggestions, comments.open(row.comment)) == (card_of(1), [0], WORDS)
    assert answered == (Answered("client-a", "p" * 64, NOON.date()),)


def test_feedback_waits_behind_a_decision_that_waits(engine: Engine, feedbacks: Feedbacks, spool: Spool) -> None:
    spool.put("decision", entry(2).document(), durable=False)
    assert keep(feedbacks, said(2)) == ()
    assert (rows(engine), spool.waiting) == ([], 2)
    drain_all(spool, Records(engine, spool, KEY), feedbacks)
    assert rows(engine)[0].card == card_of(2)


def test_what_nobody_can_keep_is_not_acknowledged(
    tmp_path: Path, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_file: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(CannotKeep):
        keep(Feedbacks(lost_database(tmp_path), spool, Comments(KEY, keeps=False)), said(1))


def test_without_tables_feedback_is_not_lost_either(tmp_path: Path, spool: Spool) -> None:
    engine = open_database(url_of(tmp_path))
    feedbacks = Feedbacks(engine, spool, Comments(KEY, keeps=False))
    keep(feedbacks, said(1))
    with pytest.raises(OperationalError):
        feedbacks.apply([{"client": "client-a", "card": uuid(1)}])
    upgrade(engine)
    drain_all(spool, Records(engine, spool, KEY), feedbacks)
    assert len(rows(engine)) == 1
    engine.dispose()
