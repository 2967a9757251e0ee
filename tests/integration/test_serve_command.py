"""`serve`: the production server starts, answers over a socket, and stops; production is refused in one sentence."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
import requests
from click.testing import CliRunner

from cds_service.cli import commands
from tests.contract.calls import valid_call


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "cds_service", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env={**os.environ, "CDS_ENVIRONMENT": "development"})
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            requests.get(f"{address}/health/live", timeout=2)
            break
        except requests.ConnectionError:
            time.sleep(0.05)
    yield address
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=20) == 0


def test_it_answers_a_call(base: str) -> None:
    response = requests.post(f"{base}/cds-services/cancer-cachexia", json=valid_call(), timeout=10)
    assert (response.status_code, len(response.json()["cards"])) == (200, 5)


def test_its_links_lead_to_where_it_is_served(base: str) -> None:
    response = requests.post(f"{base}/cds-services/cancer-cachexia", json=valid_call(), timeout=10)
    assert f"({base}/docs/)" in response.json()["cards"][0]["detail"]


def test_it_says_nothing_of_its_versions(base: str) -> None:
    assert requests.get(f"{base}/health/live", timeout=10).headers["Server"] == "gunicorn"


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
