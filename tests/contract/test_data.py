"""Where the data come from: the four states of a prefetch key, foreign and partial data."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.contract.calls import bundle, weight
from tests.contract.requirement import requirement
from tests.contract.walk import without_uuids

Json = dict[str, Any]
OUTCOME = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}
REQUIRED = ["patient", "conditions", "weights"]
OPTIONAL = [
    "heights",
    "labs",
    "function",
    "referrals",
    "medications",
    "procedures",
    "screening",
    "nutrition",
    "care_plans",
]


def post(client: FlaskClient, path: str, call: Json, **prefetch: object) -> Any:
    return client.post(path, json=call | {"prefetch": call["prefetch"] | prefetch})


def details(response: Any) -> str:
    return "\n".join(card["detail"] for card in response.get_json()["cards"])


@requirement("DAT-3")
@pytest.mark.parametrize("nothing", [None, bundle(), bundle() | {"entry": []}])
def test_known_none_and_an_empty_bundle_are_an_answer(client, service_path, call, nothing):
    response = post(client, service_path, call, weights=nothing)
    assert response.status_code == 200
    assert "No weight on record" in response.get_json()["cards"][0]["summary"]


@requirement("DAT-2", "DAT-3")
@pytest.mark.parametrize("key", REQUIRED)
def test_a_required_key_that_is_absent_is_412(client, service_path, call, key):
    del call["prefetch"][key]
    response = client.post(service_path, json=call)
    assert (response.status_code, key in response.text) == (412, True)


@requirement("DAT-4")
@pytest.mark.parametrize("key", REQUIRED)
def test_a_required_key_that_failed_is_412(client, service_path, call, key):
    assert post(client, service_path, call, **{key: OUTCOME}).status_code == 412


@requirement("DAT-4")
def test_an_error_inside_the_bundle_of_a_required_key_is_412(client, service_path, call):
    weights = call["prefetch"]["weights"]
    weights["entry"].append({"resource": OUTCOME, "search": {"mode": "outcome"}})
    assert client.post(service_path, json=call).status_code == 412


@requirement("DAT-4", "RSP-8")
@pytest.mark.parametrize("key", OPTIONAL)
@pytest.mark.parametrize("state", ["absent", "failed"])
def test_optional_data_that_cannot_be_had_are_named_on_the_card(client, service_path, call, key, state):
    for other in OPTIONAL:
        call["prefetch"][other] = bundle()
    everything = details(client.post(service_path, json=call))
    if state == "absent":
        del call["prefetch"][key]
    else:
        call["prefetch"][key] = OUTCOME
    response = client.post(service_path, json=call)
    assert response.status_code == 200
    assert "Not available" in details(response)
    assert "Not available" not in everything


@requirement("DAT-9")
def test_the_first_page_of_the_weights_is_not_taken_for_the_whole(client, service_path, call):
    paged = call["prefetch"]["weights"] | {"link": [{"relation": "next", "url": "https://ehr.example.org/fhir?page=2"}]}
    assert post(client, service_path, call, weights=paged).status_code == 412


@requirement("REQ-12")
def test_a_weight_of_another_patient_is_never_used(client, service_path, call):
    without = client.post(service_path, json=call).get_json()
    call["prefetch"]["weights"]["entry"].append({"resource": weight("wx", 137.0, days_ago=30, patient="p2")})
    with_foreign = client.post(service_path, json=call).get_json()
    summaries = [[card["summary"] for card in answer["cards"]] for answer in (without, with_foreign)]
    assert summaries[0] == summaries[1]
    assert "137" not in str(without_uuids(with_foreign))


@requirement("REQ-12")
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("patient", {"resourceType": "Patient", "id": "p2"}),
        ("patient", {"resourceType": "Practitioner", "id": "p1"}),
        ("weights", bundle(weight("w1", 80, days_ago=1, patient="p2"))),
        ("weights", bundle({"resourceType": "Patient", "id": "p1"})),
    ],
)
def test_nothing_but_foreign_or_wrong_resources_is_412(client, service_path, call, key, value):
    assert post(client, service_path, call, **{key: value}).status_code == 412


@requirement("RSP-8")
def test_a_diagnosis_that_cannot_be_read_is_not_taken_for_no_cancer(client, service_path, call):
    broken = call["prefetch"]["conditions"]["entry"][0]["resource"] | {"code": 7}
    assert post(client, service_path, call, conditions=bundle(broken)).status_code == 412


@requirement("PRE-8")
def test_every_advertised_key_can_change_the_answer(client, service_path, call):
    """Each key is read: an answer without it says so, or is refused."""
    advertised = client.get("/cds-services").get_json()["services"][0]["prefetch"]
    assert set(advertised) == {*REQUIRED, *OPTIONAL}
