"""What the client did not send is read from its FHIR server: exactly that, with its token, in time, or not at all."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from fhir_fixtures.search import answer
from tests.contract.calls import bundle, weight
from tests.contract.requirement import requirement
from tests.contract.walk import without_uuids
from tests.unit.outbound.stub_server import Reply, Seen, StubServer

Json = dict[str, Any]
TOKEN = "canary-token-51c9"  # noqa: S105 - only to be looked for
AUTHORIZATION = {
    "access_token": TOKEN,
    "token_type": "Bearer",
    "expires_in": 300,
    "scope": "user/*.read",
    "subject": "cds-service",
}


SINCE = re.compile(r"&date=ge(.*)$")
LOOK_BACK = range(2 * 365 + 90 + 45, 2 * 366 + 90 + 45 + 5)
"""Days: 24 months, how old a current weight may be, its witness, and one for servers' time zones (and for midnight)."""


class Ehr:
    """A FHIR server that holds a call's prefetch, and can be told to misbehave."""

    def __init__(self, resources: list[Json]) -> None:
        self.resources = resources
        self.faults: dict[str, Reply] = {}
        self.server = StubServer("127.0.0.1", self._answer)

    def _answer(self, seen: Seen) -> Reply:
        for part, reply in self.faults.items():
            if part in seen.query:
                return reply
        found = answer(seen.query, "p1", self.resources)
        return Reply(found) if found else Reply({"resourceType": "OperationOutcome", "issue": []}, status=404)

    @property
    def asked(self) -> set[str]:
        """What it was asked; the first day asked for is made sure of, and written as SINCE."""
        return {SINCE.sub(_checked, seen.query) for seen in self.server.seen}


def _checked(since: re.Match[str]) -> str:
    assert (datetime.now(UTC).date() - date.fromisoformat(since[1])).days in LOOK_BACK
    return "&date=geSINCE"


@pytest.fixture
def ehr(call: Json) -> Iterator[Ehr]:
    prefetch = call["prefetch"]
    bundles = [value for value in prefetch.values() if value.get("resourceType") == "Bundle"]
    held = [entry["resource"] for one in bundles for entry in one.get("entry", ())]
    server = Ehr([prefetch["patient"], *held])
    yield server
    server.server.close()


@pytest.fixture
def with_server(call: Json, ehr: Ehr) -> Json:
    optional = {
        key: bundle()
        for key in (
            "labs",
            "function",
            "referrals",
            "medications",
            "procedures",
            "screening",
            "nutrition",
            "care_plans",
        )
    }
    return call | {
        "fhirServer": ehr.server.base,
        "fhirAuthorization": AUTHORIZATION,
        "prefetch": call["prefetch"] | optional,
    }


@pytest.fixture
def templates(client: FlaskClient) -> dict[str, str]:
    (service,) = client.get("/cds-services").get_json()["services"]
    return {key: query.replace("{{context.patientId}}", "p1") for key, query in service["prefetch"].items()}


def cards(client: FlaskClient, path: str, body: Json) -> Any:
    response = client.post(path, json=body)
    assert response.status_code == 200, response.text
    return without_uuids(response.get_json())


def asked_by(key: str, query: str) -> str:
    """The advertised query; of what ages, only from the first day on that the rules use."""
    return f"{query}&date=geSINCE" if key in {"weights", "labs", "function", "screening"} else query


@requirement("DAT-1", "DAT-5", "DAT-8", "PRE-9")
@pytest.mark.parametrize("key", ["patient", "conditions", "weights", "heights", "labs"])
def test_a_key_that_is_absent_is_read_by_its_template(client, service_path, with_server, ehr, templates, key):
    full = cards(client, service_path, with_server)
    del with_server["prefetch"][key]
    assert cards(client, service_path, with_server) == full
    assert ehr.asked == {asked_by(key, templates[key])}


@requirement("DAT-1", "DAT-7", "DAT-8", "PRE-9")
def test_without_any_prefetch_every_template_is_read(client, service_path, with_server, ehr, templates):
    full = cards(client, service_path, with_server)
    assert cards(client, service_path, with_server | {"prefetch": {}}) == full
    assert ehr.asked == {asked_by(key, query) for key, query in templates.items()}


@requirement("DAT-8", "PRE-9")
def test_a_server_that_refuses_the_date_is_asked_the_template_itself(client, service_path, with_server, ehr, templates):
    full = cards(client, service_path, with_server)
    ehr.faults["date=ge"] = Reply({"resourceType": "OperationOutcome", "issue": []}, status=400)
    assert cards(client, service_path, with_server | {"prefetch": {}}) == full
    assert ehr.asked >= set(templates.values())


@requirement("DAT-8")
def test_what_is_older_than_the_rules_look_back_changes_nothing_by_either_road(client, service_path, with_server, ehr):
    full = cards(client, service_path, with_server)
    old = [weight(f"old{days}", 137.0, days_ago=days) for days in range(900, 3_900, 100)]
    ehr.resources += old
    with_server["prefetch"]["weights"]["entry"] += [{"resource": one} for one in old]
    assert cards(client, service_path, with_server) == full
    assert cards(client, service_path, with_server | {"prefetch": {}}) == full


@requirement("DAT-3", "DAT-4")
@pytest.mark.parametrize("state", [None, bundle(), {"resourceType": "OperationOutcome", "issue": []}])
def test_only_what_is_absent_is_asked_for(client, service_path, with_server, ehr, state):
    with_server["prefetch"]["weights"] = state
    client.post(service_path, json=with_server)
    assert ehr.asked == set()


@requirement("DAT-6")
def test_every_read_carries_the_token(client, service_path, with_server, ehr):
    cards(client, service_path, with_server | {"prefetch": {}})
    assert {seen.headers.get("Authorization") for seen in ehr.server.seen} == {f"Bearer {TOKEN}"}


@requirement("DAT-7")
def test_an_open_server_is_read_without_a_token(client, service_path, with_server, ehr):
    del with_server["fhirAuthorization"]
    cards(client, service_path, with_server | {"prefetch": {}})
    assert all("Authorization" not in seen.headers for seen in ehr.server.seen)


@requirement("DAT-9")
def test_the_pages_after_a_prefetched_one_are_read(client, service_path, with_server, ehr):
    full = cards(client, service_path, with_server)
    weights = with_server["prefetch"]["weights"]
    later = weights["entry"].pop()
    weights["link"] = [{"relation": "next", "url": f"{ehr.server.base}?page=2"}]
    ehr.faults["?page=2"] = Reply(bundle(later["resource"]))
    ehr.server.answer = lambda seen: ehr.faults["?page=2"] if "page=2" in seen.target else Reply(b"", status=500)
    assert cards(client, service_path, with_server) == full


@requirement("DAT-2")
@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
@pytest.mark.parametrize("key", ["Patient/p1", "Condition?", "29463-7"])
def test_a_server_that_refuses_required_data_is_412(client, service_path, with_server, ehr, key, status):
    ehr.faults[key] = Reply(b"{}", status=status)
    assert client.post(service_path, json=with_server | {"prefetch": {}}).status_code == 412


@requirement("DAT-2")
@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<html>log in</html>", headers={"Content-Type": "text/html"}),
        Reply(b'{"resourceType": "Bundle", "entry": ['),
        Reply({"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}),
        Reply(b"", status=302, headers={"Location": "http://127.0.0.1:9/fhir"}),
    ],
)
def test_an_answer_that_is_none_is_412(client, service_path, with_server, ehr, reply):
    ehr.faults["29463-7"] = reply
    assert client.post(service_path, json=with_server | {"prefetch": {}}).status_code == 412


@requirement("DAT-2", "DAT-4")
def test_optional_data_that_the_server_refuses_are_named(client, service_path, with_server, ehr):
    ehr.faults["1988-5"] = Reply(b"{}", status=403)
    del with_server["prefetch"]["labs"]
    answer_ = cards(client, service_path, with_server)
    assert "Not available: laboratory values" in answer_["cards"][0]["detail"]


@requirement("DAT-2")
def test_a_server_that_is_not_there_is_412(client, service_path, with_server):
    gone = StubServer("127.0.0.1", lambda _seen: Reply(b""))
    gone.close()
    body = with_server | {"fhirServer": gone.base, "prefetch": {}}
    assert client.post(service_path, json=body).status_code == 412


@requirement("REQ-8", "REQ-9")
def test_the_token_is_in_no_answer_and_no_log(client, service_path, with_server, ehr, caplog):
    caplog.set_level("DEBUG")
    ehr.faults["29463-7"] = Reply(b"{}", status=500)
    refused = client.post(service_path, json=with_server | {"prefetch": {}})
    answered = client.post(service_path, json=with_server)
    assert TOKEN not in refused.text + answered.text
    assert TOKEN not in "".join(record.getMessage() for record in caplog.records)
