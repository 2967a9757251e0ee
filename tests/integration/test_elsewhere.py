"""A terminology server and a trials server, from the settings to the card."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from cds_service.app import create_app
from cds_service.settings import Settings
from tests.fhir_builders import ICD_10_CM, SNOMED_CT, bundle, call, concept, condition, losing_patient
from tests.unit.outbound.stub_server import Reply, Seen, StubServer
from tests.waiting import wait_until

PATH = "/cds-services/cancer-cachexia"
RARE_TUMOUR = "1236785004"
Start = Callable[[Callable[[Seen], Reply]], StubServer]


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[StubServer] = []

    def start_server(answer: Callable[[Seen], Reply]) -> StubServer:
        running.append(StubServer("127.0.0.1", answer))
        return running[-1]

    yield start_server
    for one in running:
        one.close()


def service(**settings: str) -> FlaskClient:
    environment = {"CDS_ENVIRONMENT": "development", "CDS_AS_OF": "2026-06-30", "CDS_CALLBACK_BUDGET_MS": "60000"}
    return create_app(Settings.from_environment(environment | settings)).test_client()


def cards(client: FlaskClient, **prefetch: Any) -> list[dict[str, Any]]:
    response = client.post(PATH, json=call(losing_patient(**prefetch)))
    assert response.status_code == 200, response.text
    return response.get_json()["cards"]


def unlisted(code: str = RARE_TUMOUR) -> dict[str, Any]:
    return bundle(condition(code, SNOMED_CT))


def subsumes(outcome: str) -> Callable[[Seen], Reply]:
    parameter = {"name": "outcome", "valueCode": outcome}
    return lambda _: Reply({"resourceType": "Parameters", "parameter": [parameter]})


def test_a_diagnosis_that_no_list_knows_is_asked_about(start: Start) -> None:
    client = service(CDS_TERMINOLOGY_SERVER=start(subsumes("subsumes")).base)
    assert "(10.0 %)" in cards(client, conditions=unlisted())[0]["summary"]


@pytest.mark.parametrize("outcome", ["not-subsumed", "subsumed-by"])
def test_what_is_not_subsumed_is_no_cancer(start: Start, outcome: str) -> None:
    assert cards(service(CDS_TERMINOLOGY_SERVER=start(subsumes(outcome)).base), conditions=unlisted()) == []


def test_nobody_with_a_known_cancer_is_asked_about(start: Start) -> None:
    terminology = start(subsumes("subsumes"))
    both = bundle(condition(), condition(RARE_TUMOUR, SNOMED_CT, "c2"))
    assert cards(service(CDS_TERMINOLOGY_SERVER=terminology.base), conditions=both)
    assert terminology.connections == 0


def test_without_a_terminology_server_the_card_names_the_codes_that_were_not_recognised() -> None:
    both = bundle(condition(), condition(RARE_TUMOUR, SNOMED_CT, "c2"))
    assert RARE_TUMOUR in cards(service(), conditions=both, weights=bundle())[0]["detail"]


def test_a_terminology_server_that_fails_does_not_fail_the_call(start: Start) -> None:
    client = service(CDS_TERMINOLOGY_SERVER=start(lambda _: Reply(b"", status=500)).base)
    assert cards(client, conditions=unlisted()) == []


def test_trials_of_a_trials_server_reach_the_card(start: Start, tmp_path: Path) -> None:
    study = {
        "resourceType": "ResearchStudy",
        "id": "s1",
        "title": "Exercise and nutrition in pancreatic cancer",
        "status": "active",
        "condition": [concept(ICD_10_CM, "C25")],
    }
    client = service(CDS_TRIALS_SERVER=start(lambda _: Reply(bundle(study))).base, CDS_STATE_FOLDER=str(tmp_path))
    cards(client)  # the first call starts the refresh, and is not held up by it
    wait_until(lambda: "Exercise and nutrition" in str(cards(client)), "the trials were read")
    (card,) = cards(client)
    assert "Exercise and nutrition in pancreatic cancer" in card["detail"]
    assert "may fit" in card["detail"]
