"""Attacks 9 to 14: what a permitted server, a client or the environment says leads nowhere else, nor does the token."""

import time
from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest

from cds_service.decision.asking import NotAnId, resolve
from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch, read_batch
from tests.fhir_builders import bundle, patient, weight
from tests.security.expectations import Read, untouched
from tests.unit.outbound.fixtures import ALLOWED, FORBIDDEN, POLICY, QUERY, TOKEN, Reader, Start
from tests.unit.outbound.stub_server import FHIR, Reply
from tests.waiting import PATIENCE_SECONDS


@pytest.mark.parametrize("status", [300, 301, 302, 303, 307, 308])
@pytest.mark.parametrize("place", ["http://{host}:{port}/fhir", "//{host}:{port}/", "/fhir/Patient", "http://[", ""])
def test_09_a_redirect(forbidden, start: Start, read: Read, status: int, place: str) -> None:
    location = place.format(host=FORBIDDEN, port=forbidden.port)
    server = start(lambda _: Reply(b"{}", status, FHIR | {"Location": location}))
    assert read(server.base) == Failure.REDIRECT
    assert untouched(forbidden)
    assert len(server.seen) == 1


def test_09_the_body_of_a_redirect_is_not_waited_for(start: Start, read: Read) -> None:
    moved, over = FHIR | {"Location": "/fhir"}, Event()

    def first_byte_only() -> Iterator[bytes]:
        yield b"x"
        over.wait()

    server = start(lambda _: Reply(status=302, headers=moved, pieces=first_byte_only(), length=10**9))
    try:
        assert read(server.base) == Failure.REDIRECT  # whoever waits for the rest is late: a time-out
    finally:
        over.set()


@pytest.mark.parametrize(
    "url",
    [
        "http://{forbidden}/fhir?_getpages=1",
        "http://{allowed}@{forbidden}/fhir?_getpages=1",
        "http://{forbidden}\\@{allowed}/fhir?_getpages=1",
        "https://{allowed}/fhir?_getpages=1",
        "http://{allowed}/admin?_getpages=1",
        "http://{allowed}/fhirx?_getpages=1",
        "http://{allowed}/fhir/../admin?_getpages=1",
        "http://{allowed}/fhir/%2e%2e/admin",
        "//{forbidden}/fhir?_getpages=1",
        "file:///etc/passwd",
        "http://{allowed}/fhir?\r\nHost: {forbidden}",
    ],
)
def test_10_a_next_page_elsewhere(forbidden, start: Start, read: Read, url: str) -> None:
    def answer(_) -> Reply:
        places = {"allowed": f"{ALLOWED}:{server.port}", "forbidden": f"{FORBIDDEN}:{forbidden.port}"}
        return Reply(bundle(patient(), link=[{"relation": "next", "url": url.format(**places)}]))

    server = start(answer)
    assert read(server.base) == Failure.FOREIGN_PAGE
    assert len(server.seen) == 1
    begun = read_batch(
        b'{"resourceType":"Bundle","link":[{"relation":"next","url":"http://%s/"}]}' % FORBIDDEN.encode()
    )
    assert read(server.base, begun=begun) == Failure.FOREIGN_PAGE
    assert untouched(forbidden)


@pytest.mark.parametrize(
    "identity",
    [
        "http://127.0.0.2/fhir",
        "../admin",
        "..",
        "p1?_count=9",
        "p1&_include=*",
        "p1\r\nHost: x",
        "p1#",
        "p1%0d",
        "p1/x",
        "",
    ],
)
@pytest.mark.parametrize("template", ["Patient/{{context.patientId}}", "Observation?patient={{context.patientId}}"])
def test_11_an_id_that_is_more_than_an_id(server, read: Read, template: str, identity: str) -> None:
    with pytest.raises(NotAnId):
        resolve(template, identity)


@pytest.mark.parametrize(
    "query", ["http://{0}/fhir/Patient/p1", "//{0}/Patient", "../admin", "Patient/p1\r\nHost: {0}"]
)
def test_11_a_query_that_is_more_than_a_query(server, forbidden, read: Read, query: str) -> None:
    assert read(server.base, query.format(f"{FORBIDDEN}:{forbidden.port}")) == Failure.NOT_ALLOWED
    assert untouched(forbidden)
    assert server.seen == []


def test_12_a_reference_is_never_followed(forbidden, start: Start, read: Read) -> None:
    one = weight("w1", 80, "2026-01-01", subject={"reference": f"{forbidden.base}/Patient/p1"})
    one["contained"] = [{"resourceType": "Patient", "photo": [{"url": f"{forbidden.base}/photo"}]}]
    answer = bundle(one, link=[{"relation": "self", "url": f"{forbidden.base}/Observation"}])
    answer["entry"][0]["fullUrl"] = f"{forbidden.base}/Observation/w1"
    server = start(lambda _: Reply(answer))
    assert isinstance(read(server.base), Batch)
    assert untouched(forbidden)


def test_13_the_server_of_another_tenant(start: Start, reader: Reader) -> None:
    ours, theirs, everyone = start(), start(), reader(replace(POLICY, servers=()))
    tenant = everyone.limited_to((ours.base,))
    wanted, deadline = {"key": Wanted(QUERY)}, time.monotonic() + PATIENCE_SECONDS
    assert isinstance(tenant.read(ours.base, TOKEN, wanted, deadline)["key"], Batch)
    assert tenant.read(theirs.base, TOKEN, wanted, deadline) == {"key": Failure.NOT_ALLOWED}
    assert everyone.read(ours.base, TOKEN, wanted, deadline) == {"key": Failure.NOT_ALLOWED}
    assert untouched(theirs)


def test_14_proxies_netrc_and_bundles_of_the_environment(
    server, forbidden, read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://{FORBIDDEN}:{forbidden.port}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine {ALLOWED} login canary password canary\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    assert isinstance(read(server.base), Batch)
    assert server.seen[0].headers["Authorization"] == f"Bearer {TOKEN}"
    assert untouched(forbidden)
