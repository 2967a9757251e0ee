"""What a client sends in place of the patient is named for what it is."""

from datetime import date

import pytest

from cds_service.decision.errors import RequiredDataUnavailable
from cds_service.decision.gather import gather
from cds_service.fhir.code_rules import CodeRules
from cds_service.fhir.queries import queries
from cds_service.hooks.request import HookCall

EMPTY = b'{"resourceType": "Bundle", "type": "searchset"}'


def refused(patient: bytes) -> dict[str, str]:
    call = HookCall(
        hook_instance="d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        patient_id="p1",
        user_id="Practitioner/x",
        encounter_id=None,
        fhir_server=None,
        authorization=None,
        prefetch={"patient": patient, "conditions": EMPTY, "weights": EMPTY},
    )
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
