"""Success, nothing to say, and missing data."""

import pytest

from tests.contract.calls import bundle
from tests.contract.requirement import requirement
from tests.contract.walk import without_uuids

OUTCOME = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}


@requirement("RSP-1", "RSP-3")
def test_success_is_an_object_with_cards_and_no_system_actions(client, service_path, call):
    response = client.post(service_path, json=call)
    assert response.status_code == 200
    assert isinstance(response.get_json()["cards"], list)
    assert set(response.get_json()) == {"cards"}


@requirement("RSP-2")
def test_nothing_to_say_is_an_empty_list(client, service_path, call):
    call["prefetch"]["conditions"] = bundle()
    response = client.post(service_path, json=call)
    assert (response.status_code, response.get_json()) == (200, {"cards": []})


@requirement("RSP-7")
def test_the_same_call_gives_the_same_cards(client, service_path, call):
    answers = [without_uuids(client.post(service_path, json=call).get_json()) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]


@requirement("DAT-2", "RSP-8")
@pytest.mark.parametrize("prefetch", [{}, None, {"patient": {"resourceType": "Patient"}}])
def test_required_data_that_cannot_be_had_are_412(client, service_path, call, prefetch):
    response = client.post(service_path, json=call | {"prefetch": prefetch})
    assert response.status_code == 412
    assert "weights" in response.text


@requirement("DAT-4")
def test_an_operation_outcome_instead_of_required_data_is_412(client, service_path, call):
    call["prefetch"]["weights"] = OUTCOME
    response = client.post(service_path, json=call)
    assert response.status_code == 412
    assert "weights" in response.text


@requirement("RSP-5", "RSP-4")
def test_every_error_is_an_operation_outcome(client, service_path, call):
    errors = [
        client.post(service_path, json={}),
        client.get("/cds-services/unknown"),
        client.get(service_path),
        client.post(service_path, json=call | {"prefetch": {}}),
        client.post(service_path, data=b"x", content_type="text/plain"),
    ]
    assert [response.status_code for response in errors] == [400, 404, 405, 412, 415]
    for response in errors:
        body = response.get_json()
        assert body["resourceType"] == "OperationOutcome"
        assert all(issue["severity"] == "error" and issue["code"] for issue in body["issue"])
