"""Failures are limited, by address and client; no failure of anybody ever stops a call that succeeds."""

import pytest
from flask import Flask, Response, request
from werkzeug.exceptions import Unauthorized

from cds_service.hooks.outcome import Issue
from cds_service.web import limits
from cds_service.web.errors import outcome_response
from cds_service.web.limits import FailureLimit, limit_failures, site_of
from cds_service.web.watched import CLIENT
from tests.contract.calls import valid_call
from tests.contract.stand_in import ORIGIN, stand_in_site

PATH = "/cds-services/cancer-cachexia"
GOOD = {"Authorization": "Bearer good"}
SAME_NAT = {"REMOTE_ADDR": "192.0.2.1"}


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def check_caller() -> Response | None:
    """Stand in for the check of the caller: one token is good, the others are not."""
    name = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if name not in {"good", "neighbour"}:
        refused = outcome_response(401, Issue("login", "The caller could not be verified."))
        refused.headers["WWW-Authenticate"] = "Bearer"
        refused.headers["Connection"] = "close"
        return refused
    request.environ[CLIENT] = name
    return None


def limited(clock: Clock, at_once: int = 3, a_minute: int = 60) -> Flask:
    app = stand_in_site()
    app.before_request(check_caller)
    limit_failures(app, FailureLimit(at_once, a_minute, clock))
    return app


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(clock: Clock) -> Flask:
    return limited(clock)


def statuses(app: Flask, times: int, **asked: object) -> list[int]:
    return [app.test_client().post(PATH, environ_base=SAME_NAT, **asked).status_code for _ in range(times)]


def test_beyond_the_limit_a_failure_is_told_to_wait(app: Flask) -> None:
    assert statuses(app, 5) == [401, 401, 401, 429, 429]
    told = app.test_client().post(PATH, environ_base=SAME_NAT, headers={"Origin": ORIGIN})
    assert (told.headers["Retry-After"], "WWW-Authenticate" in told.headers) == ("1", False)
    assert told.get_json()["resourceType"] == "OperationOutcome"
    assert told.get_json()["issue"][0]["code"] == "throttled"
    assert told.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert told.headers["Cache-Control"] == "no-store"
    assert told.headers["Connection"] == "close"
    assert told.content_length == len(told.data)


def test_a_good_client_is_answered_whatever_its_neighbours_do(app: Flask) -> None:
    statuses(app, 100)
    statuses(app, 100, headers={"Authorization": "Bearer guessed"})
    assert statuses(app, 100, headers=GOOD, json=valid_call()) == [200] * 100


def test_a_good_client_is_answered_whatever_it_did_before(app: Flask) -> None:
    assert statuses(app, 5, headers=GOOD, json={})[-1] == 429
    assert statuses(app, 2, headers=GOOD, json=valid_call()) == [200, 200]


def test_the_failures_of_one_client_are_not_those_of_another(app: Flask) -> None:
    assert statuses(app, 4, headers=GOOD, json={}) == [400, 400, 400, 429]
    assert statuses(app, 1, headers={"Authorization": "Bearer neighbour"}, json={}) == [400]
    assert statuses(app, 1) == [401]


def test_another_address_has_a_count_of_its_own(app: Flask) -> None:
    statuses(app, 5)
    assert app.test_client().post(PATH, environ_base={"REMOTE_ADDR": "192.0.2.2"}).status_code == 401


def test_other_refusals_are_no_failures(app: Flask) -> None:
    assert statuses(app, 10, headers=GOOD) == [415] * 10


def test_an_error_that_is_raised_counts_too(clock: Clock) -> None:
    app = stand_in_site()

    def refuse() -> None:
        raise Unauthorized

    app.before_request(refuse)
    limit_failures(app, FailureLimit(1, 60, clock))
    assert statuses(app, 2) == [401, 429]


def test_time_gives_failures_back(app: Flask, clock: Clock) -> None:
    assert statuses(app, 4)[-1] == 429
    clock.seconds = 2
    assert statuses(app, 3) == [401, 401, 429]
    clock.seconds = 100_000
    assert statuses(app, 4) == [401, 401, 401, 429]


def test_it_says_how_long_to_wait(clock: Clock) -> None:
    limit = FailureLimit(1, 6, clock)
    assert [limit.failed(("a", "")) for _ in range(3)] == [0, 10, 10]
    clock.seconds = 7.5
    assert limit.failed(("a", "")) == 3


def test_the_oldest_are_forgotten(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEYS", 2)
    limit = FailureLimit(1, 60, clock)
    keys = [("a", ""), ("b", ""), ("a", "")]
    assert [limit.failed(key) for key in keys] == [0, 0, 1]
    assert limit.failed(("c", "")) == 0
    assert [limit.failed(("a", "")), limit.failed(("c", "")), limit.failed(("b", ""))] == [1, 1, 0]


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("unix", ""),
        (None, ""),
    ],
)
def test_an_address_belongs_to_a_site(address: str | None, site: str) -> None:
    assert site_of(address) == site
