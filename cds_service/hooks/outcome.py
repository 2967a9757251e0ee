"""FHIR OperationOutcomes: how every error of this service looks on the wire."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["fatal", "error", "warning", "information"]
IssueCode = Literal[
    "invalid", "structure", "required", "value", "invariant",
    "security", "login", "unknown", "expired", "forbidden", "suppressed",
    "processing", "not-supported", "duplicate", "multiple-matches", "not-found", "deleted", "too-long",
    "code-invalid", "extension", "too-costly", "business-rule", "conflict",
    "transient", "lock-error", "no-store", "exception", "timeout", "incomplete", "throttled",
    "informational",
]  # fmt: skip
"""FHIR R4's required value set issue-type, a line for each of its groups."""


@dataclass(frozen=True)
class Issue:
    """One thing that went wrong; `text` is one of our own fixed sentences."""

    code: IssueCode
    text: str
    severity: Severity = "error"


def operation_outcome_of(issues: Iterable[Issue]) -> dict[str, Any]:
    """Write several issues as one OperationOutcome; FHIR demands at least one."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [
            # Clients show one or the other: FHIR means `details` for people and `diagnostics` for support staff.
            {
                "severity": issue.severity,
                "code": issue.code,
                "details": {"text": issue.text},
                "diagnostics": issue.text,
            }
            for issue in issues
        ],
    }
