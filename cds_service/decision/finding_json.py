"""A finding as JSON: the one place where the numbers and comparisons behind it become text."""

from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, assert_never

from cds_service.clinical.decimals import fixed, of_span, plain
from cds_service.clinical.evidence import Comparison, Evidence, LossEvidence, MeasureEvidence, Quantity, StatedEvidence
from cds_service.clinical.finding import Details, Finding
from cds_service.clinical.verdict import Verdict


def finding_json(finding: Finding) -> dict[str, Any]:
    """Write what one criterion says."""
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return {"verdict": finding.verdict.value}
    return {
        "verdict": finding.verdict.value,
        **details_json(finding.details),
        "evidence": [evidence_json(one) for one in finding.evidence],
        "missing": [one.value for one in finding.missing],
        "cautions": list(finding.cautions),
    }


def details_json(details: Details) -> dict[str, Any]:
    """Write what only one criterion reports."""
    found = ((field.name, getattr(details, field.name)) for field in fields(details))
    return {name: value.value if isinstance(value, Enum) else value for name, value in found}


def evidence_json(evidence: Evidence) -> dict[str, str]:
    """Write one piece; this is where numbers and comparisons become text."""
    match evidence:
        case LossEvidence():
            parts = _loss(evidence)
        case MeasureEvidence():
            parts = _measured(evidence)
        case StatedEvidence():
            parts = {"name": evidence.sign.value, "value": evidence.standing.value, "to": _iso(evidence.until)}
        case _:
            assert_never(evidence)
    return {name: text for name, text in (*parts.items(), ("source", evidence.source)) if text}


def _loss(evidence: LossEvidence) -> dict[str, str]:
    change = evidence.change
    return {
        "name": "weight_loss",
        "value": fixed(change.percent, 3),
        "unit": evidence.comparison.unit,
        "threshold": _threshold(evidence.comparison),
        "from": change.reference.on.isoformat(),
        "to": change.current.on.isoformat(),
    }


def _measured(evidence: MeasureEvidence) -> dict[str, str]:
    name = evidence.measure.value
    exact = evidence.span.exact
    return {
        "name": f"{name}:{evidence.method.key}" if evidence.method else name,
        "value": fixed(exact, 2) if evidence.measure is Quantity.BMI and exact is not None else of_span(evidence.span),
        "unit": evidence.comparison.unit,
        "threshold": _threshold(evidence.comparison),
        "to": _iso(evidence.until),
    }


def _threshold(comparison: Comparison) -> str:
    return f"{comparison.operator} {plain(comparison.threshold)}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
