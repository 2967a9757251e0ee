"""Production as an EHR meets it: registered by the command line, verified by two workers, remembered over restarts."""

import json
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from click.testing import CliRunner
from joserfc import jwt
from joserfc.jwk import ECKey
from joserfc.jws import JWSRegistry

from cds_service.cli import commands
from tests.contract.calls import valid_call
from tests.serving import serving
from tests.waiting import PATIENCE_SECONDS, wait_until

PUBLIC = "https://cds.example.org"
PATH = "/cds-services/cancer-cachexia"
ISSUER = "https://ehr.example.org"
KEY = ECKey.generate_key("P-384", {"kid": "k1"})
FHIR_SERVER = "https://ehr.example.org/fhir"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "CDS_ENVIRONMENT": "production",
        "CDS_PUBLIC_BASE_URL": PUBLIC,
        "CDS_SECRET_KEY": "0123456789abcdef0123456789abcdef",
        "CDS_DATABASE_URL": f"sqlite:///{tmp_path}/store/cds.sqlite3",
        "CDS_STATE_FOLDER": str(tmp_path / "state"),
    }


@pytest.fixture
def command(environment: dict[str, str]) -> Any:
    def run(*arguments: str) -> str:
        result = CliRunner(env=environment).invoke(commands, arguments)
        assert result.exit_code == 0, result.output
        return result.output

    return run


@pytest.fixture
def registered(command: Any, tmp_path: Path) -> str:
    (tmp_path / "keys.json").write_text(json.dumps({"keys": [KEY.as_dict(private=False)]}), "utf-8")
    command(
        *("clients", "add", "--name", "EHR", "--issuer", ISSUER, "--jwks-file", str(tmp_path / "keys.json")),
        *("--fhir-server", FHIR_SERVER),
    )
    return "ehr"


def token(path: str = PATH) -> dict[str, str]:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": PUBLIC + path, "iat": now, "exp": now + 300, "jti": str(uuid4())}
    header = {"alg": "ES384", "typ": "JWT", "kid": "k1"}
    return {"Authorization": "Bearer " + jwt.encode(header, claims, KEY, registry=JWSRegistry(algorithms=["ES384"]))}


def ask(base: str, headers: dict[str, str] | None, **changes: Any) -> requests.Response:
    return requests.post(base + PATH, json=valid_call() | changes, headers=headers, timeout=PATIENCE_SECONDS)


def tell(base: str, card: str, headers: dict[str, str]) -> requests.Response:
    item = {"card": card, "outcome": "overridden", "outcomeTimestamp": "2026-06-30T10:15:00Z"}
    return requests.post(f"{base}{PATH}/feedback", json={"feedback": [item]}, headers=headers, timeout=PATIENCE_SECONDS)


def test_only_a_registered_client_is_answered_and_each_token_once(
    environment: dict[str, str], registered: str, command: Any
) -> None:
    first = token()
    with serving(**environment) as (base, _):
        assert "warnings" not in requests.get(f"{base}/health/ready", timeout=PATIENCE_SECONDS).json()
        assert requests.get(f"{base}/cds-services", timeout=PATIENCE_SECONDS).status_code == 200
        refused = ask(base, None)
        assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
        assert ask(base, first).status_code == 200
        with ThreadPoolExecutor(16) as threads:
            again = token()
            statuses = sorted(one.status_code for one in threads.map(lambda _: ask(base, again), range(16)))
        assert statuses == [200, *[401] * 15]
        foreign = ask(base, token(), fhirServer="https://other.example.org/fhir")
        assert (foreign.status_code, foreign.json()["resourceType"]) == (412, "OperationOutcome")
    with serving(**environment) as (base, _):
        assert ask(base, first).status_code == 401
        command("clients", "remove", registered)
        wait_until(lambda: ask(base, token()).status_code == 401, "a client that was removed is refused")
    assert "whole" in command("audit", "verify")


def test_feedback_takes_its_own_audience_and_the_service_s(environment: dict[str, str], registered: str) -> None:
    with serving(**environment) as (base, _):
        (card,) = ask(base, token()).json()["cards"]
        assert tell(base, card["uuid"], token(f"{PATH}/feedback")).status_code == 200
        assert tell(base, card["uuid"], token()).status_code == 200
        assert tell(base, card["uuid"], token("/cds-services")).status_code == 401
        assert ask(base, token()).json() == {"cards": []}


def test_a_silent_client_is_answered_without_cards(environment: dict[str, str], registered: str, command: Any) -> None:
    command("clients", "silence", registered)
    with serving(**environment) as (base, _):
        assert ask(base, token()).json() == {"cards": []}
    (entry,) = [json.loads(line) for line in command("audit", "export", "--format", "ndjson").splitlines()]
    assert (entry["decision"]["outcome"], entry["decision"]["unshown"]) == ("switched-off", ["cachexiaAssessment"])


@contextmanager
def taken_away(environment: dict[str, str]) -> Iterator[None]:
    """Let nobody else write to the database."""
    connection = sqlite3.connect(environment["CDS_DATABASE_URL"].removeprefix("sqlite:///"), isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
    finally:
        connection.close()


def test_without_the_database_calls_go_on_and_nothing_is_lost(
    environment: dict[str, str], registered: str, command: Any
) -> None:
    with serving(**environment) as (base, _):
        (card,) = ask(base, token()).json()["cards"]
        with taken_away(environment):
            used = token()
            statuses = [ask(base, used).status_code for _ in range(4)]
            assert statuses.count(200) in {1, 2}  # each of two workers remembers by itself
            assert tell(base, card["uuid"], token()).status_code == 200
            ready = requests.get(f"{base}/health/ready", timeout=PATIENCE_SECONDS)
            assert (ready.status_code, "database" in ready.text) == (503, True)
            assert requests.get(f"{base}/health/live", timeout=PATIENCE_SECONDS).status_code == 200

        def is_whole() -> bool:
            ready = requests.get(f"{base}/health/ready", timeout=PATIENCE_SECONDS)
            return ready.status_code == 200 and "warnings" not in ready.json()

        wait_until(is_whole, "what waited is brought in")
    lines = [json.loads(line) for line in command("audit", "export", "--format", "ndjson").splitlines()]
    kinds = [one["kind"] for one in lines]
    assert (kinds.count("decision"), kinds.count("feedback")) == (1 + statuses.count(200), 1)
    assert "whole" in command("audit", "verify")


def test_what_is_older_than_the_site_keeps_it_is_deleted(
    environment: dict[str, str], registered: str, command: Any
) -> None:
    with serving(**environment) as (base, _):
        assert ask(base, token()).status_code == 200
    path = environment["CDS_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:  # as if it had been written then: only the column is looked at
        connection.execute("UPDATE decisions SET at = '2020-01-01 00:00:00.000000'")

    def left() -> int:
        with sqlite3.connect(path) as connection:
            return int(connection.execute("SELECT count(*) FROM decisions").fetchone()[0])

    with serving(**environment, CDS_RETENTION_DAYS="30") as (base, _):
        wait_until(lambda: ask(base, token()).status_code == 200 and left() < 3, "the old decision is deleted")


def test_a_service_that_knows_nobody_says_so(environment: dict[str, str]) -> None:
    with serving(**environment) as (base, _):
        ready = requests.get(f"{base}/health/ready", timeout=PATIENCE_SECONDS).json()
        assert (ready["status"], "nobody is registered" in str(ready["warnings"])) == ("ready", True)
