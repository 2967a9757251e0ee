"""A terminology server decides what the shipped lists do not know; its answers are remembered, its silence is not."""

from collections.abc import Callable
from threading import Event

import pytest

from cds_service.clinical.facts import Coding
from cds_service.fhir.systems import ICD_10_CM, SNOMED_CT
from cds_service.outbound.address import ServerPolicy
from cds_service.outbound.terminology import Terminology
from tests.unit.outbound.fixtures import POLICY, Start, soon
from tests.unit.outbound.stub_server import Reply, Seen, StubServer
from tests.waiting import PATIENCE_SECONDS

TUMOUR, FRACTURE = Coding(SNOMED_CT, "1236785004"), Coding(SNOMED_CT, "125605004")
OUTCOMES = {"1236785004": "subsumes", "125605004": "not-subsumed", "363346000": "equivalent"}


def subsumes(seen: Seen) -> Reply:
    code = seen.query.rpartition("codeB=")[2]
    parameter = {"name": "outcome", "valueCode": OUTCOMES[code]}
    return Reply({"resourceType": "Parameters", "parameter": [parameter]})


@pytest.fixture
def server(start: Start) -> StubServer:
    return start(subsumes)


def test_what_is_subsumed_is_malignant(server: StubServer) -> None:
    terminology = Terminology(POLICY, server.base)
    assert terminology.malignant([TUMOUR, FRACTURE], soon()) == {TUMOUR}
    assert {seen.query.partition("?")[0] for seen in server.seen} == {"CodeSystem/$subsumes"}


def test_an_answer_is_remembered(server: StubServer) -> None:
    terminology = Terminology(POLICY, server.base)
    for _ in range(3):
        terminology.malignant([TUMOUR, FRACTURE], soon())
    assert len(server.seen) == 2


def test_codes_of_other_systems_and_words_are_not_asked_about(server: StubServer) -> None:
    codings = [Coding(ICD_10_CM, "S82.0"), Coding(SNOMED_CT, "1&codeA=2")]
    assert Terminology(POLICY, server.base).malignant(codings, soon()) == frozenset()
    assert server.connections == 0


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: Reply(b"{}", status=500),
        lambda _: Reply({"resourceType": "OperationOutcome"}),
        lambda _: Reply({"parameter": "?"}),
        lambda _: Reply(b"<html>", headers={"Content-Type": "text/html"}),
    ],
)
def test_no_answer_is_no_malignancy_and_is_asked_again(start: Start, answer: Callable[[Seen], Reply]) -> None:
    server = start(answer)
    terminology = Terminology(POLICY, server.base)
    assert terminology.malignant([TUMOUR], soon()) == frozenset()
    server.answer = subsumes
    assert terminology.malignant([TUMOUR], soon()) == {TUMOUR}


def test_a_slow_server_is_not_waited_for(start: Start) -> None:
    over = Event()

    def when_all_is_over(seen: Seen) -> Reply:
        over.wait(PATIENCE_SECONDS)
        return subsumes(seen)

    server = start(when_all_is_over)
    assert Terminology(POLICY, server.base).malignant([TUMOUR], soon(0.2)) == frozenset()
    over.set()


def test_a_name_that_nobody_knows_is_no_malignancy(names: dict[str, list[str]]) -> None:
    names["terminology.test"] = [""]
    assert Terminology(POLICY, "http://terminology.test/fhir").malignant([TUMOUR], soon()) == frozenset()


def test_a_server_that_may_not_be_asked_is_not(forbidden: StubServer) -> None:
    policy = ServerPolicy(allowed_networks=POLICY.allowed_networks, allow_http_loopback=True)
    assert Terminology(policy, forbidden.base).malignant([TUMOUR], soon()) == frozenset()
    assert forbidden.connections == 0
