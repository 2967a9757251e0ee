"""Everything follows the policy in force, each call is answered by one policy, and its decision can be kept."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from cds_service.app import Memory, create_app, prepare_policy
from cds_service.decision.attend import Attended
from cds_service.decision.policies import ActivePolicy
from cds_service.decision.policy import Policy
from cds_service.rulesets.document import read_ruleset
from cds_service.rulesets.ruleset import Ruleset
from cds_service.settings import Settings
from tests.contract.calls import valid_call
from tests.fhir_builders import condition

SETTINGS = Settings.from_environment({"CDS_ENVIRONMENT": "development"})
SERVICE = "/cds-services/cancer-cachexia"
OURS = prepare_policy(SETTINGS, read_ruleset("{name: ours, codes: {grip: [{system: 'urn:g', code: g}]}}"))
PUBLISHED = prepare_policy(SETTINGS, Ruleset())


@pytest.fixture
def policies() -> ActivePolicy:
    return ActivePolicy(PUBLISHED)


@pytest.fixture
def client(policies: ActivePolicy) -> FlaskClient:
    return create_app(SETTINGS, policies).test_client()


def shown(client: FlaskClient) -> dict[str, str]:
    return {path: client.get(path).text for path in ("/cds-services", "/docs/", "/docs/ehr-setup", "/health/ready")}


def footer(client: FlaskClient) -> str:
    detail: str = client.post(SERVICE, json=valid_call()).get_json()["cards"][0]["detail"]
    return detail


def test_whatever_is_shown_or_answered_follows_the_policy(client: FlaskClient, policies: ActivePolicy) -> None:
    before = shown(client)
    assert "ruleset default version 1 " in footer(client)
    policies.activate(OURS)
    assert not set(shown(client).values()) & set(before.values())
    assert f"ruleset ours version 1 ({OURS.identity.sha256[:8]}) " in footer(client)
    policies.activate(PUBLISHED)
    assert shown(client) == before


def test_the_page_and_readiness_name_the_hash(client: FlaskClient) -> None:
    assert PUBLISHED.identity.sha256 in client.get("/docs/").text
    ready = client.get("/health/ready").get_json()
    assert ready["ruleset"] == {"name": "default", "version": 1, "sha256": PUBLISHED.identity.sha256, "mode": "live"}


def test_a_refused_ruleset_is_said_but_takes_nobody_out_of_traffic(client: FlaskClient, policies: ActivePolicy) -> None:
    policies.refuse("it was refused")
    response = client.get("/health/ready")
    assert (response.status_code, response.get_json()["warnings"]) == (200, ["ruleset file: it was refused"])
    assert response.get_json()["checks"] == ["active ruleset"]
    policies.activate(OURS)
    assert "warnings" not in client.get("/health/ready").get_json()


class Fickle:
    """Gives another policy each time it is asked."""

    refusal = None

    def __init__(self) -> None:
        self.asked = 0

    def current(self) -> Policy:
        self.asked += 1
        return (PUBLISHED, OURS)[self.asked % 2]


def test_one_call_asks_once_and_is_answered_by_one_policy() -> None:
    policies = Fickle()
    kept: list[Attended] = []
    client = create_app(SETTINGS, policies, memory=Memory(keep=kept.append)).test_client()
    asked = policies.asked
    details = [footer(client) for _ in range(4)]
    assert policies.asked == asked + 4
    names = [one.entry.ruleset["name"] for one in kept]
    for detail, name in zip(details, names, strict=True):
        assert ("ruleset ours" in detail) == (name == "ours")
    assert set(names) == {"ours", "default"}


def test_what_a_policy_shows_is_made_once(monkeypatch: pytest.MonkeyPatch, policies: ActivePolicy) -> None:
    made: list[Any] = []

    def counting(make: Callable[..., Any]) -> Callable[..., Any]:
        return lambda **parts: made.append(parts["ruleset"]["name"]) or make(**parts)

    monkeypatch.setattr("cds_service.app.publish", counting(create_app.__globals__["publish"]))
    client = create_app(SETTINGS, policies).test_client()
    for policy in (PUBLISHED, OURS):
        policies.activate(policy)
        for _ in range(3):
            assert shown(client)
    assert made == ["default", "ours"]


def test_the_entry_of_a_decision_is_kept_and_not_written() -> None:
    kept: list[Attended] = []
    client = create_app(SETTINGS, memory=Memory(keep=kept.append)).test_client()
    response = client.post(SERVICE, json=valid_call())
    (attended,) = kept
    entry, cards = attended.entry, response.get_json()["cards"]
    assert [(one.uuid, one.topic, list(one.suggestions)) for one in entry.cards] == [
        (card["uuid"], card["source"]["topic"]["code"], [one["uuid"] for one in card["suggestions"]]) for card in cards
    ]
    assert (entry.status, entry.outcome, entry.ruleset["sha256"]) == (
        "cachexia",
        "answered",
        PUBLISHED.identity.sha256,
    )
    assert set(response.get_json()) == {"cards"}


def test_a_call_that_is_refused_leaves_no_record() -> None:
    kept: list[Attended] = []
    client = create_app(SETTINGS, memory=Memory(keep=kept.append)).test_client()
    assert client.post(SERVICE, json={}).status_code == 400
    assert kept == []


def test_diagnoses_that_nobody_recognises_are_counted_for_those_who_run_the_service(
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = create_app(SETTINGS, ActivePolicy(PUBLISHED)).test_client()
    assert "warnings" not in client.get("/health/ready").get_json()
    call = valid_call()
    foreign = condition("x") | {"code": {"coding": [{"system": "urn:own", "code": "7", "display": "Secret"}]}}
    call["prefetch"]["conditions"]["entry"].append({"resource": foreign | {"id": "foreign"}})
    for _ in range(2):
        assert client.post(SERVICE, json=call).status_code == 200
    sentence = "2 diagnoses of 2 answers are in code systems that nobody here knows"
    assert client.get("/health/ready").get_json()["warnings"] == [f"diagnoses: {sentence}"]
    assert len(caplog.messages) == 1
    assert "Secret" not in caplog.text
