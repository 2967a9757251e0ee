"""Feedback is read whole or refused whole, in the shapes that clients send."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from cds_service.hooks.feedback import LONGEST_COMMENT, MOST_ITEMS, Feedback, read_feedback
from cds_service.hooks.refusal import BadRequest

CARD = "4e0a3a1e-3283-4575-ab82-028d55fe2719"
SUGGESTION = "e56e1945-20b3-4393-8503-a1a20fd73152"
AT = "2026-06-30T10:15:00Z"
ACCEPTED = {"card": CARD, "outcome": "accepted", "outcomeTimestamp": AT, "acceptedSuggestions": [{"id": SUGGESTION}]}
OVERRIDDEN = {"card": CARD, "outcome": "overridden", "outcomeTimestamp": AT}
REASON = {"code": "d7ecf885", "system": "https://example.org/reasons"}


def read(*items: Any) -> tuple[Feedback, ...]:
    return read_feedback(json.dumps({"feedback": list(items)}).encode())


def test_an_accepted_suggestion_is_read() -> None:
    (one,) = read(ACCEPTED)
    assert (one.card, one.outcome, one.suggestions) == (CARD, "accepted", (SUGGESTION,))
    assert one.at == datetime(2026, 6, 30, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("more", "system", "code", "comment"),
    [
        ({}, "", "", ""),
        ({"overrideReason": {"reason": REASON}}, REASON["system"], REASON["code"], ""),
        (
            {"overrideReason": {"reason": REASON | {"display": "No"}, "userComment": "c"}},
            REASON["system"],
            REASON["code"],
            "c",
        ),
        ({"overrideReason": {"userComment": "only words"}}, "", "", "only words"),
        ({"overrideReason": None}, "", "", ""),
        ({"overrideReasons": {"reason": REASON, "userComment": "epic"}}, REASON["system"], REASON["code"], "epic"),
        ({"overrideReasons": [{"reason": REASON}]}, REASON["system"], REASON["code"], ""),
        (
            {
                "overrideReasons": {
                    "extension": {"com.epic.cdshooks.feedback.overrideReason.acknowledge-reason": REASON}
                }
            },
            REASON["system"],
            REASON["code"],
            "",
        ),
        ({"overrideReasons": {"extension": {"com.epic.cdshooks.feedback.overrideReason.id": "7"}}}, "", "7", ""),
        ({"overrideReasons": {"extension": {"com.example": "7"}}}, "", "", ""),
        ({"overrideReason": {"reason": {"code": 7, "system": ["x"]}, "userComment": {"a": 1}}}, "", "", ""),
    ],
)
def test_an_override_is_read_with_or_without_its_reason(
    more: dict[str, Any], system: str, code: str, comment: str
) -> None:
    (one,) = read(OVERRIDDEN | more)
    assert (one.reason_system, one.reason_code, one.comment) == (system, code, comment)


def test_a_card_need_not_be_named_by_a_uuid() -> None:
    assert [one.card for one in read(OVERRIDDEN | {"card": "123456"}, ACCEPTED)] == ["123456", CARD]


def test_no_feedback_is_feedback_too() -> None:
    assert read() == ()


def test_a_comment_stays_out_of_the_representation() -> None:
    (one,) = read(OVERRIDDEN | {"overrideReason": {"userComment": "Mrs Canary"}})
    assert "Canary" not in repr(one)


def test_a_long_comment_is_cut() -> None:
    (one,) = read(OVERRIDDEN | {"overrideReason": {"userComment": "x" * (LONGEST_COMMENT + 1)}})
    assert len(one.comment) == LONGEST_COMMENT


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-06-30T10:15:00.123456789Z", datetime(2026, 6, 30, 10, 15, 0, 123456, UTC)),
        ("2026-06-30t12:15:00+02:00", datetime(2026, 6, 30, 10, 15, tzinfo=UTC)),
        ("2026-06-30 10:15:60z", datetime(2026, 6, 30, 10, 15, 59, tzinfo=UTC)),
    ],
)
def test_moments_are_read_as_rfc_3339_allows(written: str, at: datetime) -> None:
    assert read(OVERRIDDEN | {"outcomeTimestamp": written})[0].at == at


@pytest.mark.parametrize(
    "written",
    ["", "2026-06-30", "2026-06-30T10:15:00", "2026-02-30T10:15:00Z", "0001-01-01T00:00:00+05:00", 7, None, "now"],
)
def test_a_moment_that_is_none_is_refused(written: object) -> None:
    with pytest.raises(BadRequest, match="outcomeTimestamp"):
        read(OVERRIDDEN | {"outcomeTimestamp": written})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"7",
        b"null",
        b"{}",
        b'{"feedback": {}}',
        b'{"feedback": null}',
        b'{"a":1,"a":2,"feedback":[]}',
        b"{",
    ],
)
def test_what_is_no_feedback_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest):
        read_feedback(body)


@pytest.mark.parametrize(
    "item",
    [
        "x",
        None,
        OVERRIDDEN | {"outcome": "ignored"},
        OVERRIDDEN | {"outcome": ["accepted"]},
        OVERRIDDEN | {"card": ""},
        OVERRIDDEN | {"card": 7},
        OVERRIDDEN | {"card": "x" * 3000},
        ACCEPTED | {"acceptedSuggestions": []},
        ACCEPTED | {"acceptedSuggestions": None},
        ACCEPTED | {"acceptedSuggestions": ["x"]},
        ACCEPTED | {"acceptedSuggestions": [{"id": 7}]},
    ],
)
def test_one_bad_item_refuses_the_whole_call(item: object) -> None:
    with pytest.raises(BadRequest):
        read(ACCEPTED, item)


def test_more_items_than_a_call_may_bring_are_refused() -> None:
    with pytest.raises(BadRequest, match="more items"):
        read(*[OVERRIDDEN] * (MOST_ITEMS + 1))
