"""A server that refuses a query narrowed by date is asked the plain one, and is remembered for it."""

import pytest

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch
from cds_service.outbound import narrowing
from cds_service.outbound.address import Server
from cds_service.outbound.narrowing import REFUSALS, Narrowing
from tests.unit.outbound.fixtures import QUERY, Start, soon, two_weights
from tests.unit.outbound.stub_server import Reply, Seen

A, B = (Server("https", name, 443) for name in ("a.test", "b.test"))
NARROWED = f"{QUERY}&date=ge2024-02-15"
WANTED = Wanted(NARROWED, QUERY)
FOUND = Batch(types=frozenset({"Observation"}))


class Ehr:
    """Answers the plain query, and the narrowed one as it is told."""

    def __init__(self, narrowed: Batch | Failure, plain: Batch | Failure = FOUND) -> None:
        self.said = {NARROWED: narrowed, QUERY: plain}
        self.asked: list[str] = []

    def __call__(self, query: str) -> Batch | Failure:
        self.asked.append(query)
        return self.said[query]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_the_plain_query_is_the_remedy_and_is_asked_at_once_the_next_time(refusal: Failure) -> None:
    memory, ehr = Narrowing(), Ehr(refusal)
    assert [memory.ask(A, "weights", WANTED, ehr) for _ in range(2)] == [FOUND, FOUND]
    assert ehr.asked == [NARROWED, QUERY, QUERY]


@pytest.mark.parametrize("failure", [one for one in Failure if one not in REFUSALS])
def test_another_failure_is_no_refusal(failure: Failure) -> None:
    ehr = Ehr(failure)
    assert Narrowing().ask(A, "weights", WANTED, ehr) == failure
    assert ehr.asked == [NARROWED]


def test_where_the_plain_query_fails_too_nothing_is_learnt() -> None:
    memory, ehr = Narrowing(), Ehr(Failure.FORBIDDEN, Failure.TIMEOUT)
    assert [memory.ask(A, "weights", WANTED, ehr) for _ in range(2)] == [Failure.TIMEOUT] * 2
    assert ehr.asked == [NARROWED, QUERY] * 2


def test_what_one_server_refuses_for_one_key_says_nothing_of_others() -> None:
    memory, ehr = Narrowing(), Ehr(Failure.CLIENT_ERROR)
    memory.ask(A, "weights", WANTED, ehr)
    for server, key in ((B, "weights"), (A, "labs")):
        other = Ehr(FOUND)
        memory.ask(server, key, WANTED, other)
        assert other.asked == [NARROWED]


def test_what_was_never_narrowed_is_asked_once() -> None:
    ehr = Ehr(FOUND, Failure.CLIENT_ERROR)
    assert Narrowing().ask(A, "patient", Wanted(QUERY), ehr) == Failure.CLIENT_ERROR
    assert ehr.asked == [QUERY]


def test_the_memory_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "MOST_REMEMBERED", 2)
    memory, ehr = Narrowing(), Ehr(Failure.CLIENT_ERROR)
    for key in "abc":
        memory.ask(A, key, WANTED, ehr)
    ehr.asked.clear()
    memory.ask(A, "a", WANTED, ehr)  # forgotten, as the one that was learnt first
    memory.ask(A, "c", WANTED, ehr)
    assert ehr.asked == [NARROWED, QUERY, QUERY]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 422, 501])
def test_a_real_line(start: Start, reader, status: int) -> None:
    def answer(seen: Seen) -> Reply:
        return Reply(status=status) if "date=" in seen.target else two_weights()

    server, one = start(answer), reader()
    for _ in range(2):
        assert isinstance(one.read(server.base, None, {"weights": WANTED}, soon())["weights"], Batch)
    assert [seen.query for seen in server.seen] == [NARROWED, QUERY, QUERY]
