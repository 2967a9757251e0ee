"""FHIR JSON for tests, as short as a sentence."""

from typing import Any

LOINC = "http://loinc.org"
SNOMED_CT = "http://snomed.info/sct"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
UCUM = "http://unitsofmeasure.org"

Json = dict[str, Any]


def concept(system: str, code: str, display: str = "") -> Json:
    coding = {"system": system, "code": code}
    return {"coding": [coding | ({"display": display} if display else {})]}


def patient(identity: str = "p1", **fields: Any) -> Json:
    return {"resourceType": "Patient", "id": identity, "gender": "male", "birthDate": "1960-05-01", **fields}


def condition(code: str = "C25.9", system: str = ICD_10_CM, identity: str = "c1", **fields: Any) -> Json:
    status = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}
    return {
        "resourceType": "Condition",
        "id": identity,
        "clinicalStatus": status,
        "code": concept(system, code),
        "subject": {"reference": "Patient/p1"},
        **fields,
    }


def observation(identity: str, code: str, value: float, unit: str, day: str, **fields: Any) -> Json:
    return {
        "resourceType": "Observation",
        "id": identity,
        "status": "final",
        "code": concept(LOINC, code),
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": day,
        "valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": unit},
        **fields,
    }


def weight(identity: str, kg: float, day: str, **fields: Any) -> Json:
    return observation(identity, "29463-7", kg, "kg", day, **fields)


def bundle(*resources: Json, **fields: Any) -> Json:
    entries = [{"resource": one, "search": {"mode": "match"}} for one in resources]
    return {"resourceType": "Bundle", "type": "searchset", "total": len(resources), "entry": entries, **fields}


def empty_bundle() -> Json:
    return {"resourceType": "Bundle", "type": "searchset", "total": 0}


def losing_patient(**keys: Any) -> Json:
    """Prefetch of a man with pancreatic cancer who lost 10 % in half a year."""
    prefetch: Json = {
        "patient": patient(),
        "conditions": bundle(condition()),
        "weights": bundle(weight("w1", 90, "2026-01-15"), weight("w2", 81, "2026-06-28")),
        "heights": bundle(observation("h1", "8302-2", 178, "cm", "2025-03-01")),
        "labs": empty_bundle(),
        "function": empty_bundle(),
        "referrals": empty_bundle(),
        "medications": empty_bundle(),
        "procedures": empty_bundle(),
        **{key: empty_bundle() for key in ("screening", "nutrition", "care_plans")},
    }
    return {key: value for key, value in (prefetch | keys).items() if value is not ABSENT}


ABSENT = object()
"""Leaves a key out."""


def call(prefetch: Json, **fields: Any) -> Json:
    return {
        "hook": "patient-view",
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {"userId": "Practitioner/example", "patientId": "p1"},
        "prefetch": prefetch,
        **fields,
    }
