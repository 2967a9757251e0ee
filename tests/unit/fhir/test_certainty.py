"""How certain a German diagnosis is, by extension or by the letter after its code."""

import pytest

from cds_service.clinical.facts import Kind, Standing
from cds_service.fhir import systems
from cds_service.fhir.code_rules import CodeRules, SameSystem
from tests.fhir_builders import Json, condition
from tests.unit.fhir.reading import facts, record

URL = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit"


def coded(code: str, system: str = systems.ICD_10_GM, **coding: object) -> Json:
    return condition("x") | {"code": {"coding": [{"system": system, "code": code, **coding}]}}


def extended(letter: object, url: str = URL) -> Json:
    return coded("C34.9", extension=[{"url": "urn:other"}, {"url": url, "valueCoding": {"code": letter}}])


@pytest.mark.parametrize(
    ("resource", "standing", "suspected"),
    [
        (extended("G"), Standing.ACTIVE, False),
        (extended("A"), Standing.REFUTED, False),
        (extended("V"), Standing.ACTIVE, True),
        (extended("Z"), Standing.INACTIVE, False),
        (extended("X"), Standing.ACTIVE, False),
        (extended("A", "urn:other"), Standing.ACTIVE, False),
        (coded("C34.9 A"), Standing.REFUTED, False),
        (coded("C34.9A"), Standing.REFUTED, False),
        (coded("c34.9 v"), Standing.ACTIVE, True),
        (coded("C34 Z"), Standing.INACTIVE, False),
        (coded("C34.9"), Standing.ACTIVE, False),
        (coded("C83.3A", systems.ICD_10_CM), Standing.INACTIVE, False),
        (coded("C83.3A", systems.ICD_10_GM), Standing.REFUTED, False),
    ],
)
def test_the_certainty_of_a_coding_is_how_its_fact_stands(resource: Json, standing: Standing, suspected: bool) -> None:
    (fact,) = facts(Kind.CANCER, resource)
    assert (fact.standing, "cancer_unconfirmed" in fact.cautions) == (standing, suspected)


def test_what_is_over_stays_over_whatever_its_certainty() -> None:
    resolved = extended("Z") | {"clinicalStatus": {"coding": [{"code": "resolved"}]}}
    assert [fact.standing for fact in facts(Kind.CANCER, resolved)] == [Standing.INACTIVE]


def test_a_code_is_kept_without_its_letter() -> None:
    (fact,) = facts(Kind.CANCER, coded("C34.9 G"))
    assert fact.codes[0].code == "C34.9"


def test_all_codes_of_a_condition_that_mean_the_same_are_kept() -> None:
    codings = [{"system": systems.SNOMED_CT, "code": "363418001"}, {"system": systems.ICD_10_CM, "code": "C25.0"}, {}]
    (fact,) = facts(Kind.CANCER, condition("x") | {"code": {"coding": codings}})
    assert [one.code for one in fact.codes] == ["363418001", "C25.0"]


def test_a_system_of_a_site_may_hold_the_codes_of_a_published_one() -> None:
    rules = CodeRules(systems=(SameSystem("urn:hospital:icd", systems.ICD_10_CM),))
    own = coded("C25.0", "urn:hospital:icd")
    told, unknown = record(own, rules=rules), record(own)
    assert [fact.kind for fact in told.facts] == [Kind.CANCER]
    assert (told.unrecognised_diagnoses, unknown.unrecognised_diagnoses) == (0, 1)


def test_a_diagnosis_is_recognised_by_any_of_its_codes() -> None:
    codings = [{"system": "urn:own", "code": "x"}, {"system": systems.ICD_10_CM, "code": "I10"}]
    assert record(condition("x") | {"code": {"coding": codings}}).unrecognised_diagnoses == 0
    assert record(condition("x") | {"code": {"text": "Bluthochdruck"}}).unrecognised_diagnoses == 1
    over = {"code": {"text": "Bluthochdruck"}, "verificationStatus": {"coding": [{"code": "entered-in-error"}]}}
    assert record(condition("x") | over).unrecognised_diagnoses == 0
