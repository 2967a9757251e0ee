"""What the service asks for: one table for discovery, for the reads of its own, and for the EHR set-up sheet.

Only `{{context.patientId}}` and the restricted query subset of CDS Hooks (reads, token searches, `_sort`, `_count`):
that is what every client can resolve.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cds_service.clinical.record import FunctionKind, MuscleMethod

from .code_rules import CodeRules, SystemCode
from .measures import FUNCTION_CODES, HEIGHT_CODES, LAB_CODES, PREGNANCY_STATUS, WEIGHT_CODES
from .systems import LOINC, SNOMED_CT

SYMPTOM_CODES = ("79890006", "84229001", "26544005")


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
    weights = [*_loinc(WEIGHT_CODES), (SNOMED_CT, "27113001"), *_own(rules.weight)]
    heights = [*_loinc(HEIGHT_CODES), *FUNCTION_CODES[FunctionKind.BMI], *_own(rules.height)]
    labs = [*_loinc(code for codes in LAB_CODES.values() for code in codes), *_own(rules.crp), *_own(rules.albumin)]
    return (
        Query("patient", "Patient/{{context.patientId}}", "Patient", "age, sex, date of death", required=True),
        Query(
            "conditions",
            "Condition?patient={{context.patientId}}&_count=500",
            "Condition",
            "active cancer, symptoms, confounders",
            required=True,
        ),
        Query("weights", _observations(weights), "Observation", "the weight series", required=True),
        Query("heights", _observations(heights), "Observation", "body mass index"),
        Query("labs", _observations(labs), "Observation", "CRP, albumin and the other laboratory values"),
        Query("function", _observations(_function(rules)), "Observation", "performance, grip, intake, muscle"),
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


def _observations(codes: Iterable[tuple[str, str]]) -> str:
    tokens = ",".join(dict.fromkeys(f"{system}|{code}" for system, code in codes))
    return f"Observation?patient={{{{context.patientId}}}}&code={tokens}&_sort=-date&_count=500"


def _function(rules: CodeRules) -> list[tuple[str, str]]:
    kinds = (FunctionKind.ECOG, FunctionKind.KARNOFSKY, FunctionKind.GRIP, FunctionKind.INTAKE)
    return [
        *(pair for kind in kinds for pair in FUNCTION_CODES[kind]),
        *((SNOMED_CT, code) for code in SYMPTOM_CODES),
        PREGNANCY_STATUS,
        *((rules.muscle_system, method.value) for method in MuscleMethod),
        *_own((*rules.grip, *rules.ecog)),
        *_own(source.code for source in rules.casco if source.code),
    ]


def _loinc(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(LOINC, code) for code in codes]


def _own(codes: Iterable[SystemCode]) -> list[tuple[str, str]]:
    return [(code.system, code.code) for code in codes]
