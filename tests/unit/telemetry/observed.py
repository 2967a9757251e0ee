"""Requests, decisions and words to observe, and a log to read."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from cds_service.decision.entry import Entry, EntryCard, Outcome
from cds_service.telemetry.labels import Words
from cds_service.web.watched import PathKind, Seen

SHA = "0123456789abcdef" * 4
REQUEST_ID = "4a74b1d0-4fee-4d18-b76f-7f3bd361e4bc"

WORDS = Words(
    path_kinds=PathKind,
    statuses=("cachexia", "at_risk"),
    outcomes=Outcome,
    topics=("cachexiaAssessment", "cachexiaNutrition"),
    faults=("timeout", "absent"),
    keys=("labs", "weights"),
    refusals=("expired", "busy"),
    override_reasons=("known",),
)

SEEN = Seen(
    request_id=REQUEST_ID,
    method="POST",
    path_kind=PathKind.SERVICE,
    status_code=200,
    milliseconds=12.5,
    client="ward",
    reason="",
    size_in="10k",
    size_out="1k",
)

ENTRY = Entry(
    id="e1",
    at=datetime(2026, 6, 30, tzinfo=UTC),
    client="ward",
    service="cancer-cachexia",
    hook_instance="h1",
    patient="CANARY",
    user="CANARY",
    ruleset={"name": "CANARY", "version": 3, "sha256": SHA},
    outcome=Outcome.ANSWERED,
    status="cachexia",
    cards=(EntryCard("u1", "cachexiaAssessment"),),
    missing=("labs",),
    unrecognised_diagnoses=2,
    milliseconds=40,
    values={"weight": "CANARY"},
)


def entry(**changes: Any) -> Entry:
    return replace(ENTRY, **changes)


def seen(**changes: Any) -> Seen:
    return replace(SEEN, **changes)


@dataclass(frozen=True)
class Log:
    """What was written."""

    stream: StringIO = field(default_factory=StringIO)

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def last(self) -> dict[str, Any]:
        return self.lines[-1]


@contextmanager
def kept(holder: Any, names: Mapping[str, str] | tuple[str, ...]) -> Iterator[None]:
    """Put attributes back as they were."""
    before = {name: getattr(holder, name) for name in names}
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(holder, name, value)
