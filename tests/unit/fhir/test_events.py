"""Medicines, requests and diagnoses: what each says, and that what was never given says nothing."""

from typing import Any

import pytest

from cds_service.clinical.facts import Kind, Standing
from tests.fhir_builders import SNOMED_CT, Json, concept, condition
from tests.unit.fhir.reading import record, standings

ATC = "http://www.whocc.no/atc"
SEMAGLUTIDE = concept(ATC, "A10BJ06")
ICD_9_CM = "http://hl7.org/fhir/sid/icd-9-cm"
HOSPICE = "385763009"


def medicine(**fields: Any) -> Json:
    return {
        "resourceType": "MedicationRequest",
        "id": "m1",
        "status": "active",
        "intent": "order",
        "subject": {"reference": "Patient/p1"},
        "authoredOn": "2026-05-01",
        **fields,
    }


def contained(**medication: Any) -> Json:
    return medicine(
        medicationReference={"reference": "#med"},
        contained=[{"resourceType": "Medication", "id": "med", **medication}],
    )


@pytest.mark.parametrize("kind", ["MedicationStatement", "MedicationAdministration"])
def test_a_medicine_that_was_taken_counts_from_the_day_on_which_it_was(kind: str) -> None:
    taken = medicine(medicationCodeableConcept=SEMAGLUTIDE, effectivePeriod={"start": "2026-04-01"})
    assert standings(Kind.WEIGHT_LOSS_DRUG, taken | {"resourceType": kind}) == [Standing.ACTIVE]


@pytest.mark.parametrize(
    ("status", "stated"), [("on-hold", [Standing.ACTIVE]), ("stopped", [Standing.INACTIVE]), ("cancelled", [])]
)
def test_a_medicine_stands_as_its_status_says(status: str, stated: list[Standing]) -> None:
    assert standings(Kind.WEIGHT_LOSS_DRUG, medicine(medicationCodeableConcept=SEMAGLUTIDE, status=status)) == stated


@pytest.mark.parametrize(
    "unclear",
    [
        medicine(),
        medicine(medicationReference={"reference": "#elsewhere"}),
        medicine(medicationReference={"reference": "Medication/not-sent"}),
        contained(),
        contained(code="semaglutide"),
    ],
)
def test_a_medicine_without_code_and_words_could_not_be_read(unclear: Json) -> None:
    told = record(unclear)
    assert ([fact.kind for fact in told.facts], told.unread_medicines) == ([], 1)


@pytest.mark.parametrize(
    ("named", "kinds"),
    [
        (
            medicine(medicationReference={"reference": "Medication/9", "display": "Ozempic 1 mg pen"}),
            ["weight_loss_drug"],
        ),
        (medicine(medicationCodeableConcept={"text": "FUROSEMIDE 40 mg"}), ["loop_diuretic"]),
        (medicine(medicationCodeableConcept={"text": "Metformin 500 mg"}), []),
        (medicine(medicationCodeableConcept={"text": "semaglutidelike"}), []),
        (medicine(medicationCodeableConcept={"text": "x " * 400 + "semaglutide"}), []),
    ],
)
def test_where_there_is_no_code_the_words_are_looked_at(named: Json, kinds: list[str]) -> None:
    told = record(named)
    assert ([fact.kind for fact in told.facts], told.unread_medicines) == (kinds, 0)


def test_a_code_goes_before_words() -> None:
    coded = medicine(medicationCodeableConcept={**concept(ATC, "A10BA02"), "text": "semaglutide"})
    assert record(coded).facts == ()


def request(code: str, **fields: Any) -> Json:
    return {
        "resourceType": "ServiceRequest",
        "id": "r1",
        "status": "active",
        "intent": "order",
        "subject": {"reference": "Patient/p1"},
        "code": concept(SNOMED_CT, code),
        "authoredOn": "2026-06-01",
        **fields,
    }


def test_ordered_hospice_care_is_hospice_care() -> None:
    assert standings(Kind.HOSPICE, request(HOSPICE)) == [Standing.ACTIVE]
    assert standings(Kind.HOSPICE, request(HOSPICE, doNotPerform=True)) == []


def test_an_order_of_anything_else_is_no_state_of_the_patient() -> None:
    assert standings(Kind.CANCER, request("363346000")) == []


@pytest.mark.parametrize(("code", "kind"), [("157.9", Kind.CANCER), ("V22.1", Kind.PREGNANCY), ("650", Kind.PREGNANCY)])
def test_diagnoses_of_the_ninth_revision_are_read(code: str, kind: Kind) -> None:
    assert standings(kind, condition(code, ICD_9_CM)) == [Standing.ACTIVE]


@pytest.mark.parametrize("code", ["157.9x", "E99.9", ""])
def test_what_is_no_code_of_the_ninth_revision_means_nothing(code: str) -> None:
    assert standings(Kind.CANCER, condition(code, ICD_9_CM)) == []
