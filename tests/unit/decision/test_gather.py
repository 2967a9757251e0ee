"""What a client sends in place of the patient is named for what it is; medicines by reference are looked up."""

import json
from collections.abc import Mapping
from datetime import date

import pytest

from cds_service.decision.errors import RequiredDataUnavailable
from cds_service.decision.failure import Failure
from cds_service.decision.gather import gather
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch, read_batch
from cds_service.fhir.code_rules import CodeRules
from cds_service.fhir.queries import queries
from cds_service.fhir.resources import Medication
from cds_service.hooks.request import HookCall

EMPTY = b'{"resourceType": "Bundle", "type": "searchset"}'


def called(server: str | None = None, **prefetch: bytes) -> HookCall:
    return HookCall(
        hook_instance="d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        patient_id="p1",
        user_id="Practitioner/x",
        encounter_id=None,
        fhir_server=server,
        authorization=None,
        prefetch={"conditions": EMPTY, "weights": EMPTY, **prefetch},
    )


def refused(patient: bytes) -> dict[str, str]:
    call = called(patient=patient)
    with pytest.raises(RequiredDataUnavailable) as refusal:
        gather(call, queries(CodeRules()), date(2024, 2, 15))
    return refusal.value.failures


@pytest.mark.parametrize(
    ("patient", "failure"),
    [
        (b'{"resourceType": "Patient", "id": 5}', "wrong_resource"),
        (b'{"resourceType": "Patient", "id": "p2"}', "other_patient"),
        (b'{"resourceType": "Observation", "id": "p1"}', "wrong_resource"),
        (b'{"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "x"}]}', "client_failed"),
    ],
)
def test_what_stands_for_the_patient_is_named(patient: bytes, failure: str) -> None:
    assert refused(patient) == {"patient": failure}


WHO = {"subject": {"reference": "Patient/p1"}}
MEDICATION = {"resourceType": "Medication", "id": "m1", "code": {"text": "semaglutide"}}


def prescriptions(*references: str) -> bytes:
    entries = [
        {
            "resource": {
                "resourceType": "MedicationRequest",
                "id": f"r{n}",
                "medicationReference": {"reference": one},
                **WHO,
            }
        }
        for n, one in enumerate(references)
    ]
    return json.dumps({"resourceType": "Bundle", "type": "searchset", "entry": entries}).encode()


def asked_and_read(
    server: str | None, *references: str, answer: Batch | Failure | None = None
) -> tuple[list[str], int]:
    """Give the queries for Medications, and how many of them reached the chart."""
    asked: list[str] = []

    def fetch(call: HookCall, wanted: Mapping[str, Wanted], arrived: float) -> Mapping[str, Batch | Failure]:
        asked.extend(one.query for one in wanted.values() if one.query.startswith("Medication?"))
        found = answer or read_batch(json.dumps(MEDICATION).encode())
        return {key: found if one.query.startswith("Medication?") else Failure.TIMEOUT for key, one in wanted.items()}

    patient = b'{"resourceType": "Patient", "id": "p1"}'
    call = called(server, patient=patient, medications=prescriptions(*references))
    chart = gather(call, queries(CodeRules()), date(2024, 2, 15), fetch)
    return asked, sum(isinstance(one, Medication) for one in chart.resources)


def test_medications_that_are_only_referred_to_are_read_in_one_query() -> None:
    asked, read = asked_and_read("https://ehr.example/fhir", "Medication/m1", "Medication/m2", "Medication/m1", "#m3")
    assert (asked, read) == (["Medication?_id=m1,m2&_count=50"], 1)


def test_a_reference_that_is_no_id_is_asked_of_nobody() -> None:
    assert asked_and_read("https://ehr.example/fhir", "Medication/a,b&c") == ([], 0)


def test_without_a_server_or_an_answer_words_must_do() -> None:
    assert asked_and_read(None, "Medication/m1") == ([], 0)
    assert asked_and_read("https://ehr.example/fhir", "Medication/m1", answer=Failure.TIMEOUT)[1] == 0
