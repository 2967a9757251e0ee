"""A server that keeps failing is left alone for a while; one that is silent is asked by one call at a time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cds_service.outbound.address import Server
from cds_service.outbound.breaker import MOST_SERVERS, Breaker, Conduct

A, B = (Server("https", name, 443) for name in ("a.test", "b.test"))
UNASKED, SILENT, FAILED, ANSWERED = Conduct


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock=clock)


def record(breaker: Breaker, conduct: Conduct, times: int, server: Server = A) -> None:
    for _ in range(times):
        breaker.record(server, conduct)


def admitted(breaker: Breaker, times: int = 50) -> int:
    with ThreadPoolExecutor(8) as threads:
        return sum(threads.map(breaker.admit, [A] * times))


def test_four_failures_in_a_row_are_borne_five_are_not(breaker: Breaker) -> None:
    record(breaker, FAILED, 4)
    assert breaker.admit(A)
    record(breaker, FAILED, 1)
    assert not breaker.admit(A)
    assert breaker.admit(B)


@pytest.mark.parametrize("conduct", [FAILED, SILENT])
def test_an_answer_between_them_starts_the_count_anew(breaker: Breaker, conduct: Conduct) -> None:
    record(breaker, conduct, 4)
    breaker.record(A, ANSWERED)
    record(breaker, conduct, 4)
    assert admitted(breaker) == 50


def test_after_the_pause_one_may_try(breaker: Breaker, clock: Clock) -> None:
    record(breaker, FAILED, 5)
    clock.now += 29.9
    assert not breaker.admit(A)
    clock.now += 0.2
    assert admitted(breaker) == 1


@pytest.mark.parametrize("conduct", [FAILED, SILENT])
def test_the_one_who_tries_closes_it_or_opens_it_again(breaker: Breaker, clock: Clock, conduct: Conduct) -> None:
    record(breaker, FAILED, 5)
    clock.now += 31
    assert breaker.admit(A)
    breaker.record(A, conduct)
    assert not breaker.admit(A)
    clock.now += 31
    assert breaker.admit(A)
    breaker.record(A, ANSWERED)
    assert admitted(breaker) == 50


def test_one_who_tries_and_never_asks_does_not_keep_it_open(breaker: Breaker, clock: Clock) -> None:
    record(breaker, FAILED, 5)
    clock.now += 31
    assert breaker.admit(A)
    breaker.record(A, UNASKED)
    assert not breaker.admit(A)
    clock.now += 31
    assert breaker.admit(A)


def test_silence_shuts_nobody_out_who_comes_alone(breaker: Breaker) -> None:
    for _ in range(20):
        assert breaker.admit(A)
        breaker.record(A, SILENT)
    assert breaker.admit(A)


def test_after_five_silent_calls_one_at_a_time_finds_out(breaker: Breaker, clock: Clock) -> None:
    record(breaker, SILENT, 5)
    assert admitted(breaker) == 1
    breaker.record(A, SILENT)
    assert admitted(breaker) == 1
    breaker.record(A, UNASKED)
    assert admitted(breaker) == 1
    clock.now += 31  # whoever asks and never reports is waited for no longer
    assert admitted(breaker) == 1
    breaker.record(A, ANSWERED)
    assert admitted(breaker) == 50


def test_what_was_never_asked_is_not_blamed(breaker: Breaker) -> None:
    record(breaker, UNASKED, 100)
    record(breaker, FAILED, 4)
    record(breaker, UNASKED, 100)
    assert admitted(breaker) == 50


def test_silent_calls_do_not_add_up_with_failures(breaker: Breaker) -> None:
    record(breaker, FAILED, 4)
    record(breaker, SILENT, 4)
    assert admitted(breaker) == 50


def test_it_does_not_grow_without_end(breaker: Breaker) -> None:
    record(breaker, FAILED, 5)
    for number in range(MOST_SERVERS):
        record(breaker, FAILED, 1, Server("https", f"h{number}.test", 443))
    assert breaker.admit(A)  # forgotten, as the one that failed longest ago
