"""A second try: at most one, only for what may pass, only where there is time."""

import pytest

from cds_service.decision.failure import Failure
from cds_service.outbound.http import Answered, Refused
from cds_service.outbound.retry import PAUSE, OneRetry
from cds_service.outbound.statuses import failure_of_status

TEMPORARY = [one for one in Failure if one.is_temporary]
FATAL = [one for one in Failure if not one.is_temporary]
FINE = Answered(b"{}")


class World:
    """Answers in turn, and a clock that only sleeping moves."""

    def __init__(self, *answers: Answered | Refused) -> None:
        self.answers, self.asked, self.slept = list(answers), [], []

    def get(self, target: str) -> Answered | Refused:
        self.asked.append(target)
        return self.answers.pop(0)

    def retrying(self, deadline: float = 10) -> OneRetry:
        return OneRetry(self.get, deadline, clock=lambda: sum(self.slept), sleep=self.slept.append)


@pytest.mark.parametrize("failure", TEMPORARY)
def test_what_may_pass_is_tried_again(failure: Failure) -> None:
    world = World(Refused(failure), FINE)
    assert world.retrying()("/a") == FINE
    assert (world.asked, world.slept) == (["/a", "/a"], [PAUSE])


@pytest.mark.parametrize("failure", FATAL)
def test_what_will_not_pass_is_not(failure: Failure) -> None:
    world = World(Refused(failure))
    assert world.retrying()("/a") == Refused(failure)


def test_once_for_all_pages_of_a_key() -> None:
    world = World(Refused(Failure.SERVER_ERROR), FINE, Refused(Failure.SERVER_ERROR))
    get = world.retrying()
    assert [get("/1"), get("/2")] == [FINE, Refused(Failure.SERVER_ERROR)]


@pytest.mark.parametrize(("wanted", "slept"), [(3.0, [3.0]), (0.0, [0.0]), (10.0, []), (1e9, [])])
def test_the_servers_wish_is_honoured_where_it_fits(wanted: float, slept: list[float]) -> None:
    world = World(Refused(Failure.RATE_LIMITED, wanted), FINE)
    world.retrying()("/a")
    assert world.slept == slept
    assert len(world.asked) == 1 + len(slept)


def test_not_when_the_deadline_is_near() -> None:
    world = World(Refused(Failure.UNREACHABLE))
    assert world.retrying(deadline=PAUSE)("/a") == Refused(Failure.UNREACHABLE)


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (200, None),
        (201, Failure.WRONG_RESOURCE),
        (204, Failure.WRONG_RESOURCE),
        (304, Failure.REDIRECT),
        (400, Failure.CLIENT_ERROR),
        (408, Failure.TIMEOUT),
        (418, Failure.CLIENT_ERROR),
        (504, Failure.SERVER_ERROR),
        (999, Failure.WRONG_RESOURCE),
    ],
)
def test_every_status_has_its_failure(status: int, failure: Failure | None) -> None:
    assert failure_of_status(status) == failure
