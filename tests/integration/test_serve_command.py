"""`serve`: the production server starts, answers over a socket, and stops; production is refused in one sentence."""

from collections.abc import Iterator

import pytest
import requests
from click.testing import CliRunner

from cds_service.cli import commands
from tests.contract.calls import valid_call
from tests.serving import serving
from tests.waiting import PATIENCE_SECONDS


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serving() as (address, _):
        yield address


def test_it_answers_a_call(base: str) -> None:
    response = requests.post(f"{base}/cds-services/cancer-cachexia", json=valid_call(), timeout=PATIENCE_SECONDS)
    assert (response.status_code, len(response.json()["cards"])) == (200, 5)


def test_its_links_lead_to_where_it_is_served(base: str) -> None:
    response = requests.post(f"{base}/cds-services/cancer-cachexia", json=valid_call(), timeout=PATIENCE_SECONDS)
    assert f"({base}/docs/)" in response.json()["cards"][0]["detail"]


def test_it_says_nothing_of_its_versions(base: str) -> None:
    assert requests.get(f"{base}/health/live", timeout=PATIENCE_SECONDS).headers["Server"] == "gunicorn"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "Production needs CDS_PUBLIC_BASE_URL and CDS_SECRET_KEY"),
        ({"CDS_PUBLIC_BASE_URL": "https://cds.example.org", "CDS_SECRET_KEY": "x" * 40}, "cannot verify callers yet"),
        ({"CDS_ENVIRONMENT": "test"}, "CDS_ENVIRONMENT must be"),
    ],
)
def test_what_may_not_start_does_not(environment: dict[str, str], sentence: str) -> None:
    result = CliRunner(env={"CDS_ENVIRONMENT": "", **environment}).invoke(commands, ["serve"])
    assert (result.exit_code, sentence in result.stderr) == (1, True)
