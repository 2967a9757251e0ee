"""Reading a ruleset again: what the master does on SIGHUP, without the processes around it."""

import logging
from pathlib import Path

import pytest

from cds_service.app import Composed, compose, prepare_policy
from cds_service.cli.reread import reread_ruleset
from cds_service.decision.policies import ActivePolicy
from cds_service.rulesets.ruleset import Ruleset
from cds_service.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text("name: first", "utf-8")
    return tmp_path / "rules.yaml"


@pytest.fixture
def settings(file: Path) -> Settings:
    return Settings.from_environment({"CDS_ENVIRONMENT": "development", "CDS_RULESET": str(file)})


@pytest.fixture
def policies(settings: Settings) -> ActivePolicy:
    return ActivePolicy(prepare_policy(settings, Ruleset("first")))


@pytest.fixture
def composed(settings: Settings, policies: ActivePolicy) -> Composed:
    return compose(settings, policies)


def test_a_good_file_governs_and_its_doubts_are_logged(settings, policies, composed, file, caplog) -> None:
    file.write_text("name: second\nclinical: {confounders: {child: caution}}", "utf-8")
    reread_ruleset(settings, policies, composed)
    assert (policies.current().rules.name, policies.refusal) == ("second", None)
    assert [(one.levelno, one.getMessage().partition(" ")[0]) for one in caplog.records] == [
        (logging.WARNING, "ruleset"),
        (logging.WARNING, "the"),
    ]
    assert "makes a safety rule weaker" in caplog.text


def test_a_bad_file_changes_nothing_but_what_is_said(settings, policies, composed, file, caplog) -> None:
    before = policies.current()
    file.write_text("name: second\nmode: loud\nnam: x", "utf-8")
    reread_ruleset(settings, policies, composed)
    assert policies.current() is before
    assert "first version 1" in policies.refusal
    assert [one.levelno for one in caplog.records] == [logging.ERROR] * 3


def test_a_ruleset_that_cannot_be_published_is_refused_before_any_worker_sees_it(
    settings, policies, composed, file, caplog, monkeypatch
) -> None:
    def fail(**parts: object) -> None:
        raise KeyError("CANARY")

    before = policies.current()
    file.write_text("name: second", "utf-8")
    monkeypatch.setattr("cds_service.app.publish", fail)
    reread_ruleset(settings, policies, composed)
    assert policies.current() is before
    assert "refused" in policies.refusal
    assert "our fault: KeyError" in caplog.text
    assert "CANARY" not in caplog.text
    assert composed.site.test_client().get("/docs/").status_code == 200


def test_without_a_file_there_is_nothing_to_read(policies) -> None:
    settings = Settings.from_environment({"CDS_ENVIRONMENT": "development"})
    before = policies.current()
    reread_ruleset(settings, policies, compose(settings, policies))
    assert (policies.current(), policies.refusal) == (before, None)
