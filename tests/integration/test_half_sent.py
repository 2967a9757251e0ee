"""Clients that do not finish, and what the server says of what it cannot read."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.serving import serving
from tests.waiting import PATIENCE_SECONDS

CANARY = "Canary-Meier-4711"
HALVES = (
    b"POST /cds-services/cancer-cachexia HTTP/1.1\r\nHost: x\r\nContent-Le",
    (
        b"POST /cds-services/cancer-cachexia HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b'Content-Length: 900\r\n\r\n{"hook"'
    ),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    log = tmp_path_factory.mktemp("log") / "log"
    with serving(log=log) as (base, _):
        yield base, log


def said(base: str, data: bytes) -> bytes:
    """Send bytes as they are; give what comes back until the line is closed."""
    where = urlsplit(base)
    with socket.create_connection((where.hostname or "", where.port or 0), PATIENCE_SECONDS) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_two_hundred_half_sent_requests_do_not_stop_the_service(server: tuple[str, Path]) -> None:
    base, _ = server
    where = urlsplit(base)
    lines = []
    try:
        for number in range(200):
            line = socket.create_connection((where.hostname or "", where.port or 0), PATIENCE_SECONDS)
            line.sendall(HALVES[number % 2])
            lines.append(line)
        for path in ("/health/live", "/cds-services", "/docs/"):
            assert requests.get(base + path, timeout=PATIENCE_SECONDS).ok
    finally:
        for line in lines:
            line.close()


HOST = "Host: x\r\n"
MALFORMED = {
    "a request line": f"GET /{CANARY} NONSENSE\r\n\r\n",
    "a method": f"{CANARY.upper()}! / HTTP/1.1\r\nHost: x\r\n\r\n",
    "a header": f"GET / HTTP/1.1\r\nHost: x\r\n{CANARY} x: y\r\n\r\n",
    "a script name": f"GET /health/live HTTP/1.1\r\n{HOST}SCRIPT_NAME: /{CANARY}\r\nScript-Name: /{CANARY}\r\n\r\n",
    "two lengths": f"POST /{CANARY} HTTP/1.1\r\n{HOST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a chunk": "POST /cds-services/cancer-cachexia HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    f"Transfer-Encoding: chunked\r\n\r\n{CANARY}\r\nabc\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_malformed_is_refused_and_never_repeated(server: tuple[str, Path], name: str) -> None:
    base, log = server
    answer = said(base, MALFORMED[name].encode())
    status = int(answer.split(b" ", 2)[1])
    assert status < 500
    assert CANARY.encode() not in answer
    assert CANARY not in log.read_text()
    if status >= 400:
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["resourceType"] == "OperationOutcome"


def test_a_body_that_is_too_large_is_told_so(server: tuple[str, Path]) -> None:
    base, _ = server
    response = requests.post(
        f"{base}/cds-services/cancer-cachexia",
        data=b'"' + b"x" * 40 * 1024 * 1024 + b'"',
        headers={"Content-Type": "application/json"},
        timeout=PATIENCE_SECONDS,
    )
    assert response.status_code == 413
