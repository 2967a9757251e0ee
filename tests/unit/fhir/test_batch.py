"""An answer is taken apart without losing anything, and without believing what is not there."""

import json

import pytest

from cds_service.fhir.batch import Malformed, read_batch
from tests.fhir_builders import bundle, condition, empty_bundle, patient, weight


def body(value: object) -> bytes:
    return json.dumps(value).encode()


def test_an_empty_bundle_is_whole_and_empty() -> None:
    batch = read_batch(body(empty_bundle()))
    assert (batch.resources, batch.failed, batch.next_url) == ((), False, None)


@pytest.mark.parametrize(
    "value",
    [
        {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]},
        {},
        {"resourceType": None},
        {"resourceType": "Bundle", "entry": 3},
    ],
)
def test_what_is_no_answer_has_failed(value: object) -> None:
    assert read_batch(body(value)).failed


def test_an_error_inside_a_bundle_means_that_data_may_be_missing() -> None:
    outcome = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "timeout"}]}
    answer = bundle(weight("w1", 80, "2026-01-01"))
    answer["entry"].append({"resource": outcome, "search": {"mode": "outcome"}})
    assert read_batch(body(answer)).failed


def test_a_warning_inside_a_bundle_does_not() -> None:
    outcome = {"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": "processing"}]}
    answer = bundle(weight("w1", 80, "2026-01-01"))
    answer["entry"].append({"resource": outcome, "search": {"mode": "outcome"}})
    batch = read_batch(body(answer))
    assert (len(batch.resources), batch.failed) == (1, False)


def test_entries_that_were_not_matches_are_not_data() -> None:
    answer = bundle(weight("w1", 80, "2026-01-01"), weight("w2", 70, "2026-02-01"))
    answer["entry"][1]["search"] = {"mode": "include"}
    assert [one.id for one in read_batch(body(answer)).resources] == ["w1"]


def test_one_malformed_resource_is_set_aside_and_the_rest_counts() -> None:
    broken = weight("w2", 70, "2026-02-01") | {"status": 7}
    batch = read_batch(body(bundle(weight("w1", 80, "2026-01-01"), broken)))
    assert [one.id for one in batch.resources] == ["w1"]
    assert [(one.resource_type, one.id) for one in batch.malformed] == [("Observation", "w2")]


@pytest.mark.parametrize("resource", [3, "text", [], {"no": "type"}])
def test_an_entry_that_is_no_resource_is_set_aside(resource: object) -> None:
    answer = bundle(weight("w1", 80, "2026-01-01"))
    answer["entry"].append({"resource": resource})
    assert read_batch(body(answer)).malformed == (Malformed(""),)


def test_types_that_nobody_reads_are_passed_over() -> None:
    answer = bundle({"resourceType": "Appointment", "id": "e1", "start": 3}, condition())
    batch = read_batch(body(answer))
    assert (len(batch.resources), batch.malformed) == (1, ())


def test_a_next_link_says_that_this_is_not_the_whole() -> None:
    link = [{"relation": "self", "url": "https://a/1"}, {"relation": "next", "url": "https://a/2"}]
    assert read_batch(body(bundle(patient(), link=link))).next_url == "https://a/2"
