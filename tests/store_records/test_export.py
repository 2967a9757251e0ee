"""The record goes out a line at a time, with six fields for research, or as AuditEvents of FHIR."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from fhir.resources.R4B.auditevent import AuditEvent
from sqlalchemy import Engine, delete, update

from cds_service.cli import commands
from cds_service.cli.audit import records_key
from cds_service.decision.entry import Outcome
from cds_service.store.comments import Comments
from cds_service.store.export import audit_events, lines
from cds_service.store.feedback import Feedbacks
from cds_service.store.records import Records
from cds_service.store.spool import Spool
from cds_service.store.tables import decisions
from tests.store_records.making import NOON, entry, new_database, said, url_of

SECRET = "a secret of more than thirty-two characters"  # noqa: S105 - opens nothing
SIX = {"intervention", "action_taken", "feedback", "user", "date", "location"}
Audit = Callable[..., Result]


@pytest.fixture
def key() -> bytes:
    return records_key(SECRET)


@pytest.fixture
def filled(engine: Engine, tmp_path: Path, key: bytes) -> Engine:
    spool = Spool(tmp_path / "state" / "records")
    records, feedbacks = Records(engine, spool, key), Feedbacks(engine, spool, Comments(key, keeps=True))
    records.keep(entry(1))
    records.keep(entry(2, outcome=Outcome.REFUSED, status=None, user="", cards=()))
    records.keep(entry(30))
    items = [said(1, reason_system="urn:r", reason_code="late", comment="Mrs Smith"), said(5)]
    feedbacks.keep("client-a", "cancer-cachexia", items, NOON)
    return engine


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    environment = {
        "CDS_DATABASE_URL": url_of(tmp_path),
        "CDS_SECRET_KEY": SECRET,
        "CDS_STATE_FOLDER": str(tmp_path / "state"),
    }

    def run(*arguments: str, **changes: str) -> Result:
        return CliRunner().invoke(commands, ["audit", *arguments], env={**environment, **changes})

    return run


def parsed(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_each_decision_and_each_item_of_feedback_is_a_line_with_six_fields(filled: Engine) -> None:
    found = [json.loads(line) for line in lines(filled)]
    assert [one["kind"] for one in found] == ["decision"] * 3 + ["feedback"] * 2
    assert all(one.keys() >= SIX and "comment" not in one for one in found)
    known = next(one for one in found if one["kind"] == "feedback" and one["card"])
    assert {name: known[name] for name in SIX} == {
        "intervention": {"service": "cancer-cachexia", "topics": ["cachexia"]},
        "action_taken": "overridden",
        "feedback": {"system": "urn:r", "code": "late"},
        "user": "u" * 64,
        "date": "2026-06-30T12:00:00+00:00",
        "location": "client-a",
    }


def test_all_is_read_page_by_page(filled: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(lines(filled))
    monkeypatch.setattr("cds_service.store.snapshot.PAGE", 1)
    assert list(lines(filled)) == whole


def test_moments_bound_what_is_read(filled: Engine) -> None:
    moments = (NOON + timedelta(hours=2), NOON + timedelta(hours=30))
    assert [json.loads(line)["outcomeDesc"] for line in audit_events(filled, moments)] == ["refused"]


def test_decisions_are_valid_audit_events(filled: Engine) -> None:
    events = [AuditEvent.model_validate_json(line) for line in audit_events(filled)]
    assert [one.outcome for one in events] == ["0", "4", "0"]
    assert [len(one.agent) for one in events] == [2, 1, 2]
    assert [sum(agent.requestor for agent in one.agent) for one in events] == [1, 1, 1]
    values = [one.what.identifier.value for one in events[0].entity]
    assert values == [entry(1).id, "5" * 64, "p" * 64]


def test_the_command_exports(filled: Engine, audit: Audit) -> None:
    assert len(parsed(audit("export").stdout)) == 5
    assert len(parsed(audit("export", "--since", "2026-07-01", "--until", "2026-07-01").stdout)) == 1
    assert {one["resourceType"] for one in parsed(audit("export", "--format", "fhir").stdout)} == {"AuditEvent"}


def test_comments_are_read_only_where_they_are_asked_for(filled: Engine, audit: Audit) -> None:
    assert "Smith" not in audit("export").stdout
    found = parsed(audit("export", "--comments").stdout)
    assert [one.get("comment") for one in found if one["kind"] == "feedback"].count("Mrs Smith") == 1
    assert audit("export", "--comments", "--format", "fhir").exit_code == 2


def test_verify_says_how_much_is_whole(filled: Engine, audit: Audit) -> None:
    found = audit("verify")
    assert (found.exit_code, found.stdout) == (0, "The record is whole: 3 decisions in 1 chain.\n")


def test_verify_fails_with_the_problems(filled: Engine, audit: Audit) -> None:
    with filled.begin() as connection:
        connection.execute(update(decisions).values(patient="x"))
    found = audit("verify")
    assert (found.exit_code, len(found.stdout.splitlines())) == (1, 3)
    assert "3 problems" in found.stderr


def test_an_anchor_is_written_also_to_the_state_folder(filled: Engine, audit: Audit, tmp_path: Path) -> None:
    assert audit("anchor").stdout == "Anchor 2 is written.\n"
    assert len(parsed((tmp_path / "state" / "records" / "anchors.ndjson").read_text("utf-8"))) == 2
    with filled.begin() as connection:
        connection.execute(delete(decisions).where(decisions.c.sequence == 3))
    assert audit("verify").exit_code == 1


def test_prune_says_how_many_are_gone(filled: Engine, audit: Audit) -> None:
    assert audit("prune", "--days", "30000").stdout == "0 decisions deleted.\n"
    assert audit("prune").exit_code == 2
    assert audit("verify").exit_code == 0


def test_the_secret_may_be_in_a_file(filled: Engine, audit: Audit, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n", "utf-8")
    assert audit("verify", CDS_SECRET_KEY="", CDS_SECRET_KEY_FILE=str(tmp_path / "secret")).exit_code == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"CDS_SECRET_KEY": ""}, "CDS_SECRET_KEY is not set."),
        ({"CDS_SECRET_KEY_FILE": "/nowhere"}, "CDS_SECRET_KEY_FILE must name a text file"),
        ({"CDS_DATABASE_URL": "hunter2"}, "CDS_DATABASE_URL is no database"),
        ({"CDS_DATABASE_URL": "sqlite:////proc/nowhere/hunter2"}, "CDS_DATABASE_URL is no database"),
    ],
)
def test_whatever_fails_is_one_sentence_that_quotes_nothing(
    audit: Audit, changes: dict[str, str], sentence: str
) -> None:
    found = audit("verify", **changes)
    assert found.exit_code == 1
    assert sentence in found.stderr
    assert "hunter2" not in found.output


def test_another_secret_opens_no_comment(filled: Engine, audit: Audit) -> None:
    found = parsed(audit("export", "--comments", CDS_SECRET_KEY=SECRET[::-1]).stdout)
    assert {one.get("comment") for one in found} == {None}


def test_an_empty_record_is_whole(tmp_path: Path, audit: Audit) -> None:
    new_database(tmp_path).dispose()
    assert audit("verify").stdout == "The record is whole: 0 decisions in 0 chains.\n"
    assert audit("export").stdout == ""


def test_another_users_state_folder_is_told(filled: Engine, audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("cds_service.cli.audit.anchor", refuse)
    assert "run this as the user of the service" in audit("anchor").stderr
