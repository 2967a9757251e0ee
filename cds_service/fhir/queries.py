"""What the service asks for: one table for discovery, for the reads of its own, and for the EHR set-up sheet.

Only `{{context.patientId}}` and the restricted query subset of CDS Hooks (reads, token searches, `_sort`, `_count`):
that is what every client can resolve.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .code_rules import CodeRules
from .observation_codes import Key, Role, own, published, questions


@dataclass(frozen=True, slots=True)
class Query:
    """A prefetch key: what it asks, of which resource type, and whether the service can answer without it."""

    key: str
    template: str
    resource: str
    purpose: str
    required: bool = False


def queries(rules: CodeRules) -> tuple[Query, ...]:
    """List the prefetch keys with their templates; a site's own codes are asked for too."""
    return (
        Query("patient", "Patient/{{context.patientId}}", "Patient", "age, sex, date of death", required=True),
        Query(
            "conditions",
            "Condition?patient={{context.patientId}}&_count=500",
            "Condition",
            "active cancer, symptoms, confounders",
            required=True,
        ),
        Query("weights", _observations("weights", rules), "Observation", "the weight series", required=True),
        Query("heights", _observations("heights", rules), "Observation", "body mass index"),
        Query("labs", _observations("labs", rules), "Observation", "CRP, albumin and the other laboratory values"),
        Query("function", _observations("function", rules), "Observation", "performance, grip, intake, muscle"),
        Query(
            "referrals",
            "ServiceRequest?patient={{context.patientId}}&status=active,on-hold&_count=100",
            "ServiceRequest",
            "referrals that are already active",
        ),
        Query(
            "medications",
            "MedicationRequest?patient={{context.patientId}}&status=active&_count=200",
            "MedicationRequest",
            "medicines that change weight or CRP",
        ),
        Query(
            "procedures",
            "Procedure?patient={{context.patientId}}&_sort=-date&_count=200",
            "Procedure",
            "operations, dialysis, amputation",
        ),
    )


def _observations(key: str, rules: CodeRules) -> str:
    tokens = ",".join(dict.fromkeys(f"{system}|{code}" for system, code in _codes(key, rules)))
    return f"Observation?patient={{{{context.patientId}}}}&code={tokens}&_sort=-date&_count=500"


def _codes(key: str, rules: CodeRules) -> Iterator[Key]:
    yield from (
        code for code, coded in published().items() if coded.measure.query == key and coded.role is not Role.DENIED
    )
    if key == "function":
        yield from questions()
    yield from ((one.system, one.code) for one, measure in own(rules) if measure.query == key)
    if key == "function":
        yield from ((source.code.system, source.code.code) for source in rules.casco if source.code)
