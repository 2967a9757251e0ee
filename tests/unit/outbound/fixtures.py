"""Servers that are allowed and forbidden, names that lead to them, and the reader between them."""

import socket
import time
from collections.abc import Callable, Iterator
from functools import cache
from ipaddress import ip_network
from typing import Any

import pytest

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch
from cds_service.outbound import connection
from cds_service.outbound.address import ServerPolicy
from cds_service.outbound.fhir_server import FhirServer
from tests.conftest import require
from tests.fhir_builders import bundle, weight
from tests.unit.outbound.certificates import Certificates, make_certificates
from tests.unit.outbound.stub_server import Answer, Reply, StubServer
from tests.waiting import PATIENCE_SECONDS

TOKEN = "canary-token-7f3a"  # noqa: S105 - only to be looked for where it must not be
QUERY = "Observation?patient=p1&code=http://loinc.org|29463-7&_sort=-date&_count=500"
ALLOWED, FORBIDDEN = "127.0.0.1", "127.0.0.2"
POLICY = ServerPolicy(allowed_networks=(ip_network("127.0.0.1/32"),), allow_http_loopback=True)

loaded_once = cache(connection.tls_context)

Start = Callable[..., StubServer]
Reader = Callable[..., FhirServer]


def two_weights(_: object = None) -> Reply:
    return Reply(bundle(weight("w1", 90, "2026-01-15"), weight("w2", 81, "2026-06-28")))


def soon(seconds: float = PATIENCE_SECONDS) -> float:
    """Give a deadline: by default one that only what hangs misses."""
    return time.monotonic() + seconds


@pytest.fixture
def start() -> Iterator[Start]:
    """Start servers; all are closed at the end."""
    running: list[StubServer] = []

    def start_server(answer: Answer = two_weights, host: str = ALLOWED, **options: Any) -> StubServer:
        require(f"the loopback address {host}", present=_can_bind(host))
        running.append(StubServer(host, answer, **options))
        return running[-1]

    yield start_server
    for one in running:
        one.close()


@cache
def _can_bind(host: str) -> bool:
    """Linux has all of 127.0.0.0/8; macOS only what `ifconfig lo0 alias 127.0.0.2` adds."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        try:
            probe.bind((host, 0))
        except OSError:
            return False
    return True


@pytest.fixture
def forbidden(start: Start) -> StubServer:
    """A server that nobody may even connect to."""
    return start(host=FORBIDDEN)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Make readers; all are closed at the end. The system's authorities are loaded once: that takes 25 ms."""
    monkeypatch.setattr(connection, "tls_context", loaded_once)
    made: list[FhirServer] = []

    def make(policy: ServerPolicy = POLICY, **options: Any) -> FhirServer:
        made.append(FhirServer.under(policy, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def read(reader: Reader) -> Callable[..., Batch | Failure]:
    """Read one key and return what came of it."""

    def read_one(
        base: str, query: str = QUERY, *, begun: Batch | None = None, seconds: float = PATIENCE_SECONDS, **how: Any
    ) -> Any:
        policy = how.pop("policy", POLICY)
        deadline = soon(seconds)
        return reader(policy, **how).read(base, TOKEN, {"key": Wanted(query, begun=begun)}, deadline)["key"]

    return read_one


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names and where they lead; with several answers, each lookup takes the next, and the last one stays."""
    known: dict[str, list[str]] = {}
    resolve = socket.getaddrinfo

    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host not in known:
            return resolve(host, *args, **kwargs)
        answers = known[host]
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [one for address in addresses.split() for one in resolve(address, *args, **kwargs)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))
