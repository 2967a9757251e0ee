"""Secrets are sent through every path and every error of a running service, and then are nowhere.

Searched are: what it prints and logs, its state, database and temporary files, /metrics, and the bodies and headers of
all answers. `canaries` says what is looked for and in which forms, `attempts` what is sent: a new path or a new refusal
gets its row there.
"""

import http.client
import socket
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.security.attempts import ATTEMPTS, REPLIES, Attempt, answer_read, malformed
from tests.security.canaries import FORMS, MAY_BE_SHOWN, SECRETS, forms_of, found_in, found_in_files
from tests.serving import serving
from tests.unit.outbound.stub_server import StubServer
from tests.waiting import PATIENCE_SECONDS

SEARCHED_PATHS = ("/metrics", "/health/ready", "/cds-services")


@dataclass(frozen=True)
class Answer:
    """What came back, headers included."""

    status: int
    data: bytes


@dataclass
class Run:
    """All attempts, made once; the folder holds everything that the service could write to."""

    folder: Path
    answers: dict[str, Answer] = field(default_factory=dict)
    malformed: dict[str, bytes] = field(default_factory=dict)
    afterwards: dict[str, bytes] = field(default_factory=dict)
    read_with_token: set[str] = field(default_factory=set)
    """Which of the FHIR server's bases were asked, with the access token."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("service")
    done = Run(folder)
    for name in ("temporary", "state", "database"):
        (folder / name).mkdir()
    stub = StubServer("127.0.0.1", answer_read)
    environment = {
        "TMPDIR": str(folder / "temporary"),
        "CDS_STATE_FOLDER": str(folder / "state"),
        "CDS_DATABASE_URL": f"sqlite:///{folder}/database/cds.sqlite3",
        "CDS_MAX_BODY_BYTES": "5000000",
        "CDS_COMMENTS": "encrypt",
    }
    try:
        with serving(log=folder / "errors.log", out=folder / "output.log", **environment) as (base, _):
            done.answers = {attempt.name: sent(base, attempt, stub.base) for attempt in ATTEMPTS}
            done.malformed = {name: said(base, data) for name, data in malformed().items()}
            done.afterwards = {path: sent(base, Attempt(path, "GET", path), "").data for path in SEARCHED_PATHS}
            live = found_in_files(folder)
    finally:
        stub.close()
    assert live == {}
    asked = [one for one in stub.seen if one.headers.get("Authorization") == f"Bearer {SECRETS['access token']}"]
    done.read_with_token = {one.target.split("/")[2] for one in asked}
    return done


def sent(base: str, attempt: Attempt, fhir_base: str) -> Answer:
    """Send as it is: a client library would refuse some of it."""
    where = urlsplit(base)
    line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE_SECONDS)
    try:
        line.request(attempt.method, attempt.path, attempt.content(fhir_base), dict(attempt.headers))
        response = line.getresponse()
        return Answer(response.status, str(response.getheaders()).encode() + response.read())
    finally:
        line.close()


def said(base: str, data: bytes) -> bytes:
    """Send bytes; give what comes back until the line is closed."""
    where = urlsplit(base)
    with socket.create_connection((where.hostname or "", where.port or 0), PATIENCE_SECONDS) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_no_file_log_or_temporary_file_holds_a_secret(run: Run) -> None:
    assert found_in_files(run.folder) == {}


@pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda attempt: attempt.name)
def test_no_answer_repeats_a_secret(run: Run, attempt: Attempt) -> None:
    answer = run.answers[attempt.name]
    assert answer.status != 500
    assert found_in(answer.data, except_for=MAY_BE_SHOWN if answer.status == 200 else frozenset()) == []


@pytest.mark.parametrize("name", malformed())
def test_no_answer_to_what_is_malformed_repeats_a_secret(run: Run, name: str) -> None:
    assert found_in(run.malformed[name]) == []


@pytest.mark.parametrize("path", SEARCHED_PATHS)
def test_no_page_of_the_service_holds_a_secret(run: Run, path: str) -> None:
    assert found_in(run.afterwards[path]) == []


def test_the_secrets_were_really_used(run: Run) -> None:
    assert run.answers["a good call"].status == 200
    assert SECRETS["patient id"].encode() in run.answers["a good call"].data
    assert run.read_with_token == set(REPLIES)


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_found_in_all_its_forms(name: str, tmp_path: Path) -> None:
    for number, form in enumerate(forms_of(name)):
        (tmp_path / str(number)).write_bytes(b"before " + form.upper() + b" after")
    assert len(found_in_files(tmp_path)) == len(list(forms_of(name)))


def test_a_secret_in_a_files_name_is_found(tmp_path: Path) -> None:
    (tmp_path / SECRETS["patient id"]).write_text("")
    assert list(found_in_files(tmp_path).values()) == [["patient id"]]


def test_no_form_is_so_short_that_it_is_found_by_chance() -> None:
    assert [name for name, forms in FORMS.items() if min(map(len, forms)) < 8] == []
