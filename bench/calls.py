"""Hook calls as an EHR sends them, with as many weights as wanted."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

AS_OF = date(2026, 6, 30)
SERVICE = "/cds-services/cancer-cachexia"
OTHER_KEYS = (
    "heights",
    "labs",
    "function",
    "referrals",
    "medications",
    "procedures",
    "screening",
    "nutrition",
    "care_plans",
)
PATIENT = {"resourceType": "Patient", "id": "p1", "gender": "male", "birthDate": "1960-05-01"}
CANCER = {
    "resourceType": "Condition",
    "id": "c1",
    "clinicalStatus": {"coding": [{"code": "active"}]},
    "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C25.9"}]},
    "subject": {"reference": "Patient/p1"},
}
VITAL_SIGNS = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}


def losing(weights: int, as_of: date = AS_OF) -> bytes:
    """A call for a patient who loses 20 kg in two years, and as much as meets the criteria in the last half-year."""
    return call(weights=(_weight(number, weights, as_of) for number in range(1, weights + 1)))


def call(**prefetch: Iterable[Json]) -> bytes:
    """A call with a full prefetch: what is given, and empty Bundles for the rest."""
    keys: dict[str, Any] = {key: bundle(()) for key in OTHER_KEYS}
    keys |= {"patient": PATIENT, "conditions": bundle([CANCER])}
    keys |= {key: bundle(resources) for key, resources in prefetch.items()}
    return written({"weights": bundle(())} | keys)


def written(prefetch: Json) -> bytes:
    """A call with this prefetch."""
    return json.dumps(
        {
            "hook": "patient-view",
            "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
            "context": {"userId": "Practitioner/example", "patientId": "p1"},
            "prefetch": prefetch,
        }
    ).encode()


def bundle(resources: Iterable[Json]) -> Json:
    """A search's answer."""
    entries = [{"resource": one} for one in resources]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}


def _weight(number: int, total: int, as_of: date) -> Json:
    day = as_of - timedelta(days=(total - number) * 730 // total)
    return {
        "resourceType": "Observation",
        "id": f"w{number}",
        "meta": {"versionId": "1", "lastUpdated": f"{day}T10:00:00Z"},
        "status": "final",
        "category": [{"coding": [VITAL_SIGNS]}],
        "code": {
            "coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}],
            "text": "Body weight",
        },
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": f"{day}T10:00:00+01:00",
        "issued": f"{day}T10:05:00Z",
        "performer": [{"reference": "Practitioner/nurse-1"}],
        "valueQuantity": {
            "value": round(90 - 20 * number / total, 1),
            "unit": "kg",
            "system": "http://unitsofmeasure.org",
            "code": "kg",
        },
    }
