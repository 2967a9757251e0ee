"""All pages or none."""

import json
from collections.abc import Callable

import pytest

from cds_service.decision.failure import Failure
from cds_service.fhir.batch import Batch, read_batch
from cds_service.outbound import pages
from cds_service.outbound.address import Server
from cds_service.outbound.http import Answered, Refused
from cds_service.outbound.pages import read_whole
from tests.fhir_builders import bundle, empty_bundle, patient, weight

SERVER = Server("https", "ehr.example.org", 443, ("fhir",))
QUERY = "Observation?patient=p1"
FIRST = "/fhir/Observation?patient=p1"


def link(target: str) -> dict:
    return {"link": [{"relation": "self", "url": "https://x"}, {"relation": "next", "url": SERVER.origin + target}]}


def page(*ids: str, after: str = "") -> dict:
    return bundle(*(weight(one, 80, "2026-01-01") for one in ids), **(link(after) if after else {}))


class Answers:
    """What the server says at each target, in turn; the last thing it says it says for ever."""

    def __init__(self, **said: object) -> None:
        self.said = {target: list(answers) for target, answers in said.items()}
        self.asked: list[str] = []

    def __call__(self, target: str) -> Answered | Refused:
        self.asked.append(target)
        answers = self.said[target]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return Refused(answer) if isinstance(answer, Failure) else Answered(json.dumps(answer).encode())


def server_with(**said: object) -> Answers:
    answers = Answers()
    answers.said = {{"first": FIRST}.get(name, f"/fhir?{name}"): list(what) for name, what in said.items()}
    return answers


def ids(found: Batch | Failure) -> list[str]:
    assert isinstance(found, Batch)
    assert (found.next_url, found.failed) == (None, False)
    return [str(one.id) for one in found.resources]


def test_pages_are_put_together() -> None:
    get = server_with(
        first=[page("a", "b", after="/fhir?two")], two=[page("c", after="/fhir?three")], three=[page("d")]
    )
    found = read_whole(get, SERVER, QUERY)
    assert ids(found) == ["a", "b", "c", "d"]
    assert isinstance(found, Batch)
    assert found.types == {"Observation"}


def test_neither_total_nor_an_empty_page_ends_the_answer() -> None:
    get = server_with(
        first=[{**page("a", after="/fhir?two"), "total": 1}], two=[page(after="/fhir?three")], three=[page("b")]
    )
    assert ids(read_whole(get, SERVER, QUERY)) == ["a", "b"]


def test_an_empty_answer_is_whole() -> None:
    assert ids(read_whole(server_with(first=[empty_bundle()]), SERVER, QUERY)) == []


@pytest.mark.parametrize("failure", [one for one in Failure if one not in pages.FORGOTTEN])
def test_a_failure_on_a_later_page_fails_all(failure: Failure) -> None:
    get = server_with(first=[page("a", after="/fhir?two")], two=[failure])
    assert read_whole(get, SERVER, QUERY) == failure


@pytest.mark.parametrize("failure", pages.FORGOTTEN)
def test_forgotten_pages_are_searched_for_again(failure: Failure) -> None:
    get = server_with(
        first=[page("a", after="/fhir?two"), page("a", after="/fhir?three")], two=[failure], three=[page("b")]
    )
    assert ids(read_whole(get, SERVER, QUERY)) == ["a", "b"]
    assert get.asked == [FIRST, "/fhir?two", FIRST, "/fhir?three"]


@pytest.mark.parametrize("failure", pages.FORGOTTEN)
def test_but_only_once_and_never_for_the_first(failure: Failure) -> None:
    get = server_with(first=[page("a", after="/fhir?two")], two=[failure])
    assert read_whole(get, SERVER, QUERY) == failure
    assert len(get.asked) == 4
    nothing = server_with(first=[failure])
    assert read_whole(nothing, SERVER, QUERY) == failure
    assert len(nothing.asked) == 1


def begun(**fields: object) -> Batch:
    return read_batch(json.dumps(page("a", after="/fhir?two") | fields).encode())


def test_what_the_client_has_begun_is_gone_on_with() -> None:
    get = server_with(two=[page("b")])
    assert ids(read_whole(get, SERVER, QUERY, begun())) == ["a", "b"]
    assert get.asked == ["/fhir?two"]


def test_or_asked_for_afresh_where_the_pages_are_forgotten() -> None:
    get = server_with(two=[Failure.GONE], first=[page("x", "y")])
    assert ids(read_whole(get, SERVER, QUERY, begun())) == ["x", "y"]


def test_what_is_elsewhere_is_not_fetched() -> None:
    elsewhere = {"link": [{"relation": "next", "url": "https://attacker.test/fhir?two"}]}
    assert read_whole(server_with(), SERVER, QUERY, begun(**elsewhere)) == Failure.FOREIGN_PAGE


def test_a_loop_is_noticed() -> None:
    get = server_with(first=[page("a", after="/fhir?two")], two=[page("b", after="/fhir?two")])
    assert read_whole(get, SERVER, QUERY) == Failure.TOO_MANY_PAGES
    assert len(get.asked) == 2


def endless(size: int) -> tuple[Callable[[str], Answered], list[str]]:
    asked: list[str] = []

    def get(target: str) -> Answered:
        asked.append(target)
        found = page(*(f"w{number}" for number in range(size)), after=f"/fhir?{len(asked)}")
        return Answered(json.dumps(found).encode())

    return get, asked


def test_pages_without_end_are_left_after_fifty() -> None:
    get, asked = endless(1)
    assert read_whole(get, SERVER, QUERY) == Failure.TOO_MANY_PAGES
    assert len(asked) == 50


def test_more_entries_than_anybody_has_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_ENTRIES", 25)
    get, asked = endless(10)
    assert read_whole(get, SERVER, QUERY) == Failure.TOO_MANY_PAGES
    assert len(asked) == 3


def test_the_last_page_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_ENTRIES", 2)
    assert read_whole(server_with(first=[page("a", "b", "c")]), SERVER, QUERY) == Failure.TOO_MANY_PAGES


@pytest.mark.parametrize("answer", [{}, [], 3, {"resourceType": 3}, weight("w", 8, "2026-01-01"), patient()])
def test_a_search_is_answered_by_a_bundle(answer: object) -> None:
    assert read_whole(server_with(first=[answer]), SERVER, QUERY) == Failure.WRONG_RESOURCE


def outcome(severity: str) -> dict:
    return {"resourceType": "OperationOutcome", "issue": [{"severity": severity, "code": "timeout"}]}


def test_an_outcome_is_no_answer() -> None:
    assert read_whole(server_with(first=[outcome("information")]), SERVER, QUERY) == Failure.WRONG_RESOURCE


def test_an_error_among_the_entries_means_that_data_may_be_missing() -> None:
    get = server_with(first=[bundle(weight("w", 8, "2026-01-01"), outcome("error"))])
    assert read_whole(get, SERVER, QUERY) == Failure.SERVER_ERROR
    assert ids(read_whole(server_with(first=[bundle(outcome("warning"))]), SERVER, QUERY)) == []


def answers_to_a_read(answer: object) -> Batch | Failure:
    get = Answers()
    get.said = {"/fhir/Patient/p1": [answer]}
    return read_whole(get, SERVER, "Patient/p1")


def test_a_read_is_answered_by_the_resource() -> None:
    assert ids(answers_to_a_read(patient())) == ["p1"]


@pytest.mark.parametrize("answer", [empty_bundle(), bundle(patient()), weight("w", 8, "2026-01-01"), outcome("error")])
def test_and_by_nothing_else(answer: object) -> None:
    assert answers_to_a_read(answer) == Failure.WRONG_RESOURCE


def test_a_query_of_another_shape_is_not_sent() -> None:
    assert read_whole(server_with(), SERVER, "https://attacker.test/Patient") == Failure.NOT_ALLOWED
