"""`demo`: the service starts, every fixture patient is played through the real hook, and it ends when told."""

import shutil
import sys

import pytest
from click.testing import CliRunner, Result

from cds_service.cli import commands
from fhir_fixtures.catalogue import STORIES
from tests.serving import free_port


def demo(port: int) -> Result:
    return CliRunner(env={"DEMO_ONCE": "1"}).invoke(commands, ["demo", "--port", str(port)])


@pytest.fixture(scope="module")
def played() -> Result:
    return demo(free_port())


def test_every_patient_is_played_and_said_in_a_sentence(played: Result) -> None:
    assert played.exit_code == 0
    assert [one.id for one in STORIES if f"\n{one.id}\n{one.sentence}\n" not in played.output] == []


def test_cards_read_as_text_with_what_they_offer(played: Result) -> None:
    assert [mark for mark in ("**", "\\", "<br>") if mark in played.output] == []
    assert "    [ " in played.output
    assert "(no card)" in played.output


def test_no_line_is_wider_than_a_terminal(played: Result) -> None:
    wide = [line for line in played.output.splitlines() if len(line) > 160 and "http" not in line]
    assert wide == []


def test_a_server_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    result = demo(free_port())
    assert (result.exit_code, "Is the port taken?" in result.output) == (1, True)
