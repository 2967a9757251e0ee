"""What servers do: each fault has its name, nothing hangs, nothing is half read, nothing is told."""

import gzip
import io
import json
import logging
import socket
from collections.abc import Iterator
from ipaddress import ip_network
from itertools import count
from threading import Event

import pytest

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch
from cds_service.outbound.address import ServerPolicy
from tests.fhir_builders import bundle, patient, weight
from tests.unit.outbound.fixtures import ALLOWED, POLICY, QUERY, TOKEN, Start, soon, two_weights
from tests.unit.outbound.stub_server import FHIR, Raw, Reply, Seen
from tests.waiting import PATIENCE_SECONDS

STATUSES = [
    (401, Failure.UNAUTHORISED, 1),
    (403, Failure.FORBIDDEN, 1),
    (404, Failure.NOT_FOUND, 1),
    (410, Failure.GONE, 1),
    (400, Failure.CLIENT_ERROR, 1),
    (302, Failure.REDIRECT, 1),
    (307, Failure.REDIRECT, 1),
    (429, Failure.RATE_LIMITED, 2),
    (500, Failure.SERVER_ERROR, 2),
    (503, Failure.SERVER_ERROR, 2),
]
OUTCOME = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "exception"}]}
GZIP = FHIR | {"Content-Encoding": "gzip"}
WHOLE = json.dumps(bundle(patient())).encode()
BODIES = {
    "html": (Reply(b"<html>Please log in</html>", headers={"Content-Type": "text/html"}), Failure.NOT_JSON),
    "xml": (Reply(b"<Bundle/>", headers={"Content-Type": "application/fhir+xml"}), Failure.NOT_JSON),
    "html that says it is JSON": (Reply(b"<html>Please log in</html>"), Failure.BROKEN_JSON),
    "no content type": (Reply(WHOLE, headers={}), Failure.NOT_JSON),
    "another encoding": (Reply(WHOLE, headers=FHIR | {"Content-Encoding": "br"}), Failure.NOT_JSON),
    "gzip that is none": (Reply(WHOLE, headers=GZIP), Failure.BROKEN_JSON),
    "half of a gzip": (Reply(gzip.compress(WHOLE)[:-9], headers=GZIP), Failure.BROKEN_JSON),
    "two gzips": (Reply(gzip.compress(WHOLE) * 2, headers=GZIP), Failure.BROKEN_JSON),
    "gzip with more behind it": (
        Reply(pieces=[gzip.compress(WHOLE), b"x"], headers=GZIP),
        Failure.BROKEN_JSON,
    ),
    "a bomb": (Reply(gzip.compress(b"[" + b" " * 25_000_000 + b"]"), headers=GZIP), Failure.TOO_LARGE),
    "half": (Reply(WHOLE[: len(WHOLE) // 2]), Failure.BROKEN_JSON),
    "nothing": (Reply(b""), Failure.BROKEN_JSON),
    "two documents": (Reply(WHOLE + WHOLE), Failure.BROKEN_JSON),
    "not a number": (Reply(b'{"resourceType": "Bundle", "total": NaN}'), Failure.BROKEN_JSON),
    "infinity": (Reply(b'{"resourceType": "Bundle", "total": 1e999}'), Failure.BROKEN_JSON),
    "400 digits": (Reply(b'{"resourceType": "Bundle", "total": %s}' % (b"9" * 400)), Failure.BROKEN_JSON),
    "duplicate key": (Reply(b'{"resourceType": "Bundle", "resourceType": "Bundle"}'), Failure.BROKEN_JSON),
    "lone surrogate": (Reply(b'{"resourceType": "Bundle", "id": "\\ud800"}'), Failure.BROKEN_JSON),
    "UTF-16": (Reply(WHOLE.decode().encode("utf-16")), Failure.BROKEN_JSON),
    "byte order mark": (Reply(b"\xef\xbb\xbf" + WHOLE), Failure.BROKEN_JSON),
    "nested": (Reply(b'{"a":' * 100_000 + b"1" + b"}" * 100_000), Failure.BROKEN_JSON),
    "nested lists": (Reply(b"[" * 1_000_000), Failure.BROKEN_JSON),
    "another resource": (Reply(patient()), Failure.WRONG_RESOURCE),
    "outcome": (Reply(OUTCOME), Failure.WRONG_RESOURCE),
    "list": (Reply([]), Failure.WRONG_RESOURCE),
    "cut off": (Reply(WHOLE, length=len(WHOLE) + 10), Failure.UNREACHABLE),
    "25 MB announced": (Reply(b"{}", length=25_000_000), Failure.UNREACHABLE),
    "25 MB": (Reply(b"[" + b" " * 25_000_000 + b"]"), Failure.TOO_LARGE),
    "25 MB unannounced": (Reply(pieces=[b"[", *[b" " * 1_000_000] * 25, b"]"]), Failure.TOO_LARGE),
}


@pytest.mark.parametrize(("status", "failure", "times"), STATUSES)
def test_each_status(start: Start, read, status: int, failure: Failure, times: int) -> None:
    server = start(lambda _: Reply(OUTCOME, status))
    assert read(server.base) == failure
    assert len(server.seen) == times


@pytest.mark.parametrize("name", BODIES)
def test_each_body(start: Start, read, name: str) -> None:
    reply, failure = BODIES[name]
    assert read(start(lambda _: reply).base) == failure


@pytest.mark.parametrize("kind", ["application/json", "application/fhir+json; fhirVersion=4.0", "Application/JSON"])
def test_each_kind_of_json_is_read(start: Start, read, kind: str) -> None:
    assert isinstance(read(start(lambda _: Reply(WHOLE, headers={"Content-Type": kind})).base), Batch)


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_gzip_is_unpacked_however_it_is_cut(start: Start, read, size: int) -> None:
    packed = gzip.compress(WHOLE)
    pieces = [packed[place : place + size] for place in range(0, len(packed), size)]
    assert isinstance(read(start(lambda _: Reply(pieces=pieces, headers=GZIP)).base), Batch)
    assert isinstance(read(start(lambda _: Reply(packed, headers=GZIP)).base), Batch)


def test_a_refused_connection(start: Start, read) -> None:
    server = start()
    server.close()
    assert read(server.base) == Failure.UNREACHABLE


def test_a_name_that_nobody_knows(read, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert read("https://ehr.example.org/fhir") == Failure.UNREACHABLE


def failing_once(reply: Reply):
    answers = [reply]
    return lambda _: answers.pop() if answers else two_weights()


@pytest.mark.parametrize("wish", ["0", "soon", "Thu, 01 Jan 1970 00:00:00 GMT", "Sun, 99 Nov 99999 00:00:00 GMT", "-1"])
def test_what_passes_is_read_at_the_second_try(start: Start, read, wish: str) -> None:
    server = start(failing_once(Reply(status=429, headers={"Retry-After": wish})))
    assert isinstance(read(server.base), Batch)
    assert len(server.seen) == 2


@pytest.mark.parametrize("wish", ["600", "Thu, 01 Jan 2099 00:00:00 GMT"])
def test_a_wish_for_more_than_there_is_time_ends_it_at_once(start: Start, read, wish: str) -> None:
    server = start(failing_once(Reply(status=503, headers={"Retry-After": wish})))
    assert read(server.base) == Failure.SERVER_ERROR
    assert len(server.seen) == 1


def silent(line, closing) -> None:
    closing.wait(PATIENCE_SECONDS)


def drip(head: bytes, body: bytes) -> Raw:
    def raw(line, closing) -> None:
        line.recv(65_536)
        line.sendall(head)
        for number in count():
            if closing.wait(0.02):
                return
            line.sendall(body[number % len(body) :][:1])

    return raw


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\n"
SLOW = {
    "silence": silent,
    "dripping status": drip(b"", b"HTTP/1.1 200 " + b"O" * 1_000),
    "dripping headers": drip(b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n"),
    "dripping body": drip(HEAD + b"Content-Length: 1000\r\n\r\n", b" "),
    "dripping chunks": drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "for ever to be continued": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("how", SLOW)
def test_the_deadline_is_kept(start: Start, read, how: str) -> None:
    """These servers go on until the test is over: whoever does not keep the deadline never comes back."""
    assert read(start(raw=SLOW[how]).base, seconds=0.3) == Failure.TIMEOUT


@pytest.mark.parametrize("how", SLOW)
def test_no_thread_is_kept_longer_than_the_deadline(start: Start, reader, how: str) -> None:
    server, one = start(raw=SLOW[how]), reader(workers=1)
    one.read(server.base, None, {"key": Wanted(QUERY)}, soon(0.2))
    one.workers.submit(int).result(PATIENCE_SECONDS)


def test_a_name_server_that_does_not_answer_is_left_behind(read, monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: over.wait(PATIENCE_SECONDS) and [])
    assert read("https://ehr.example.org/fhir", seconds=0.2) == Failure.TIMEOUT
    over.set()


def test_garbage_instead_of_http(start: Start, read) -> None:
    def garbage(line, _) -> None:
        line.recv(65_536)
        line.sendall(b"\x00\xff garbage\r\n\r\n")

    assert read(start(raw=garbage).base) == Failure.UNREACHABLE


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that reaches the log of the service at its most talkative (caplog also hears what does not reach it)."""
    text, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(text), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize("name", ["html", "half", "cut off", "outcome"])
def test_nothing_of_the_request_or_the_answer_is_logged(start: Start, read, logged, name: str) -> None:
    def bad_header(line, _) -> None:
        line.recv(65_536)
        line.sendall(HEAD + b"a header without a colon\r\n\r\nsecret-body")

    read(start(lambda _: BODIES[name][0]).base, "Observation?patient=secret-patient")
    read(start(raw=bad_header).base, "Observation?patient=secret-patient")
    assert logged.getvalue() == ""


@pytest.mark.parametrize("token", ["a\r\nX-Evil: 1", "\N{SNOWMAN}"])
def test_a_token_that_does_not_fit_into_a_header_is_not_sent(start: Start, reader, token: str) -> None:
    server = start()
    found = reader().read(server.base, token, {"key": Wanted(QUERY)}, soon())
    assert isinstance(found["key"], Failure)
    assert server.seen == []


def test_pages_on_a_real_line_are_put_together_and_half_of_them_is_nothing(start: Start, read) -> None:
    def answer(seen: Seen) -> Reply:
        if "_getpages=1" not in seen.target:
            after = [{"relation": "next", "url": f"{server.base}?_getpages=1&_getpagesoffset=1"}]
            return Reply(bundle(weight("w1", 90, "2026-01-15"), link=after))
        return Reply(bundle(weight("w2", 81, "2026-06-28"))) if healthy else Reply(status=500)

    healthy, server = True, start(answer)
    found = read(server.base)
    assert [one.id for one in found.resources] == ["w1", "w2"]
    healthy = False
    assert read(server.base) == Failure.SERVER_ERROR


def test_ipv6(start: Start, read) -> None:
    policy = ServerPolicy(allowed_networks=(ip_network("::1"),), allow_http_loopback=True)
    server = start(host="::1")
    assert isinstance(read(server.base, policy=policy), Batch)
    assert server.seen[0].headers["Host"] == f"[::1]:{server.port}"


def test_what_is_sent(start: Start, read) -> None:
    server = start()
    read(server.base)
    (seen,) = server.seen
    assert seen.query == QUERY
    assert seen.headers == {
        "Host": f"{ALLOWED}:{server.port}",
        "Accept": "application/fhir+json",
        "Accept-Encoding": "gzip",
        "Cache-Control": "no-cache",
        "User-Agent": "cachexia-cds",
        "Authorization": f"Bearer {TOKEN}",
    }


def test_http_is_for_this_machine_in_development_only(start: Start, read) -> None:
    server = start()
    policy = ServerPolicy(allowed_networks=POLICY.allowed_networks)
    assert read(server.base, policy=policy) == Failure.NOT_ALLOWED
    assert server.connections == 0
