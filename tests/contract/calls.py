"""A valid call of the service: a woman with pancreatic cancer who lost 7.5 % in five months."""

from datetime import UTC, datetime, timedelta
from typing import Any

PATIENT = "p1"


def valid_call() -> dict[str, Any]:
    """Return a fresh call that a test may change."""
    return {
        "hook": "patient-view",
        "hookInstance": "4a74b1d0-4fee-4d18-b76f-7f3bd361e4bc",
        "context": {"userId": "Practitioner/example", "patientId": PATIENT},
        "prefetch": {
            "patient": {"resourceType": "Patient", "id": PATIENT, "gender": "female", "birthDate": "1958-03-02"},
            "conditions": bundle(_cancer()),
            "weights": bundle(weight("w9", 74.0, days_ago=2), weight("w2", 80.0, days_ago=160)),
            "heights": bundle(),
        },
    }


def bundle(*resources: dict[str, Any]) -> dict[str, Any]:
    """Return a searchset of these resources."""
    found = {"resourceType": "Bundle", "type": "searchset", "total": len(resources)}
    return found | {"entry": [{"resource": one} for one in resources]} if resources else found


def weight(name: str, kilograms: float, *, days_ago: int, patient: str = PATIENT) -> dict[str, Any]:
    """Return a body weight."""
    return {
        "resourceType": "Observation",
        "id": name,
        "status": "final",
        "category": [
            {
                "coding": [
                    {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}
                ]
            }
        ],
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
        "subject": {"reference": f"Patient/{patient}"},
        "effectiveDateTime": (datetime.now(UTC) - timedelta(days=days_ago)).date().isoformat(),
        "valueQuantity": {"value": kilograms, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"},
    }


def _cancer() -> dict[str, Any]:
    return {
        "resourceType": "Condition",
        "id": "c1",
        "clinicalStatus": {
            "coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]
        },
        "verificationStatus": {
            "coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "confirmed"}]
        },
        "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C25.9"}]},
        "subject": {"reference": f"Patient/{PATIENT}"},
    }
