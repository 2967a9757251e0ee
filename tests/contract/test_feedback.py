"""Feedback: what a client says became of a card is kept, once, and nothing of it is shown to anybody else."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, Row, select

from cds_service.app import create_app, open_store
from cds_service.settings import Settings
from cds_service.store.database import open_database
from cds_service.store.tables import feedback
from tests.contract.calls import valid_call
from tests.contract.requirement import requirement

SERVICE = "/cds-services/cancer-cachexia"
AT = "2026-06-30T10:15:00Z"
REASON = {"code": "patient-declines", "system": "urn:cachexia-cds:override-reason"}
UNKNOWN = "4e0a3a1e-3283-4575-ab82-028d55fe2719"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/cds.sqlite3"


@pytest.fixture
def client(url: str, tmp_path: Path) -> FlaskClient:
    settings = Settings.from_environment(
        {
            "CDS_ENVIRONMENT": "development",
            "CDS_DATABASE_URL": url,
            "CDS_STATE_FOLDER": str(tmp_path),
            "CDS_COMMENTS": "encrypt",
        }
    )
    return create_app(settings, memory=open_store(settings)).test_client()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_database(url)
    yield engine
    engine.dispose()


def kept(engine: Engine) -> list[Row[Any]]:
    with engine.begin() as connection:
        return list(connection.execute(select(feedback).order_by(feedback.c.at)))


def shown(client: FlaskClient) -> dict[str, Any]:
    card: dict[str, Any] = client.post(SERVICE, json=valid_call()).get_json()["cards"][0]
    return card


def accepted(card: dict[str, Any], place: int = 0) -> dict[str, Any]:
    said = {"card": card["uuid"], "outcome": "accepted", "outcomeTimestamp": AT}
    return said | {"acceptedSuggestions": [{"id": card["suggestions"][place]["uuid"]}]}


def overridden(card: str, **more: Any) -> dict[str, Any]:
    return {"card": card, "outcome": "overridden", "outcomeTimestamp": AT, **more}


def say(client: FlaskClient, *items: Any, path: str = f"{SERVICE}/feedback") -> Any:
    return client.post(path, json={"feedback": list(items)})


@requirement("FBK-1", "FBK-2")
def test_an_accepted_suggestion_is_kept_with_its_place_on_the_card(client: FlaskClient, engine: Engine) -> None:
    card = shown(client)
    assert say(client, accepted(card, 1)).status_code == 200
    (row,) = kept(engine)
    assert (row.card, row.outcome, row.suggestions, row.client) == (card["uuid"], "accepted", [1], "development")


@requirement("FBK-2", "FBK-4")
@pytest.mark.parametrize(
    "why",
    [
        {},
        {"overrideReason": {"reason": REASON}},
        {"overrideReason": {"reason": REASON | {"display": "The patient prefers not to"}, "userComment": "later"}},
        {"overrideReason": {"userComment": "later"}},
    ],
)
def test_an_override_is_kept_with_or_without_a_reason(client: FlaskClient, engine: Engine, why: dict[str, Any]) -> None:
    assert say(client, overridden(shown(client)["uuid"], **why)).status_code == 200
    (row,) = kept(engine)
    assert (row.outcome, row.reason_code) == ("overridden", REASON["code"] if "reason" in str(why) else "")


@requirement("FBK-3")
def test_a_repetition_counts_once_and_another_outcome_for_itself(client: FlaskClient, engine: Engine) -> None:
    card = shown(client)
    for _ in range(2):
        assert say(client, accepted(card), accepted(card), overridden(card["uuid"])).status_code == 200
    assert sorted(row.outcome for row in kept(engine)) == ["accepted", "overridden"]


@requirement("FBK-3")
def test_cards_of_several_calls_are_told_of_in_one(client: FlaskClient, engine: Engine) -> None:
    one, other = shown(client), shown(client)
    assert say(client, accepted(other), overridden(one["uuid"])).status_code == 200
    assert {row.card for row in kept(engine)} == {one["uuid"], other["uuid"]}


@requirement("FBK-5")
@pytest.mark.parametrize(
    "said",
    [
        overridden("123456", overrideReasons={"reason": REASON, "userComment": "later"}),
        overridden("123456", overrideReasons={"extension": {"com.epic.cdshooks.feedback.overrideReason.id": "7"}}),
        {"card": "123456", "outcome": "accepted", "outcomeTimestamp": AT, "acceptedSuggestions": [{"id": "7"}]},
    ],
)
def test_what_epic_sends_is_kept(client: FlaskClient, engine: Engine, said: dict[str, Any]) -> None:
    assert say(client, said).status_code == 200
    (row,) = kept(engine)
    assert (row.card, row.outcome) == (None, said["outcome"])


@requirement("FBK-6")
@pytest.mark.parametrize(
    "body", [[], {}, {"feedback": {}}, {"feedback": ["x"]}, {"feedback": [overridden(UNKNOWN, outcome="ignored")]}]
)
def test_broken_feedback_is_refused_whole(client: FlaskClient, engine: Engine, body: Any) -> None:
    response = client.post(f"{SERVICE}/feedback", json=body)
    assert (response.status_code, response.get_json()["resourceType"]) == (400, "OperationOutcome")
    assert kept(engine) == []


@requirement("FBK-6")
def test_an_acceptance_of_nothing_is_refused(client: FlaskClient) -> None:
    card = shown(client)
    assert say(client, accepted(card) | {"acceptedSuggestions": []}).status_code == 400


@requirement("FBK-6")
def test_a_card_that_nobody_was_shown_is_no_error(client: FlaskClient, engine: Engine) -> None:
    assert say(client, overridden(UNKNOWN)).status_code == 200
    assert [row.card for row in kept(engine)] == [None]


@requirement("FBK-6")
def test_another_service_has_no_feedback(client: FlaskClient) -> None:
    assert say(client, path="/cds-services/other/feedback").status_code == 404
    assert client.get(f"{SERVICE}/feedback").status_code == 405


@requirement("FBK-8")
def test_a_comment_is_kept_encrypted_and_nowhere_else(
    client: FlaskClient, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    comment = "Mrs Canary-7f3a prefers to wait"
    assert say(client, overridden(shown(client)["uuid"], overrideReason={"userComment": comment})).status_code == 200
    (row,) = kept(engine)
    assert row.comment
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Canary" not in written
    assert "Canary" not in caplog.text + json.dumps(str(row))


@requirement("FBK-2")
def test_an_answer_keeps_the_next_call_quiet(client: FlaskClient) -> None:
    assert say(client, accepted(shown(client))).status_code == 200
    assert client.post(SERVICE, json=valid_call()).get_json() == {"cards": []}
