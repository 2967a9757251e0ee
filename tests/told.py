"""Findings as the answer tells them: tests compare texts, the core compares numbers."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from cds_service.clinical.evidence import Evidence
from cds_service.clinical.finding import Finding
from cds_service.clinical.missing import Needed
from cds_service.decision.finding_json import details_json, evidence_json


class Told(NamedTuple):
    """One piece of evidence in the words of the answer."""

    name: str
    value: str
    unit: str = ""
    threshold: str = ""
    since: date | None = None
    until: date | None = None
    source: str = ""


def told(evidence: Iterable[Evidence]) -> list[Told]:
    return [_told(evidence_json(one)) for one in evidence]


def _told(parts: dict[str, str]) -> Told:
    days = (date.fromisoformat(parts[end]) if end in parts else None for end in ("from", "to"))
    texts = (parts.get(name, "") for name in ("name", "value", "unit", "threshold"))
    return Told(*texts, *days, parts.get("source", ""))


def lacking(missing: Iterable[Needed]) -> tuple[str, ...]:
    return tuple(one.value for one in missing)


def detail(finding: Finding, name: str) -> Any:
    """Look up what only this criterion reports; None where it does not."""
    return details_json(finding.details).get(name)
