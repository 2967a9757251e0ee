"""What the record says of when: since when, until when, whether it goes on, and what a date is a date of."""

import pytest

from cds_service.clinical.facts import Fact, Kind, Standing
from tests.builders import when
from tests.fhir_builders import SNOMED_CT, Json, concept, condition
from tests.unit.fhir.reading import facts

HOSPICE, ATC = "385763009", "http://www.whocc.no/atc"
WHO = {"subject": {"reference": "Patient/p1"}}
ICD = "http://hl7.org/fhir/sid/icd-10-cm"


def only(kind: Kind, resource: Json) -> Fact:
    (found,) = facts(kind, resource)
    return found


def stay(**fields: object) -> Json:
    period = {"start": "2026-06-10"}
    told = {"resourceType": "Encounter", "id": "e", "status": "in-progress", "period": period, **WHO}
    return {**told, "reasonCode": [concept(SNOMED_CT, HOSPICE)], **fields}


def plan(**fields: object) -> Json:
    told = {"resourceType": "CarePlan", "id": "c", "status": "active", "intent": "plan", **WHO}
    return {**told, "category": [concept(SNOMED_CT, HOSPICE)], **fields}


@pytest.mark.parametrize(
    ("status", "period", "lasts"),
    [
        ("in-progress", {"start": "2026-05-10"}, True),
        ("in-progress", {"start": "2026-05-10", "end": "2026-05-12"}, False),
        ("completed", {"start": "2026-05-10"}, False),
        ("stopped", {"start": "2026-05-10"}, False),
    ],
)
def test_a_procedure_goes_on_or_is_an_event(status: str, period: Json, lasts: bool) -> None:
    told = {"resourceType": "Procedure", "id": "x", "status": status, "performedPeriod": period, **WHO}
    fact = only(Kind.HOSPICE, {**told, "code": concept(SNOMED_CT, HOSPICE)})
    assert (fact.lasts, fact.when) == (lasts, when("2026-05-10"))


@pytest.mark.parametrize(
    ("resource", "lasts"),
    [
        (stay(), True),
        (stay(status="finished", period={"start": "2026-04-10", "end": "2026-04-20"}), False),
        (stay(reasonCode=[], type=[concept(SNOMED_CT, HOSPICE)]), True),
        (stay(reasonCode=[], serviceType=concept(SNOMED_CT, HOSPICE)), True),
        (stay(period=None), True),
        (plan(), True),
        (plan(period={"start": "2026-05-01", "end": "2026-06-01"}), False),
    ],
)
def test_a_stay_and_a_plan_go_on_until_they_end(resource: Json, lasts: bool) -> None:
    told = {name: value for name, value in resource.items() if value is not None}
    assert only(Kind.HOSPICE, told).lasts is lasts


@pytest.mark.parametrize("resource", [stay(status="cancelled"), plan(status="revoked"), plan(category=[])])
def test_what_was_called_off_says_nothing(resource: Json) -> None:
    assert facts(Kind.HOSPICE, resource) == []


def test_two_codes_of_one_stay_are_one_fact() -> None:
    assert len(facts(Kind.HOSPICE, stay(type=[concept(SNOMED_CT, HOSPICE), concept(SNOMED_CT, "305336008")]))) == 1


@pytest.mark.parametrize(
    ("fields", "passing"),
    [
        ({"clinicalStatus": concept("urn:x", "active")}, False),
        ({"clinicalStatus": None}, True),
        ({"clinicalStatus": None, "category": [concept("urn:x", "problem-list-item")]}, False),
        ({"clinicalStatus": concept("urn:x", "active"), "category": [concept("urn:x", "encounter-diagnosis")]}, True),
    ],
)
def test_the_diagnosis_of_an_encounter_passes(fields: Json, passing: bool) -> None:
    told = condition("R60.0", ICD) | fields
    assert only(Kind.FLUID, {name: value for name, value in told.items() if value is not None}).passing is passing


@pytest.mark.parametrize(
    ("code", "system", "fields", "happened"),
    [
        ("Z89.511", ICD, {"recordedDate": "2026-03-15"}, False),
        ("Z89.511", ICD, {"onsetDateTime": "2026-03-15"}, True),
        ("S88.111A", ICD, {"recordedDate": "2026-03-15"}, True),
        ("161622006", SNOMED_CT, {"recordedDate": "2026-03-15"}, False),
    ],
)
def test_the_day_on_which_a_status_was_typed_in_is_not_when_it_happened(
    code: str, system: str, fields: Json, happened: bool
) -> None:
    told = {
        name: value for name, value in condition(code, system).items() if name not in {"onsetDateTime", "recordedDate"}
    }
    assert only(Kind.AMPUTATION, told | fields).happened is happened


def medicine(kind: str, **fields: object) -> Json:
    told = {"resourceType": kind, "id": "m", "status": "active", "intent": "order", **WHO}
    return {**told, "medicationCodeableConcept": concept(ATC, "A10BJ06"), **fields}


DOSE = [{"doseAndRate": [{"doseRange": {}}, {"doseQuantity": {"value": 2.40, "unit": "mg"}}]}]


@pytest.mark.parametrize(
    ("resource", "dose"),
    [
        (medicine("MedicationRequest", dosageInstruction=DOSE), "2.4 mg"),
        (medicine("MedicationStatement", dosage=DOSE), "2.4 mg"),
        (medicine("MedicationRequest"), ""),
        (medicine("MedicationAdministration", status="completed"), ""),
    ],
)
def test_the_dose_is_kept_to_tell_a_change_from_a_renewal(resource: Json, dose: str) -> None:
    fact = only(Kind.WEIGHT_LOSS_DRUG, resource)
    assert (fact.dose, fact.detail) == (dose, "semaglutide")


def test_a_medicine_that_was_taken_until_a_day_ended_then() -> None:
    period = {"start": "2026-01-01", "end": "2026-03-01"}
    assert only(Kind.WEIGHT_LOSS_DRUG, medicine("MedicationStatement", effectivePeriod=period)).until == when(
        "2026-03-01"
    )


def test_a_fact_that_came_later_is_not_yet_true_and_an_end_that_came_later_has_not_ended_it() -> None:
    fact = Fact(Kind.CANCER, Standing.INACTIVE, when("2026-02-01"), "Condition/c", until=when("2026-06-01"))
    assert fact.as_of(when("2026-01-01").first) is None
    before, after = fact.as_of(when("2026-05-01").first), fact.as_of(when("2026-06-01").first)
    assert before is not None
    assert (before.standing, before.until) == (Standing.ACTIVE, None)
    assert after == fact


def test_a_refuted_fact_stays_refuted_whatever_its_end() -> None:
    refuted = Fact(Kind.CANCER, Standing.REFUTED, None, "Condition/c", until=when("2026-06-01"))
    before = refuted.as_of(when("2026-05-01").first)
    assert before is not None
    assert before.standing is Standing.REFUTED
