"""Builds R4 resources: what was measured, found, done or asked for. `chart` then makes them one patient's."""

from collections import Counter
from collections.abc import Iterable, Iterator

from . import codes
from .codes import Code
from .story import Resource

TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"


def concept(*codings: Code) -> Resource:
    """Build a CodeableConcept."""
    return {
        "coding": [{"system": one.system, "code": one.code, "display": one.display} for one in codings],
        "text": codings[0].display,
    }


def quantity(value: float, unit: str) -> Resource:
    """Build a Quantity in a UCUM unit."""
    return {"value": value, "unit": unit, "system": codes.UCUM, "code": unit}


def observation(label: str, code: Code, on: str, *, status: str = "final", category: str = "exam") -> Resource:
    """Build an Observation without its value."""
    return {
        "resourceType": "Observation",
        "id": label,
        "status": status,
        "category": [{"coding": [{"system": f"{TERMINOLOGY}/observation-category", "code": category}]}],
        "code": concept(code),
        "effectiveDateTime": on,
    }


def weight(
    on: str, value: float, unit: str = "kg", *, code: Code = codes.BODY_WEIGHT, status: str = "final"
) -> Resource:
    """Build a body weight."""
    measured = observation("weight", code, on, status=status, category="vital-signs")
    return {**measured, "valueQuantity": quantity(value, unit)}


def height(on: str, value: float, unit: str = "cm") -> Resource:
    """Build a body height."""
    measured = observation("height", codes.BODY_HEIGHT, on, category="vital-signs")
    return {**measured, "valueQuantity": quantity(value, unit)}


def lab(label: str, code: Code, on: str, value: float, unit: str) -> Resource:
    """Build a laboratory result."""
    return {**observation(label, code, on, category="laboratory"), "valueQuantity": quantity(value, unit)}


def crp(on: str, mg_per_l: float) -> Resource:
    """Build a C-reactive protein."""
    return lab("crp", codes.CRP, on, mg_per_l, "mg/L")


def albumin(on: str, g_per_l: float) -> Resource:
    """Build a serum albumin."""
    return lab("albumin", codes.ALBUMIN, on, g_per_l, "g/L")


def measure(label: str, code: Code, on: str, value: float, unit: str) -> Resource:
    """Build a functional measure: grip, intake, muscle."""
    return {**observation(label, code, on), "valueQuantity": quantity(value, unit)}


def ecog(on: str, grade: int) -> Resource:
    """Build a performance status as mCODE writes it: an integer, and the answer as interpretation."""
    answer = {"coding": [{"system": codes.LOINC, "code": codes.ECOG_ANSWERS[grade]}], "text": f"ECOG {grade}"}
    return {
        **observation("ecog", codes.ECOG, on, category="survey"),
        "valueInteger": grade,
        "interpretation": [answer],
    }


def absent(symptom: Code, on: str) -> Resource:
    """Build the statement that a symptom was asked for and is not there."""
    return {**observation("symptom", symptom, on, category="survey"), "valueBoolean": False}


def condition(
    label: str,
    codings: tuple[Code, ...],
    since: str,
    *,
    clinical: str = "active",
    verification: str = "confirmed",
) -> Resource:
    """Build a diagnosis."""
    return {
        "resourceType": "Condition",
        "id": label,
        "clinicalStatus": {"coding": [{"system": f"{TERMINOLOGY}/condition-clinical", "code": clinical}]},
        "verificationStatus": {"coding": [{"system": f"{TERMINOLOGY}/condition-ver-status", "code": verification}]},
        "category": [{"coding": [{"system": f"{TERMINOLOGY}/condition-category", "code": "problem-list-item"}]}],
        "code": concept(*codings),
        "onsetDateTime": since,
        "recordedDate": since,
    }


def cancer(codings: tuple[Code, ...], since: str, *, clinical: str = "active") -> Resource:
    """Build the cancer."""
    return condition("cancer", codings, since, clinical=clinical)


def procedure(label: str, code: Code, on: str) -> Resource:
    """Build an operation that was done."""
    return {
        "resourceType": "Procedure",
        "id": label,
        "status": "completed",
        "category": concept(codes.SURGICAL_PROCEDURE),
        "code": concept(code),
        "performedDateTime": on,
    }


def treatment(label: str, code: Code, since: str) -> Resource:
    """Build care that goes on: hospice, dialysis."""
    return {
        "resourceType": "Procedure",
        "id": label,
        "status": "in-progress",
        "code": concept(code),
        "performedPeriod": {"start": since},
    }


def medication_request(label: str, codings: tuple[Code, ...], on: str) -> Resource:
    """Build an active prescription."""
    return {
        "resourceType": "MedicationRequest",
        "id": label,
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": concept(*codings),
        "authoredOn": on,
    }


def service_request(label: str, code: Code, on: str, *, status: str = "active") -> Resource:
    """Build a referral that the chart holds."""
    return {
        "resourceType": "ServiceRequest",
        "id": label,
        "status": status,
        "intent": "order",
        "code": concept(code),
        "authoredOn": on,
    }


def patient(name: str, gender: str, born: str) -> Resource:
    """Build a patient from an invented "Given Family" name, labelled as test data."""
    given, family = name.split(" ")
    return {
        "resourceType": "Patient",
        "meta": {
            "security": [{"system": f"{TERMINOLOGY}/v3-ActReason", "code": "HTEST", "display": "test health data"}]
        },
        "active": True,
        "name": [{"use": "official", "family": family, "given": [given]}],
        "gender": gender,
        "birthDate": born,
    }


def chart(identity: str, person: Resource, *entries: Resource) -> tuple[Resource, ...]:
    """Make the resources one patient's: `Patient` first, then the others with their subject and an id each."""
    return (_identified(person, identity), *_numbered(identity, entries))


def page(identity: str, *entries: Resource, first: int) -> tuple[Resource, ...]:
    """Make the entries a further page of the patient's resources, numbered from `first`."""
    return tuple(_numbered(identity, entries, first))


def searchset(resources: Iterable[Resource], url: str, *, next_url: str | None = None) -> Resource:
    """Build the answer of a server: every resource a match."""
    listed = list(resources)
    links = [{"relation": "self", "url": url}, *([{"relation": "next", "url": next_url}] if next_url else [])]
    bundle: Resource = {"resourceType": "Bundle", "type": "searchset", "total": len(listed), "link": links}
    return {**bundle, "entry": [_entry(one) for one in listed]} if listed else bundle


def collection(resources: Iterable[Resource]) -> Resource:
    """Build a Bundle that is simply a list."""
    return {"resourceType": "Bundle", "type": "collection", "entry": [_full_url(one) for one in resources]}


BASE_URL = "https://fhir.example.org/r4"


def _full_url(resource: Resource) -> Resource:
    return {"fullUrl": f"{BASE_URL}/{resource['resourceType']}/{resource['id']}", "resource": resource}


def _entry(resource: Resource) -> Resource:
    return {**_full_url(resource), "search": {"mode": "match"}}


def _numbered(identity: str, entries: Iterable[Resource], first: int = 1) -> Iterator[Resource]:
    """Give ids that are unique on a server that holds all the stories: "clear-cachexia-weight-2"."""
    counted = Counter[str]()
    for entry in entries:
        label = entry["id"]
        number = first + counted[label]
        counted[label] += 1
        subject = {"subject": {"reference": f"Patient/{identity}"}}
        yield {**_identified(entry, f"{identity.removeprefix('p-')}-{label}-{number}"), **subject}


def _identified(resource: Resource, identity: str) -> Resource:
    return {
        "resourceType": resource["resourceType"],
        "id": identity,
        **{k: v for k, v in resource.items() if k not in {"resourceType", "id"}},
    }
