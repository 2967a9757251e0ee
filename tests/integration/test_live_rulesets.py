"""A running service follows its ruleset file on SIGHUP, in every worker; a bad file is refused and said."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from gunicorn.arbiter import Arbiter

from cds_service.cli.master import ENDING, Master
from cds_service.rulesets.document import read_ruleset
from tests.contract.calls import valid_call
from tests.serving import serving
from tests.waiting import PATIENCE_SECONDS

SIX = "{name: six, clinical: {fearon_2011: {weight_loss_percent: 6}}}"
SILENT_SEVEN = """
name: seven
mode: silent
clinical: {fearon_2011: {weight_loss_percent: 7}}
codes: {grip: [{system: 'urn:g', code: g}]}
"""
TYPO = "{name: typo, clinical: {fearon_2011: {weight_loss: 6}}}"
IN_A_ROW = 25
"""So many answers over new connections that both workers have answered."""


@dataclass
class Running:
    """A server that reads a ruleset file."""

    address: str
    master: subprocess.Popen[bytes]
    file: Path
    log: Path

    def write_and_hang_up(self, text: str) -> None:
        self.file.write_text(text, "utf-8")
        self.master.send_signal(signal.SIGHUP)

    def ready(self) -> dict[str, Any]:
        response = requests.get(f"{self.address}/health/ready", timeout=PATIENCE_SECONDS)
        assert response.status_code == 200
        found: dict[str, Any] = response.json()
        return found

    def wait_until_all(self, says: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until every answer of a long row says so; the service answers all the while."""
        until = time.monotonic() + PATIENCE_SECONDS
        row = 0
        while row < IN_A_ROW:
            assert time.monotonic() < until
            row = row + 1 if says(self.ready()) else 0


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("ruleset")
    file, log = folder / "rules.yaml", folder / "log"
    file.write_text(SIX, "utf-8")
    with serving("--ruleset", str(file), log=log) as (address, master):
        yield Running(address, master, file, log)


def governs(name: str) -> Callable[[dict[str, Any]], bool]:
    return lambda ready: ready["ruleset"]["name"] == name and "warnings" not in ready


def test_the_file_governs_from_the_start(running: Running) -> None:
    running.wait_until_all(governs("six"))
    assert running.ready()["ruleset"]["sha256"] == read_ruleset(SIX).sha256
    card = requests.post(
        f"{running.address}/cds-services/cancer-cachexia", json=valid_call(), timeout=PATIENCE_SECONDS
    ).json()
    assert f"six version 1 ({read_ruleset(SIX).sha256[:8]})" in card["cards"][0]["detail"]


def test_every_worker_follows_a_new_file_and_everything_speaks_of_it(running: Running) -> None:
    running.write_and_hang_up(SILENT_SEVEN)
    running.wait_until_all(governs("seven"))
    assert running.ready()["ruleset"]["mode"] == "silent"
    assert "seven version 1" in requests.get(f"{running.address}/docs/", timeout=PATIENCE_SECONDS).text
    for path in ("cds-services", "docs/ehr-setup"):
        assert "urn:g|g" in requests.get(f"{running.address}/{path}", timeout=PATIENCE_SECONDS).text
    answer = requests.post(
        f"{running.address}/cds-services/cancer-cachexia", json=valid_call(), timeout=PATIENCE_SECONDS
    )
    assert answer.json() == {"cards": []}


def test_a_bad_file_is_refused_and_said_while_the_old_rules_go_on(running: Running) -> None:
    running.write_and_hang_up(SIX)
    running.wait_until_all(governs("six"))
    running.write_and_hang_up(TYPO)
    running.wait_until_all(lambda ready: ready["ruleset"]["name"] == "six" and "refused" in str(ready.get("warnings")))
    assert "weight_loss does not exist in a ruleset; did you mean weight_loss_percent?" in running.log.read_text(
        "utf-8"
    )
    answer = requests.post(
        f"{running.address}/cds-services/cancer-cachexia", json=valid_call(), timeout=PATIENCE_SECONDS
    )
    assert "six version 1" in answer.json()["cards"][0]["detail"]
    running.write_and_hang_up(SIX)
    running.wait_until_all(governs("six"))


def test_a_file_that_is_gone_is_refused_too(running: Running) -> None:
    running.file.unlink()
    running.master.send_signal(signal.SIGHUP)
    running.wait_until_all(lambda ready: "refused" in str(ready.get("warnings")))
    running.write_and_hang_up(SIX)
    running.wait_until_all(governs("six"))


def test_a_worker_that_is_just_born_loses_no_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[set[int]] = []
    monkeypatch.setattr(Arbiter, "spawn_worker", lambda self: held.append(held_back()))
    Master.spawn_worker(object.__new__(Master))
    assert (held, held_back() & ENDING) == ([ENDING], set())


def held_back() -> set[int]:
    return signal.pthread_sigmask(signal.SIG_BLOCK, [])
