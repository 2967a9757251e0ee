"""`serve`: the production server starts, answers over a socket, and stops; production is refused in one sentence."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from cds_service.cli import commands
from cds_service.store.database import open_database
from cds_service.store.migrate import upgrade
from tests.contract.calls import valid_call
from tests.serving import serving
from tests.waiting import PATIENCE_SECONDS


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serving() as (address, _):
        yield address


def test_it_answers_a_call(base: str) -> None:
    response = requests.post(f"{base}/cds-services/cancer-cachexia", json=valid_call(), timeout=PATIENCE_SECONDS)
    assert (response.status_code, len(response.json()["cards"])) == (200, 1)


def test_its_links_lead_to_where_it_is_served(base: str) -> None:
    response = requests.post(f"{base}/cds-services/cancer-cachexia", json=valid_call(), timeout=PATIENCE_SECONDS)
    assert f"({base}/docs/)" in response.json()["cards"][0]["detail"]


def test_it_says_nothing_of_its_versions(base: str) -> None:
    assert requests.get(f"{base}/health/live", timeout=PATIENCE_SECONDS).headers["Server"] == "gunicorn"


PRODUCTION = {"CDS_PUBLIC_BASE_URL": "https://cds.example.org", "CDS_SECRET_KEY": "x" * 40}


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "Production needs CDS_PUBLIC_BASE_URL and CDS_SECRET_KEY"),
        ({**PRODUCTION, "CDS_DATABASE_URL": "nowhere"}, "CDS_DATABASE_URL is no database"),
        ({"CDS_ENVIRONMENT": "test"}, "CDS_ENVIRONMENT must be"),
        ({"CDS_ENVIROMENT": "development"}, "did you mean CDS_ENVIRONMENT?"),
    ],
)
def test_what_may_not_start_does_not(environment: dict[str, str], sentence: str) -> None:
    result = CliRunner(env={"CDS_ENVIRONMENT": "", **environment}).invoke(commands, ["serve"])
    assert (result.exit_code, sentence in result.stderr) == (1, True)


def test_a_database_that_a_newer_version_has_prepared_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/cds.sqlite3"
    engine = open_database(url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    result = CliRunner(env={"CDS_ENVIRONMENT": "development", "CDS_DATABASE_URL": url}).invoke(commands, ["serve"])
    assert (result.exit_code, "run `cachexia-cds migrate`" in result.stderr) == (1, True)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "cds.example.org", "192.0.2.1"])  # noqa: S104 - never bound
def test_a_development_server_stays_on_this_machine_unless_told_otherwise(host: str) -> None:
    result = CliRunner(env={"CDS_ENVIRONMENT": "development"}).invoke(commands, ["serve", "--host", host])
    assert (result.exit_code, "--allow-remote-development" in result.stderr) == (1, True)


def test_it_says_where_it_listens(tmp_path: Path) -> None:
    said = tmp_path / "said"
    with serving(out=said) as (address, _):
        text = said.read_text("utf-8")
    assert text == f"Serving on {address}; discovery is at {address}/cds-services\n"


@pytest.mark.parametrize("arguments", [["--help"], ["assess", "--help"], ["rulesets", "check", "--help"]])
def test_a_help_text_imports_no_fhir_models(arguments: list[str]) -> None:
    heavy = {"fhir.resources"} | ({"flask", "requests", "cds_service.app"} if len(arguments) != 2 else set())
    code = (
        "import sys; from cds_service.cli import commands\n"
        f"commands({arguments}, standalone_mode=False)\n"
        f"print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"
