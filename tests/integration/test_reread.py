"""Reading a ruleset again: what the master does on SIGHUP, without the processes around it."""

import logging
from pathlib import Path

import pytest

from cds_service.app import Memory, Running, start
from cds_service.cli.reread import reread_ruleset
from cds_service.rulesets.ruleset import Ruleset
from cds_service.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text("name: first", "utf-8")
    return tmp_path / "rules.yaml"


@pytest.fixture
def running() -> Running:
    return start(Settings.from_environment({"CDS_ENVIRONMENT": "development"}), Ruleset("first"), Memory())


def test_a_good_file_governs_and_its_doubts_are_logged(running, file, caplog) -> None:
    file.write_text("name: second\nclinical: {confounders: {child: caution}}", "utf-8")
    reread_ruleset(file, running)
    assert (running.policies.current().rules.name, running.policies.refusal) == ("second", None)
    assert [(one.levelno, one.getMessage().partition(" ")[0]) for one in caplog.records] == [
        (logging.WARNING, "ruleset"),
        (logging.WARNING, "the"),
    ]
    assert "makes a safety rule weaker" in caplog.text


def test_a_bad_file_changes_nothing_but_what_is_said(running, file, caplog) -> None:
    before = running.policies.current()
    file.write_text("name: second\nmode: loud\nnam: x", "utf-8")
    reread_ruleset(file, running)
    assert running.policies.current() is before
    assert "first version 1" in running.policies.refusal
    assert [one.levelno for one in caplog.records] == [logging.ERROR] * 3


def test_a_ruleset_that_cannot_be_published_is_refused_before_any_worker_sees_it(
    running, file, caplog, monkeypatch
) -> None:
    def fail(**parts: object) -> None:
        raise KeyError("CANARY")

    before = running.policies.current()
    file.write_text("name: second", "utf-8")
    monkeypatch.setattr("cds_service.app.publish", fail)
    reread_ruleset(file, running)
    assert running.policies.current() is before
    assert "refused" in running.policies.refusal
    assert "our fault: KeyError" in caplog.text
    assert "CANARY" not in caplog.text
    assert running.site.test_client().get("/docs/").status_code == 200


def test_without_a_file_there_is_nothing_to_read(running) -> None:
    before = running.policies.current()
    reread_ruleset(None, running)
    assert (running.policies.current(), running.policies.refusal) == (before, None)
