"""A server that keeps failing is left alone for a while."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cds_service.outbound.address import Server
from cds_service.outbound.breaker import MOST_SERVERS, Breaker

A, B = (Server("https", name, 443) for name in ("a.test", "b.test"))


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


def fail(breaker: Breaker, times: int, server: Server = A) -> None:
    for _ in range(times):
        breaker.record(server, answered=False)


def test_four_failures_in_a_row_are_borne_five_are_not(breaker: Breaker) -> None:
    fail(breaker, 4)
    assert breaker.admit(A)
    fail(breaker, 1)
    assert not breaker.admit(A)
    assert breaker.admit(B)


def test_an_answer_between_them_starts_the_count_anew(breaker: Breaker) -> None:
    fail(breaker, 4)
    breaker.record(A, answered=True)
    fail(breaker, 4)
    assert breaker.admit(A)


def test_after_the_pause_one_may_try(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 5)
    clock.now += 29.9
    assert not breaker.admit(A)
    clock.now += 0.2
    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(breaker.admit, [A] * 50)) == [False] * 49 + [True]


def test_the_one_who_tries_closes_it_or_opens_it_again(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 5)
    clock.now += 31
    assert breaker.admit(A)
    fail(breaker, 1)
    assert not breaker.admit(A)
    clock.now += 31
    assert breaker.admit(A)
    breaker.record(A, answered=True)
    assert all(breaker.admit(A) for _ in range(3))


def test_one_who_tries_and_never_reports_does_not_keep_it_open(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 5)
    clock.now += 31
    assert breaker.admit(A)
    assert not breaker.admit(A)
    clock.now += 31
    assert breaker.admit(A)


def test_it_does_not_grow_without_end(breaker: Breaker) -> None:
    fail(breaker, 5)
    for number in range(MOST_SERVERS):
        fail(breaker, 1, Server("https", f"h{number}.test", 443))
    assert breaker.admit(A)  # forgotten, as the one that failed longest ago
