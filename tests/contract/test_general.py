"""JSON in and out, for every path."""

import copy
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from cds_service.hooks.strict_json import refuse_unless_strict
from tests.contract.requirement import requirement
from tests.contract.walk import empty_members, without_uuids


def bodies(client: FlaskClient, service_path: str, call: dict[str, Any]) -> list[Any]:
    minimal = call | {"prefetch": {"patient": call["prefetch"]["patient"], "conditions": None, "weights": None}}
    return [
        client.get("/cds-services"),
        client.get("/no-such-path"),
        client.get("/health/live"),
        client.get("/health/ready"),
        client.put(service_path),
        client.post(service_path, json=call),
        client.post(service_path, json=minimal),
        client.post(service_path, json={}),
        client.post(service_path, json=call | {"prefetch": {}}),
        client.post(service_path, data=b"<a/>", content_type="application/xml"),
    ]


@requirement("GEN-1", "GEN-5")
def test_every_body_is_strict_json(client, service_path, call):
    for response in bodies(client, service_path, call):
        assert response.content_type == "application/json"
        refuse_unless_strict(response.data)


@requirement("GEN-3", "GEN-4")
def test_no_body_holds_an_empty_member(client, service_path, call):
    for response in bodies(client, service_path, call):
        assert empty_members(response.get_json()) == []


def strewn(value: Any) -> Any:
    """Put an unknown member and an extension into every object."""
    if isinstance(value, dict):
        return {key: strewn(child) for key, child in value.items()} | {
            "x": 1,
            "extension": {"org.example.y": {"z": []}},
        }
    return [strewn(child) for child in value] if isinstance(value, list) else value


@requirement("GEN-6")
@pytest.mark.parametrize("level", ["envelope", "context", "fhirAuthorization", "prefetch"])
def test_unknown_members_change_nothing(client, service_path, call, level):
    call |= {"fhirServer": "https://ehr.example.org/fhir", "fhirAuthorization": authorization()}
    plain = client.post(service_path, json=call)
    changed = copy.deepcopy(call)
    target = changed if level == "envelope" else changed[level]
    target |= {"x": 1, "extension": {"org.example.y": {"z": []}}}
    answered = client.post(service_path, json=changed)
    assert answered.status_code == plain.status_code == 200
    assert without_uuids(answered.get_json()) == without_uuids(plain.get_json())


@requirement("GEN-6")
def test_unknown_members_everywhere_change_nothing(client, service_path, call):
    # FHIR's own `extension` is an array, so resources get the unknown member only.
    changed = strewn({key: value for key, value in call.items() if key != "prefetch"}) | {"prefetch": call["prefetch"]}
    plain = client.post(service_path, json=call).get_json()
    assert without_uuids(client.post(service_path, json=changed).get_json()) == without_uuids(plain)


def authorization() -> dict[str, Any]:
    return {
        "access_token": "t0ken",
        "token_type": "Bearer",
        "expires_in": 300,
        "scope": "user/*.read",
        "subject": "cds-service",
    }


@requirement("GEN-1", "GEN-5", "REQ-10")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text + ",",
        lambda text: text.replace("}", ",}", 1),
        lambda text: "// comment\n" + text,
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"hook":', '"hook": "patient-view", "hook":', 1),
        lambda text: text.replace('"hook":', '"x": NaN, "hook":', 1),
        lambda text: text.replace('"hook":', '"x": -Infinity, "hook":', 1),
        lambda text: text.replace('"hook":', '"x": 1e999, "hook":', 1),
        lambda text: text.replace('"hook":', '"x": ' + "9" * 400 + ', "hook":', 1),
        lambda text: text.replace('"hook":', '"x": "\\ud800", "hook":', 1),
        lambda text: text.replace('"hook":', '"x": ' + "[" * 20_000 + "]" * 20_000 + ', "hook":', 1),
        lambda text: text.replace('"hook":', '"x": ' + '{"a":' * 10_000 + "1" + "}" * 10_000 + ', "hook":', 1),
        lambda text: text[:-1],
        lambda _: "",
        lambda _: "null",
        lambda _: "[]",
        lambda _: '"patient-view"',
    ],
)
def test_what_is_not_strict_json_is_refused(client, service_path, call, spoil):
    response = client.post(service_path, data=spoil(json.dumps(call)).encode(), content_type="application/json")
    assert response.status_code == 400
    assert response.get_json()["resourceType"] == "OperationOutcome"


@requirement("REQ-10")
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_a_body_in_another_encoding_is_refused(client, service_path, call, encoding):
    call["note"] = "Größe"
    body = json.dumps(call, ensure_ascii=False).encode(encoding)
    assert client.post(service_path, data=body, content_type="application/json").status_code == 400
