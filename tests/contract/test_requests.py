"""What a call must hold, and what happens when it does not."""

import json

import pytest

from tests.contract.calls import PATIENT
from tests.contract.requirement import requirement

SERVER = "https://ehr.example.org/fhir"
GRANT = {
    "access_token": "CANARY-t0ken",
    "token_type": "Bearer",
    "expires_in": 300,
    "scope": "Patient.Read (R4) [names with blanks]",
    "subject": "cds-service",
}
EPIC_EXTENSIONS = {
    "com.epic.cdshooks.request.bpa-trigger-action": "60",
    "com.epic.cdshooks.request.cds-hooks-specification-version": "1.1",
    "com.epic.cdshooks.request.fhir-version": "R4",
    "com.epic.cdshooks.request.criteria-id": "815",
    "com.epic.cdshooks.request.epic-version": "10.2",
    "com.epic.cdshooks.request.cds-hooks-implementation-version": "1.0",
}


def refused(response, status=400):
    body = response.get_json()
    return (
        response.status_code == status and body["resourceType"] == "OperationOutcome" and "CANARY" not in response.text
    )


@requirement("REQ-1")
def test_a_valid_call_is_answered_whatever_the_client_accepts(client, service_path, call):
    for headers in ({}, {"Accept": "text/html"}, {"Accept": "*/*"}):
        assert client.post(service_path, json=call, headers=headers).status_code == 200


@requirement("REQ-1")
def test_a_trailing_slash_is_no_redirect(client, service_path, call):
    assert client.post(f"{service_path}/", json=call, follow_redirects=False).status_code == 200


@requirement("REQ-1")
@pytest.mark.parametrize(
    "kind", ["application/json; charset=utf-8", "application/json;charset=UTF-8", "application/fhir+json"]
)
def test_json_media_types_are_accepted(client, service_path, call, kind):
    assert client.post(service_path, data=json.dumps(call), content_type=kind).status_code == 200


@requirement("REQ-2")
@pytest.mark.parametrize("hook", [None, "", 1, ["patient-view"], "order-sign", "Patient-View", "CANARY"])
def test_another_hook_is_refused(client, service_path, call, hook):
    assert refused(client.post(service_path, json=call | {"hook": hook}))


@requirement("REQ-2", "REQ-3", "REQ-4")
@pytest.mark.parametrize("name", ["hook", "hookInstance", "context"])
def test_a_missing_member_is_refused(client, service_path, call, name):
    del call[name]
    assert refused(client.post(service_path, json=call))


@requirement("REQ-3")
@pytest.mark.parametrize(
    "instance",
    [None, "", 7, {}, "CANARY", "4a74b1d04fee4d18b76f7f3bd361e4bc", "4a74b1d0-4fee-4d18-b76f-7f3bd361e4bc\n"],
)
def test_a_hook_instance_that_is_no_uuid_is_refused(client, service_path, call, instance):
    assert refused(client.post(service_path, json=call | {"hookInstance": instance}))


@requirement("REQ-3")
@pytest.mark.parametrize(
    "instance",
    [
        "f399c67c-c703-11ea-af16-460231621f93",
        "00000000-007b-9f33-e810-e841a57c502c",
        "4A74B1D0-4FEE-4D18-B76F-7F3BD361E4BC",
    ],
)
def test_any_uuid_will_do(client, service_path, call, instance):
    assert client.post(service_path, json=call | {"hookInstance": instance}).status_code == 200


@requirement("REQ-4")
@pytest.mark.parametrize("context", [None, {}, [], "CANARY", 1, [{"patientId": PATIENT}]])
def test_a_context_that_is_no_filled_object_is_refused(client, service_path, call, context):
    assert refused(client.post(service_path, json=call | {"context": context}))


@requirement("REQ-5")
@pytest.mark.parametrize(
    "patient",
    [
        None,
        "",
        1,
        [],
        {},
        "Patient/p1",
        "https://evil.example/CANARY",
        "..",
        ".",
        "../x",
        "p1?_count=1",
        "p1&x=1",
        "p1\r\nX: y",
        "p1\n",
        "p 1",
        "p%2e",
        "ｐ1",
        "a" * 65,
    ],
)
def test_a_patient_id_that_is_no_fhir_id_is_refused(client, service_path, call, patient):
    call["context"]["patientId"] = patient
    assert refused(client.post(service_path, json=call))


@requirement("REQ-5")
@pytest.mark.parametrize(
    "user",
    [
        None,
        "",
        1,
        "example",
        "Practitioner/",
        "Device/1",
        "Practitioner/../x",
        "practitioner/1",
        "Practitioner/CANARY 1",
    ],
)
def test_another_user_reference_is_refused(client, service_path, call, user):
    call["context"]["userId"] = user
    assert refused(client.post(service_path, json=call))


@requirement("REQ-5")
@pytest.mark.parametrize("name", ["patientId", "userId"])
def test_a_missing_id_is_refused(client, service_path, call, name):
    del call["context"][name]
    assert refused(client.post(service_path, json=call))


@requirement("REQ-5")
@pytest.mark.parametrize("user", ["Practitioner/a-1.B", "PractitionerRole/1", "Patient/p1", "RelatedPerson/r1"])
def test_every_kind_of_user_is_served(client, service_path, call, user):
    call["context"] |= {"userId": user, "encounterId": "89284", "unknown": {"x": 1}}
    assert client.post(service_path, json=call).status_code == 200


@requirement("REQ-7")
@pytest.mark.parametrize(
    "server", [None, SERVER, "http://127.0.0.1:8080/fhir/", "https://[::1]:8443", "HTTPS://EHR_1.example.org/a%20b"]
)
def test_a_plain_server_url_is_accepted(client, service_path, call, server):
    assert client.post(service_path, json=call | {"fhirServer": server}).status_code == 200


@requirement("REQ-6")
def test_a_token_without_a_server_is_refused(client, service_path, call):
    assert refused(client.post(service_path, json=call | {"fhirAuthorization": GRANT}))


@requirement("REQ-7")
@pytest.mark.parametrize("name", sorted(GRANT))
@pytest.mark.parametrize("value", ["missing", None, "", [], {}, True, "CANARY\r\nX: y"])
def test_a_spoilt_grant_is_never_a_failure(client, service_path, call, name, value):
    grant = {key: member for key, member in (GRANT | {name: value}).items() if value != "missing" or key != name}
    response = client.post(service_path, json=call | {"fhirServer": SERVER, "fhirAuthorization": grant})
    assert response.status_code == 200
    assert "CANARY" not in response.text


@requirement("REQ-7")
@pytest.mark.parametrize("grant", [None, "CANARY", 1, []])
def test_a_grant_that_is_no_object_is_never_a_failure(client, service_path, call, grant):
    assert client.post(service_path, json=call | {"fhirServer": SERVER, "fhirAuthorization": grant}).status_code == 200


@requirement("REQ-10")
@pytest.mark.parametrize(
    "server",
    [
        "",
        1,
        [],
        "CANARY",
        "/fhir",
        "ftp://ehr.example.org",
        "file:///etc/passwd",
        "https://",
        "https://CANARY@ehr.example.org",
        "https://u:p@ehr.example.org",
        "https://ehr.example.org/fhir?x=1",
        "https://ehr.example.org/#x",
        "https://ehr.example.org\\@evil.example",
        "https://ehr.example.org/\tfhir",
        "https://ehr .example.org",
        "https://ehr.example.org:99999",
        "https://ehr.example.org%2eevil.example",
        "https://ehr.example.org;evil.example",
        "https://[::1",
        "https://ehr\u3002example.org",
    ],
)
def test_a_server_that_is_no_plain_url_is_refused(client, service_path, call, server):
    assert refused(client.post(service_path, json=call | {"fhirServer": server}))


@requirement("REQ-10")
@pytest.mark.parametrize("prefetch", [[], "CANARY", 1, True, {"patient": []}, {"weights": "CANARY"}, {"weights": 1}])
def test_a_prefetch_that_holds_no_resources_is_refused(client, service_path, call, prefetch):
    assert refused(client.post(service_path, json=call | {"prefetch": prefetch}))


@requirement("REQ-10")
def test_an_unknown_service_is_404_whatever_the_method(client, call):
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
        response = client.open("/cds-services/CANARY", method=method, json=call)
        assert response.status_code == 404
        assert method == "HEAD" or refused(response, 404)


@requirement("REQ-10")
def test_another_method_is_405_with_allow(client, service_path):
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE"):
        response = client.open(service_path, method=method)
        assert (response.status_code, response.headers["Allow"]) == (405, "POST, OPTIONS")
    assert refused(client.get(service_path), 405)
    assert client.post("/cds-services").headers["Allow"] == "GET, HEAD, OPTIONS"


@requirement("REQ-10")
@pytest.mark.parametrize(
    "kind",
    [
        None,
        "",
        "text/plain",
        "text/json",
        "application/xml",
        "application/fhir+xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/json, text/xml",
        "application/jsonp",
    ],
)
def test_another_media_type_is_415(client, service_path, call, kind):
    assert refused(client.post(service_path, data=json.dumps(call), content_type=kind), 415)


@requirement("REQ-10")
def test_a_compressed_body_is_415(client, service_path, call):
    headers = {"Content-Encoding": "gzip"}
    assert refused(
        client.post(service_path, data=json.dumps(call), content_type="application/json", headers=headers), 415
    )


@requirement("REQ-11")
def test_a_key_that_was_not_advertised_is_ignored(client, service_path, call):
    call["prefetch"] |= {"notAdvertised": {"resourceType": "OperationOutcome"}, "neither": "text", "nor": [1]}
    assert client.post(service_path, json=call).status_code == 200


@requirement("EXT-3", "GEN-6")
def test_epics_extensions_are_no_error(client, service_path, call):
    assert client.post(service_path, json=call | {"extension": EPIC_EXTENSIONS}).status_code == 200


@requirement("EXT-3")
@pytest.mark.parametrize("extension", [None, {}, [], "text", {"org.example": {"CANARY": 1}}])
def test_any_extension_is_ignored(client, service_path, call, extension):
    call["context"]["extension"] = extension
    assert client.post(service_path, json=call | {"extension": extension}).status_code == 200
