"""All keys at the same time, over connections that are kept, and a server in trouble is left alone."""

import time
from threading import Barrier

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch
from tests.fhir_builders import bundle, patient
from tests.unit.outbound.fixtures import QUERY, Start, two_weights
from tests.unit.outbound.stub_server import Reply, Seen

NINE = {f"key{number}": Wanted(QUERY) for number in range(9)}


def soon(seconds: float = 5) -> float:
    return time.monotonic() + seconds


def test_all_keys_are_read_at_the_same_time(start: Start, reader) -> None:
    together = Barrier(9, timeout=5)

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


def test_each_key_fails_or_not_for_itself(start: Start, reader) -> None:
    def answer(seen: Seen) -> Reply:
        if seen.query.startswith("Condition"):
            return Reply(status=403)
        if seen.query.startswith("Procedure"):
            time.sleep(1)
        return Reply(patient()) if seen.query.startswith("Patient") else two_weights()

    wanted = {
        "patient": Wanted("Patient/p1"),
        "weights": Wanted(QUERY),
        "conditions": Wanted("Condition?patient=p1"),
        "procedures": Wanted("Procedure?patient=p1"),
    }
    found = reader().read(start(answer).base, None, wanted, soon(0.5))
    assert isinstance(found["patient"], Batch)
    assert isinstance(found["weights"], Batch)
    assert (found["conditions"], found["procedures"]) == (Failure.FORBIDDEN, Failure.TIMEOUT)


def test_without_a_token_none_is_sent_and_without_time_nothing_is(start: Start, reader) -> None:
    server = start()
    assert reader().read(server.base, None, NINE, time.monotonic() - 1) == dict.fromkeys(NINE, Failure.TIMEOUT)
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
    slow, quick, one = start(raw=lambda _, closing: closing.wait(5)), start(), reader(workers=10)
    assert set(one.read(slow.base, None, NINE, soon(0.2)).values()) == {Failure.TIMEOUT}
    assert isinstance(one.read(quick.base, None, {"key": Wanted(QUERY)}, soon())["key"], Batch)
