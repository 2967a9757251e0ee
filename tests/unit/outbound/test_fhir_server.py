"""All keys at the same time, over connections that are kept, and a server in trouble is left alone."""

from collections.abc import Callable
from concurrent.futures import wait
from threading import Barrier, Event
from typing import Any

import pytest

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch
from tests.fhir_builders import bundle, patient
from tests.unit.outbound.fixtures import QUERY, Start, soon, two_weights
from tests.unit.outbound.stub_server import Reply, Seen, StubServer
from tests.waiting import PATIENCE_SECONDS, wait_until

FEW_SECONDS = 0.2
NINE = {f"key{number}": Wanted(QUERY) for number in range(9)}


def test_all_keys_are_read_at_the_same_time(start: Start, reader) -> None:
    together = Barrier(9, timeout=PATIENCE_SECONDS)

    def answer(_: Seen) -> Reply:
        together.wait()
        return two_weights()

    found = reader().read(start(answer).base, None, NINE, soon())
    assert list(found) == list(NINE)
    assert all(isinstance(one, Batch) and len(one.resources) == 2 for one in found.values())


def test_connections_are_kept_for_the_next_call(start: Start, reader) -> None:
    server, one = start(), reader()
    for _ in range(5):
        one.read(server.base, None, {"key": Wanted(QUERY)}, soon())
    assert (len(server.seen), server.connections) == (5, 1)


def test_no_cookie_is_kept(start: Start, reader) -> None:
    server = start(lambda _: Reply(bundle(), headers={"Content-Type": "application/json", "Set-Cookie": "a=b"}))
    one = reader()
    for _ in range(2):
        one.read(server.base, None, {"key": Wanted(QUERY)}, soon())
    assert "Cookie" not in server.seen[1].headers


def deadline_after(reads: int) -> Callable[..., Any]:
    """A wait that ends when so many reads are done, as if the deadline came then."""

    def wait_for(futures: Any, timeout: float) -> Any:
        wait_until(lambda: sum(one.done() for one in futures) == reads, f"{reads} reads were done")
        return wait(futures, timeout=0)

    return wait_for


def test_each_key_fails_or_not_for_itself(start: Start, reader, monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()

    def answer(seen: Seen) -> Reply:
        if seen.query.startswith("Condition"):
            return Reply(status=403)
        if seen.query.startswith("Procedure"):
            over.wait(PATIENCE_SECONDS)
        return Reply(patient()) if seen.query.startswith("Patient") else two_weights()

    wanted = {
        "patient": Wanted("Patient/p1"),
        "weights": Wanted(QUERY),
        "conditions": Wanted("Condition?patient=p1"),
        "procedures": Wanted("Procedure?patient=p1"),
    }
    monkeypatch.setattr("cds_service.outbound.fhir_server.wait", deadline_after(reads=3))
    found = reader().read(start(answer).base, None, wanted, soon())
    over.set()
    assert isinstance(found["patient"], Batch)
    assert isinstance(found["weights"], Batch)
    assert (found["conditions"], found["procedures"]) == (Failure.FORBIDDEN, Failure.TIMEOUT)


def test_without_a_token_none_is_sent_and_without_time_nothing_is(start: Start, reader) -> None:
    server = start()
    assert reader().read(server.base, None, NINE, soon(-1)) == dict.fromkeys(NINE, Failure.TIMEOUT)
    assert server.connections == 0
    reader().read(server.base, None, {"key": Wanted(QUERY)}, soon())
    assert "Authorization" not in server.seen[0].headers


def test_nothing_wanted_is_nothing_asked_and_no_failure(start: Start, reader) -> None:
    server, one = start(), reader()
    assert [one.read(server.base, None, {}, soon()) for _ in range(6)] == [{}] * 6
    assert server.connections == 0
    assert isinstance(one.read(server.base, None, {"key": Wanted(QUERY)}, soon())["key"], Batch)


def test_five_calls_without_an_answer_open_the_circuit(start: Start, reader) -> None:
    server = start(lambda _: Reply(status=503))
    one = reader()
    wanted = {"key": Wanted(QUERY)}
    for _ in range(5):
        assert one.read(server.base, None, wanted, soon()) == {"key": Failure.SERVER_ERROR}
    asked = len(server.seen)
    assert one.read(server.base, None, wanted, soon()) == {"key": Failure.CIRCUIT_OPEN}
    assert len(server.seen) == asked == 10


def test_one_key_that_is_answered_keeps_it_closed(start: Start, reader) -> None:
    server = start(lambda seen: Reply(status=404 if seen.query.startswith("Patient") else 503))
    one = reader()
    for _ in range(6):
        found = one.read(server.base, None, {"a": Wanted("Patient/p1"), "b": Wanted(QUERY)}, soon())
    assert found == {"a": Failure.NOT_FOUND, "b": Failure.SERVER_ERROR}


def test_other_threads_serve_others_while_one_server_hangs(start: Start, reader) -> None:
    slow, quick, one = start(raw=lambda _, closing: closing.wait(PATIENCE_SECONDS)), start(), reader(workers=10)
    assert set(one.read(slow.base, None, NINE, soon(FEW_SECONDS)).values()) == {Failure.TIMEOUT}
    assert isinstance(one.read(quick.base, None, {"key": Wanted(QUERY)}, soon())["key"], Batch)


class SlowCharts:
    """Answers at once for everybody but the patients whose charts are slow: there it begins, or not, and never ends."""

    def __init__(self, start: Start, *, begins: bool) -> None:
        self.begins = begins
        self.server: StubServer = start(self._answer)

    def _answer(self, seen: Seen) -> Reply:
        if "patient=slow" not in seen.target:
            return two_weights()
        if not self.begins:
            self.server.closing.wait(PATIENCE_SECONDS)
        return Reply(pieces=self._never_ending())

    def _never_ending(self) -> Any:
        yield b"{"
        self.server.closing.wait(PATIENCE_SECONDS)


@pytest.mark.parametrize("begins", [True, False])
def test_81_five_slow_charts_keep_the_server_from_nobody(start: Start, reader, *, begins: bool) -> None:
    charts, one = SlowCharts(start, begins=begins), reader()
    for number in range(5):
        wanted = {"key": Wanted(f"Observation?patient=slow{number}")}
        assert one.read(charts.server.base, None, wanted, soon(FEW_SECONDS)) == {"key": Failure.TIMEOUT}
    for _ in range(5):
        assert isinstance(one.read(charts.server.base, None, {"key": Wanted(QUERY)}, soon())["key"], Batch)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_a_server_says_of_itself_counts(start: Start, reader, status: int) -> None:
    server, one = start(lambda _: Reply(status=status)), reader()
    for _ in range(5):
        one.read(server.base, None, {"key": Wanted(QUERY)}, soon())
    assert one.read(server.base, None, {"key": Wanted(QUERY)}, soon()) == {"key": Failure.CIRCUIT_OPEN}


def test_a_server_that_is_not_there_is_left_alone(start: Start, reader) -> None:
    server, one = start(), reader()
    server.close()
    for _ in range(5):
        assert one.read(server.base, None, {"key": Wanted(QUERY)}, soon()) == {"key": Failure.UNREACHABLE}
    assert one.read(server.base, None, {"key": Wanted(QUERY)}, soon()) == {"key": Failure.CIRCUIT_OPEN}


def test_a_token_that_fits_into_no_header_is_not_blamed_on_the_server(start: Start, reader) -> None:
    server, one = start(), reader()
    for _ in range(5):
        assert one.read(server.base, "a\r\nb", {"key": Wanted(QUERY)}, soon()) == {"key": Failure.UNAUTHORISED}
    assert isinstance(one.read(server.base, "token", {"key": Wanted(QUERY)}, soon())["key"], Batch)
