"""The patient language of the bedside cases: FHIR resources as short as the sentences that tell of them.

The base is a man of 65 with pancreatic cancer (C25.0), 175 cm tall, 80 kg on 20 January 2026, weighed again on
25 June, as of 30 June 2026. A chart is a tuple of resources; every builder gives one resource or several.
"""

from calendar import month_abbr
from itertools import count
from typing import Any

Json = dict[str, Any]
Chart = tuple[Json, ...]

AS_OF = "2026-06-30"
FIRST, LAST = "2026-01-20", "2026-06-25"

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
ICD_CM = "http://hl7.org/fhir/sid/icd-10-cm"
ICD_GM = "http://fhir.de/CodeSystem/bfarm/icd-10-gm"
ICD_PCS = "http://www.cms.gov/Medicare/Coding/ICD10"
CPT = "http://www.ama-assn.org/go/cpt"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
OWN = "https://hospital.example/diagnoses"
"""A hospital's own code system, which nobody else knows."""

_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category"
_OBSERVED_AS = "http://terminology.hl7.org/CodeSystem/observation-category"
_WHO = {"reference": "Patient/p1"}
_numbers = count(1)


def coded(system: str, code: str, display: str = "") -> Json:
    return {"coding": [{"system": system, "code": code, **({"display": display} if display else {})}]}


def _named(kind: str, **fields: Any) -> Json:
    return {"resourceType": kind, "id": f"{kind.lower()}-{next(_numbers)}", "subject": _WHO, **fields}


def man(born: str = "1960-08-15", **fields: Any) -> Json:
    return {"resourceType": "Patient", "id": "p1", "gender": "male", "birthDate": born, **fields}


def woman(born: str, **fields: Any) -> Json:
    return man(born, gender="female", **fields)


def diagnosis(
    code: str,
    system: str = ICD_CM,
    *,
    onset: str = "",
    recorded: str = "",
    ended: str = "",
    status: str = "active",
    verified: str = "",
    category: str = "",
    **fields: Any,
) -> Json:
    """Give a Condition; an empty `status` leaves the clinical status out, as encounter diagnoses do."""
    told: Json = {"code": coded(system, code)}
    if status:
        told["clinicalStatus"] = coded(_CLINICAL, status)
    if verified:
        told["verificationStatus"] = coded(_VERIFICATION, verified)
    if category:
        told["category"] = [coded(_CATEGORY, category)]
    dates = {"onsetDateTime": onset, "recordedDate": recorded, "abatementDateTime": ended}
    return _named("Condition", **told, **{name: day for name, day in dates.items() if day}, **fields)


def certain(code: str, certainty: str) -> Json:
    """Give an ICD-10-GM diagnosis with its Diagnosesicherheit as an extension of the coding."""
    url = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit"
    system = "https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_ICD_DIAGNOSESICHERHEIT"
    coding = {
        "system": ICD_GM,
        "code": code,
        "extension": [{"url": url, "valueCoding": {"system": system, "code": certainty}}],
    }
    return diagnosis(code, ICD_GM, status="", recorded="2026-01-10") | {"code": {"coding": [coding]}}


def measured(
    code: str, value: Any, unit: str, day: str, *, system: str = LOINC, ucum: bool = True, **fields: Any
) -> Json:
    quantity = {"value": value, "unit": unit} | ({"system": UCUM, "code": unit} if ucum else {})
    if not unit:
        quantity = {"value": value}
    told: Json = {"status": "final", "code": coded(system, code), "valueQuantity": quantity}
    if day:
        told["effectiveDateTime"] = day
    return _named("Observation", **(told | fields))


def weight(kg: Any, day: str, unit: str = "kg", **fields: Any) -> Json:
    """Give a weight whose id is its day and value, so that a test can name it."""
    return measured("29463-7", kg, unit, day, **({"id": f"w-{day}-{kg}"} | fields))


def weights(**days: Any) -> Chart:
    """Give a series by month and day of 2026: `weights(jan20=80, jun25=72)`; a tuple is several on one day."""
    found: list[Json] = []
    for name, given in days.items():
        day = f"2026-{_MONTHS[name[:3]]:02}-{int(name[3:]):02}"
        found += [weight(kg, day) for kg in (given if isinstance(given, tuple) else (given,))]
    return tuple(found)


_MONTHS = {month_abbr[number].lower(): number for number in range(1, 13)}


def height(cm: Any = 175, day: str = "2025-09-01") -> Json:
    return measured("8302-2", cm, "cm", day)


def crp(value: Any, day: str = LAST, unit: str = "mg/L") -> Json:
    return measured("1988-5", value, unit, day)


def albumin(value: Any, day: str = LAST, unit: str = "g/L", **fields: Any) -> Json:
    return measured("1751-7", value, unit, day, **fields)


def haemoglobin(value: Any, day: str = LAST, unit: str = "g/dL") -> Json:
    return measured("718-7", value, unit, day)


def ecog(grade: int, day: str = "2026-06-20") -> Json:
    told = {"status": "final", "code": coded(LOINC, "89247-1"), "effectiveDateTime": day, "valueInteger": grade}
    return _named("Observation", **told)


def states(code: str, *, yes: bool, day: str = "2026-06-20", system: str = SNOMED) -> Json:
    """Give an Observation that says yes or no to what its code asks."""
    told = {"status": "final", "code": coded(system, code), "effectiveDateTime": day, "valueBoolean": yes}
    return _named("Observation", category=[coded(_OBSERVED_AS, "survey")], **told)


def poor_appetite(**fields: Any) -> Json:
    return diagnosis("R63.0", **(fields or {"onset": "2026-06-01"}))


def fatigue() -> Json:
    return diagnosis("R53.83", onset="2026-06-01")


def usual_weight(kg: Any, day: str = LAST) -> Json:
    return measured("75292-3", kg, "kg", day)


def procedure(code: str, system: str = SNOMED, *, on: str = "", since: str = "", status: str = "completed") -> Json:
    when: Json = {"performedDateTime": on} if on else {}
    if since:
        when = {"performedPeriod": {"start": since}}
    return _named("Procedure", status=status, code=coded(system, code), **when)


def request(code: str, *, status: str = "active", on: str = "2026-06-20", **fields: Any) -> Json:
    """Give a ServiceRequest."""
    told = {"status": status, "intent": "order", "code": coded(SNOMED, code), "authoredOn": on}
    return _named("ServiceRequest", **(told | fields))


def medicine(
    code: str = "", *, on: str = "2026-01-01", status: str = "active", display: str = "", **fields: Any
) -> Json:
    """Give a MedicationRequest by RxNorm ingredient, or with `medicationReference` in the fields."""
    told: Json = {"status": status, "intent": "order", "authoredOn": on}
    if code:
        told["medicationCodeableConcept"] = coded(RXNORM, code, display)
    return _named("MedicationRequest", **(told | fields))


def care_plan(code: str, *, status: str = "active", start: str = "2026-05-20") -> Json:
    told = {"status": status, "intent": "plan", "category": [coded(SNOMED, code)], "period": {"start": start}}
    return _named("CarePlan", **told)


def nutrition_order(*, status: str = "active", on: str = "2026-06-01") -> Json:
    order = _named("NutritionOrder", status=status, intent="order", dateTime=on, patient=_WHO)
    order["supplement"] = [{"type": {"text": "high-protein drink"}}]
    return {name: value for name, value in order.items() if name != "subject"}


def encounter(code: str, *, start: str, end: str = "", status: str = "in-progress", system: str = SNOMED) -> Json:
    period = {"start": start} | ({"end": end} if end else {})
    kind = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"}
    reason = [coded(system, code)]
    return _named("Encounter", status=status, type=reason, reasonCode=reason, period=period, **{"class": kind})


CANCER = diagnosis("C25.0", onset="2025-11-03", recorded="2025-11-03", verified="confirmed")


def chart(*parts: Json | Chart) -> Chart:
    """Put a chart together from resources and series."""
    found: list[Json] = []
    for part in parts:
        found += part if isinstance(part, tuple) else (part,)
    return tuple(found)


def unweighed(*parts: Json | Chart) -> Chart:
    """Give the base without its weights."""
    return chart(man(), CANCER, height(), *parts)


def base(last: Any, *parts: Json | Chart) -> Chart:
    """Give the base with its last weight in kilograms, and what else the chart holds."""
    return unweighed(weight(80, FIRST), weight(last, LAST), *parts)


def with_diagnosis(cancer: Json, *parts: Json | Chart, last: Any = 73.6) -> Chart:
    """Give the base with another diagnosis in the place of its cancer."""
    return chart(man(), height(), weight(80, FIRST), weight(last, LAST), cancer, *parts)


def of_person(person: Json, *parts: Json | Chart, last: Any = 73.6) -> Chart:
    """Give the base as another person."""
    return chart(person, CANCER, height(), weight(80, FIRST), weight(last, LAST), *parts)
