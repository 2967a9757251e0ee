"""The two lines of a call hold words of ours, and neither a hash of a patient nor what was found."""

import logging

from cds_service.telemetry.lines import log_decision, log_request
from cds_service.web.watched import PathKind
from tests.unit.telemetry.observed import REQUEST_ID, SHA, Log, entry, seen


def told(line: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in line.items() if name not in {"time", "level", "logger", "process"}}


def test_a_request(log: Log) -> None:
    log_request(seen())
    assert told(log.last) == {
        "event": "a request was answered",
        "request_id": REQUEST_ID,
        "method": "POST",
        "path_kind": "service",
        "status_code": 200,
        "milliseconds": 12.5,
        "size_in": "10k",
        "size_out": "1k",
        "client": "ward",
    }


def test_a_refused_request_says_why(log: Log) -> None:
    log_request(seen(client="", reason="expired", status_code=401))
    assert (log.last["reason"], "client" in log.last) == ("expired", False)


def test_a_probe_that_finds_all_well_is_not_written(log: Log) -> None:
    log_request(seen(path_kind=PathKind.HEALTH))
    log_request(seen(path_kind=PathKind.METRICS))
    assert log.text == ""
    log_request(seen(path_kind=PathKind.HEALTH, status_code=503))
    assert log.last["status_code"] == 503


def test_the_log_can_be_told_to_write_probes_too(log: Log) -> None:
    logging.getLogger("cds_service").setLevel(logging.DEBUG)
    log_request(seen(path_kind=PathKind.HEALTH))
    assert log.last["level"] == "debug"


def test_a_decision(log: Log) -> None:
    log_decision(entry())
    assert told(log.last) == {
        "event": "a decision was made",
        "client": "ward",
        "service": "cancer-cachexia",
        "outcome": "answered",
        "ruleset_version": 3,
        "ruleset_sha256": SHA[:12],
        "milliseconds": 40,
        "count": 1,
    }
    assert "CANARY" not in log.text


def test_a_decision_of_rules_without_a_version(log: Log) -> None:
    log_decision(entry(ruleset={}))
    assert log.last.keys().isdisjoint({"ruleset_version", "ruleset_sha256"})
