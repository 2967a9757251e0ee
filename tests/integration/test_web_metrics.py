"""Every request is told of in words of ours; /metrics is there for this machine and for the token, for nobody else."""

from uuid import UUID

import pytest
from flask import Flask, Response, request
from werkzeug.test import Client

from cds_service.web.metrics import metrics_paths
from cds_service.web.watched import CLIENT, REASON, PathKind, Seen, size_of, watch
from tests.contract.calls import valid_call
from tests.contract.stand_in import ORIGIN, stand_in_site

TOKEN = "t" * 40
PATH = "/cds-services/cancer-cachexia"
FROM_AFAR = {"REMOTE_ADDR": "192.0.2.7"}
CANARY = "CANARY-7f3a"


class Watched:
    """The site around stand-in answers, watched, with the metrics' path."""

    def __init__(self, token: str | None = TOKEN) -> None:
        self.logged: list[Seen] = []
        self.counted: list[Seen] = []
        self.app = stand_in_site()
        self.app.register_blueprint(metrics_paths(lambda: b"series 1\n", token))
        watch(self.app, self.logged.append, self.counted.append)
        self.client = self.app.test_client()

    @property
    def last(self) -> Seen:
        assert self.logged == self.counted
        return self.logged[-1]


@pytest.fixture
def site() -> Watched:
    return Watched()


def test_a_call_is_told_once(site: Watched) -> None:
    site.client.post(PATH, json=valid_call())
    assert len(site.logged) == 1
    told = site.last
    assert (told.method, told.path_kind, told.status_code) == ("POST", PathKind.SERVICE, 200)
    assert (told.client, told.reason, told.size_in, told.size_out) == ("", "", "10k", "1k")
    assert told.milliseconds >= 0


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/cds-services", "discovery"),
        ("/cds-services/", "discovery"),
        (PATH, "service"),
        (f"/cds-services/{CANARY}", "service"),
        (f"{PATH}/feedback", "feedback"),
        ("/health/live", "health"),
        ("/health", "health"),
        ("/docs/", "docs"),
        ("/openapi.json", "docs"),
        ("/metrics", "metrics"),
        ("/admin/login", "admin"),
        ("/", "other"),
        (f"/{CANARY}", "other"),
        (f"/metrics{CANARY}", "other"),
    ],
)
def test_a_path_is_told_by_its_kind(site: Watched, path: str, kind: str) -> None:
    site.client.get(path, query_string={"patient": CANARY})
    assert site.last.path_kind == kind
    assert CANARY not in repr(site.logged)


@pytest.mark.parametrize(("method", "told"), [("PATCH", "PATCH"), (CANARY, "OTHER")])
def test_a_method_is_told_if_it_is_one(site: Watched, method: str, told: str) -> None:
    Client(site.app).open("/health/live", method=method)
    assert site.last.method == told
    assert CANARY not in repr(site.logged)


def test_every_answer_has_an_id_of_ours(site: Watched) -> None:
    answers = [site.client.get(path, headers={"X-Request-Id": CANARY}) for path in ("/health/live", "/nowhere")]
    ids = [answer.headers.getlist("X-Request-Id") for answer in answers]
    assert ids == [[told.request_id] for told in site.logged]
    assert len({str(UUID(one)) for (one,) in ids}) == 2


@pytest.mark.parametrize(
    ("method", "path", "status", "reason"),
    [
        ("GET", "/nowhere", 404, "not-found"),
        ("DELETE", "/cds-services", 405, "method"),
        ("POST", PATH, 415, "media-type"),
        ("GET", "/health/live", 200, ""),
    ],
)
def test_a_refusal_has_a_reason(site: Watched, method: str, path: str, status: int, reason: str) -> None:
    site.client.open(path, method=method)
    assert (site.last.status_code, site.last.reason) == (status, reason)


def test_the_check_of_the_caller_says_who_it_is_and_why_not(site: Watched) -> None:
    def check() -> Response:
        request.environ[CLIENT] = "ward"
        request.environ[REASON] = "expired"
        return Response(status=401)

    site.app.before_request(check)
    site.client.get("/health/live")
    assert (site.last.client, site.last.reason) == ("ward", "expired")


def test_a_status_that_nobody_foresaw_has_a_reason_too(site: Watched) -> None:
    site.app.before_request(lambda: Response(status=418))
    site.client.get("/health/live")
    assert site.last.reason == "other"


def test_an_application_that_fails_altogether_is_told() -> None:
    told: list[Seen] = []
    app = Flask("failing")

    def fail(*_: object) -> None:
        raise OSError(CANARY)

    app.wsgi_app = fail  # type: ignore[method-assign,assignment]
    watch(app, told.append, told.append)
    with pytest.raises(OSError, match=CANARY):
        Client(app).get("/")
    assert [(one.status_code, one.reason, one.size_out) for one in told] == [(500, "failed", "unknown")] * 2


@pytest.mark.parametrize(
    ("length", "size"),
    [
        ("0", "none"),
        ("1", "1k"),
        ("1000", "1k"),
        ("1001", "10k"),
        ("10000000", "10M"),
        ("10000001", "more"),
        ("", "unknown"),
        ("9" * 5000, "unknown"),
        (CANARY, "unknown"),
        ("-1", "unknown"),
    ],
)
def test_a_body_is_told_by_its_class_of_size(length: str, size: str) -> None:
    assert size_of(length) == size


def test_this_machine_may_read_the_metrics(site: Watched) -> None:
    for address in ("127.0.0.1", "::1", "127.9.9.9"):
        answer = site.client.get("/metrics", environ_base={"REMOTE_ADDR": address})
        assert (answer.status_code, answer.text) == (200, "series 1\n")
        assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_whoever_has_the_token_may_read_the_metrics(site: Watched, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {TOKEN}", "X-Forwarded-For": "192.0.2.9"}
    assert site.client.get("/metrics", headers=headers, environ_base=FROM_AFAR).status_code == 200


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}, Bearer x", "é"]
)
@pytest.mark.parametrize("token", [TOKEN, None])
def test_for_nobody_else_there_are_any(token: str | None, given: str) -> None:
    client = Watched(token).client
    answer = client.get("/metrics", headers={"Authorization": given}, environ_base=FROM_AFAR)
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"])
def test_a_proxy_on_this_machine_does_not_make_everybody_local(site: Watched, name: str) -> None:
    assert site.client.get("/metrics", headers={name: "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize("address", ["", "unix", "::ffff:192.0.2.1"])
def test_an_address_that_is_none_is_not_this_machine(site: Watched, address: str) -> None:
    assert site.client.get("/metrics", environ_base={"REMOTE_ADDR": address}).status_code == 404


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE", "OPTIONS", "BREW"])
@pytest.mark.parametrize("path", ["/metrics", "/metrics/"])
def test_nothing_tells_that_there_are_metrics(site: Watched, method: str, path: str) -> None:
    hidden, absent = (
        site.client.open(one, method=method, headers={"Origin": ORIGIN}, environ_base=FROM_AFAR)
        for one in (path, "/nowhere")
    )
    assert (hidden.status_code, hidden.data) == (absent.status_code, absent.data)
    assert {name for name, _ in hidden.headers} == {name for name, _ in absent.headers}


def test_metrics_are_only_read(site: Watched) -> None:
    assert site.client.post("/metrics").status_code == 405
