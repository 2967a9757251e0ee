"""What a call looks like once it has been read."""

import json

import pytest

from cds_service.hooks.refusal import BadRequest
from cds_service.hooks.request import read_call
from tests.contract.calls import valid_call
from tests.contract.requirement import requirement

KEYS = ("patient", "conditions", "weights", "heights", "labs")
GRANT = {"access_token": "CANARY", "token_type": "Bearer", "expires_in": 300, "scope": "s", "subject": "cds"}


def read(**changes):
    return read_call(json.dumps(valid_call() | changes).encode(), hook="patient-view", keys=KEYS)


def test_the_prefetch_tells_resource_none_and_not_told_apart():
    call = read(prefetch={"patient": {"resourceType": "Patient"}, "weights": None, "notOurs": 7})
    assert dict(call.prefetch) == {"patient": b'{"resourceType": "Patient"}', "weights": None}


@pytest.mark.parametrize("prefetch", [None, {}])
def test_no_prefetch_is_no_keys(prefetch):
    assert dict(read(prefetch=prefetch).prefetch) == {}


def test_numbers_reach_the_chart_as_they_were_written():
    body = json.dumps(valid_call()).replace("74.0", "74.00000000000000001").encode()
    assert b"74.00000000000000001" in (read_call(body, hook="patient-view", keys=KEYS).prefetch["weights"] or b"")


def test_a_call_without_access_has_neither_server_nor_token():
    call = read()
    assert (call.fhir_server, call.authorization, call.encounter_id) == (None, None, None)


@requirement("REQ-7")
@pytest.mark.parametrize("kind", ["Bearer", "bearer"])
def test_a_whole_grant_gives_access(kind):
    call = read(fhirServer="https://ehr.example.org/fhir", fhirAuthorization=GRANT | {"token_type": kind})
    assert call.fhir_server == "https://ehr.example.org/fhir"
    assert call.authorization is not None
    assert (call.authorization.access_token, call.authorization.subject) == ("CANARY", "cds")


@requirement("REQ-7")
@pytest.mark.parametrize("change", [{name: None} for name in GRANT] + [{"token_type": "MAC"}, {"access_token": "a\nb"}])
def test_an_incomplete_grant_gives_none(change):
    call = read(fhirServer="https://ehr.example.org/fhir", fhirAuthorization=GRANT | change)
    assert call.authorization is None


def test_a_call_shows_no_person_and_no_token():
    context = {"userId": "Practitioner/CANARY-u", "patientId": "CANARY-p", "encounterId": "CANARY-e"}
    call = read(fhirServer="https://ehr.example.org/fhir", fhirAuthorization=GRANT, context=context)
    assert "CANARY" not in repr(call)
    assert "Patient" not in repr(call)


@pytest.mark.parametrize("encounter", [None, ""])
def test_a_call_outside_an_encounter_has_none(encounter):
    assert read(context=valid_call()["context"] | {"encounterId": encounter}).encounter_id is None


@pytest.mark.parametrize("encounter", ["Encounter/1", 7, {}])
def test_an_encounter_id_that_is_no_fhir_id_is_refused(encounter):
    with pytest.raises(BadRequest, match="encounterId"):
        read(context=valid_call()["context"] | {"encounterId": encounter})


def test_a_refusal_carries_nothing_of_the_parsers_message():
    with pytest.raises(BadRequest) as refusal:
        read_call(b'{"CANARY": NaN}', hook="patient-view", keys=KEYS)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__
