"""Names are looked up apart from the reads, each once at a time, and nobody waits beyond the deadline."""

import socket
from collections.abc import Callable, Iterator
from threading import Event

import pytest

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch
from cds_service.outbound.address import Server
from cds_service.outbound.names import Names
from tests.unit.outbound.fixtures import ALLOWED, POLICY, QUERY, Reader, Start, soon
from tests.waiting import PATIENCE_SECONDS

FEW_SECONDS = 0.05


def server(host: str) -> Server:
    return Server("https", host, 443)


class SlowNames:
    """A name server that says nothing of the names in .slow until it may."""

    def __init__(self, resolve: Callable[..., object]) -> None:
        self._resolve, self.asked, self.may_answer = resolve, [], Event()

    def __call__(self, host: str, *args: object, **kwargs: object) -> object:
        self.asked.append(host)
        if host.endswith(".slow"):
            self.may_answer.wait(PATIENCE_SECONDS)
            host = ALLOWED
        return self._resolve(host, *args, **kwargs)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowNames]:
    resolver = SlowNames(socket.getaddrinfo)
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    yield resolver
    resolver.may_answer.set()


@pytest.fixture
def names() -> Iterator[Names]:
    made = Names(look_ups=2)
    yield made
    made.close()


def test_what_is_late_is_left_behind_and_found_by_the_next(names: Names, slow: SlowNames) -> None:
    assert names.addresses(server("ehr.slow"), soon(FEW_SECONDS)) == Failure.TIMEOUT
    slow.may_answer.set()
    assert names.addresses(server("ehr.slow"), soon()) == (ALLOWED,)


def test_a_name_that_is_slow_holds_one_thread_however_many_ask_for_it(names: Names, slow: SlowNames) -> None:
    for _ in range(8):
        assert names.addresses(server("ehr.slow"), soon(FEW_SECONDS)) == Failure.TIMEOUT
    assert names.addresses(server(ALLOWED), soon()) == (ALLOWED,)
    assert slow.asked == ["ehr.slow", ALLOWED]


def test_an_answer_is_not_kept(names: Names, slow: SlowNames) -> None:
    for _ in range(2):
        names.addresses(server(ALLOWED), soon())
    assert slow.asked == [ALLOWED, ALLOWED]


@pytest.mark.parametrize("said", [OSError("no such name"), UnicodeError("label too long"), []])
def test_a_name_that_leads_nowhere_is_unreachable(names: Names, monkeypatch: pytest.MonkeyPatch, said: object) -> None:
    def look_up(*_: object, **__: object) -> object:
        if isinstance(said, Exception):
            raise said
        return said

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert names.addresses(server("nowhere.test"), soon()) == Failure.UNREACHABLE


def test_80_thirty_two_slow_names_take_no_read_from_a_healthy_server_and_blame_nobody(
    start: Start, reader: Reader, slow: SlowNames
) -> None:
    healthy, one, wanted = start(), reader(POLICY, workers=2), {"key": Wanted(QUERY)}
    for number in range(32):
        base = f"https://h{number}.slow/fhir"
        assert one.read(base, None, wanted, soon(FEW_SECONDS)) == {"key": Failure.TIMEOUT}
    assert isinstance(one.read(healthy.base, None, wanted, soon())["key"], Batch)
    assert len(one.breaker._servers) == 0
