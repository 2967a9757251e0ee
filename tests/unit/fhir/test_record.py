"""Resources become a record: what is admitted, what is left out and why, and whose it is."""

import json
from typing import Any

import pytest

from cds_service.clinical.facts import Kind, Standing
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import PatientRecord, Reason, WeightKind
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.verdict import Verdict
from cds_service.fhir.batch import Malformed, read_resource
from cds_service.fhir.code_book import CodeBook
from cds_service.fhir.code_rules import CascoSource, CodeRules, SymptomQuestion, SystemCode
from cds_service.fhir.record import read_record
from tests.fhir_builders import ICD_10_CM, LOINC, SNOMED_CT, Json, concept, condition, observation, patient, weight


def record(*resources: Json, rules: CodeRules | None = None, who: Json | None = None) -> PatientRecord:
    read = [read_resource(json.dumps(one).encode()) for one in (who or patient(), *resources)]
    broken = [one for one in read if isinstance(one, Malformed)]
    good = [one for one in read if one is not None and not isinstance(one, Malformed)]
    return read_record(good[0], good, CodeBook(rules or CodeRules()), malformed=broken)


def reasons(*resources: Json) -> list[tuple[str, str]]:
    return [(one.source, one.reason) for one in record(*resources).excluded]


def test_a_weight_keeps_value_unit_date_and_source() -> None:
    (read,) = record(observation("w1", "29463-7", 176.4, "[lb_av]", "2026-01-15")).weights
    assert (str(read.kg), read.in_pounds, read.recorded.text, read.recorded.source) == (
        "80.013694068",
        True,
        "176.4 [lb_av]",
        "Observation/w1",
    )


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled", "preliminary", "registered", "unknown", None])
def test_only_final_amended_and_corrected_values_count(status: str | None) -> None:
    assert reasons(weight("w1", 80, "2026-01-15") | {"status": status}) == [("Observation/w1", Reason.STATUS)]


@pytest.mark.parametrize("code", ["8339-4", "79348-9", "50064-5", "8335-2"])
def test_a_denied_code_on_any_coding_makes_a_weight_unusable(code: str) -> None:
    coded = weight("w1", 3.4, "2026-01-15")
    coded["code"]["coding"].append({"system": LOINC, "code": code})
    assert reasons(coded) == [("Observation/w1", Reason.CODE_DENIED)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"valueQuantity": {"value": 80}}, Reason.UNIT_MISSING),
        ({"valueQuantity": {"value": 80, "unit": "#"}}, Reason.UNIT_UNKNOWN),
        ({"valueQuantity": {"unit": "kg"}}, Reason.NO_VALUE),
        ({"valueQuantity": {"value": "80", "unit": "kg"}}, Reason.NO_VALUE),
        ({"valueQuantity": None}, Reason.NO_VALUE),
        ({"valueQuantity": {"value": 80, "unit": "kg", "comparator": "<"}}, Reason.COMPARATOR),
        ({"dataAbsentReason": concept(LOINC, "x")}, Reason.NO_VALUE),
        ({"effectiveDateTime": None}, Reason.DATE_MISSING),
        ({"effectiveDateTime": "soon"}, Reason.DATE_MISSING),
        ({"status": 7}, Reason.MALFORMED),
    ],
)
def test_a_weight_that_does_not_count_keeps_its_reason(change: Json, reason: Reason) -> None:
    assert reasons(weight("w1", 80, "2026-01-15") | change) == [("Observation/w1", reason)]


@pytest.mark.parametrize("reference", ["Patient/p2", "Group/p1", "Patient/p1x", "https://ehr/fhir/Patient/p2", ""])
def test_another_patients_weight_is_named_without_its_value(reference: str) -> None:
    (excluded,) = record(weight("w1", 55, "2026-01-15", subject={"reference": reference})).excluded
    assert (excluded.reason, excluded.text, excluded.when) == (Reason.OTHER_PATIENT, "", None)


@pytest.mark.parametrize(
    "reference", ["Patient/p1", "https://ehr/fhir/Patient/p1", "urn:uuid:p1", "Patient/p1/_history/3"]
)
def test_every_way_to_name_the_patient_is_understood(reference: str) -> None:
    assert len(record(weight("w1", 55, "2026-01-15", subject={"reference": reference})).weights) == 1


def test_the_latest_version_of_a_resource_counts_once() -> None:
    old = weight("w1", 80, "2026-01-15", meta={"lastUpdated": "2026-01-15T10:00:00Z"})
    new = weight("w1", 70, "2026-01-15", meta={"lastUpdated": "2026-01-16T10:00:00Z"})
    assert [str(one.kg) for one in record(new, old, new).weights] == ["70"]


def test_dry_and_stated_weights_keep_their_kind() -> None:
    dry = observation("w1", "8341-0", 66, "kg", "2026-01-15")
    usual = observation("w2", "75292-3", 80, "kg", "2026-01-15")
    assert [one.kind for one in record(dry, usual).weights] == [WeightKind.DRY, WeightKind.USUAL]


def test_a_laboratory_comparator_is_a_bound() -> None:
    value = observation("l1", "1988-5", 5, "mg/L", "2026-06-01")
    value["valueQuantity"]["comparator"] = "<"
    (crp,) = record(value).labs
    assert (crp.span.at_least(5), crp.span.above(4)) == (Verdict.NOT_MET, Verdict.UNKNOWN)


def test_crp_in_milligrams_per_decilitre_is_converted() -> None:
    (crp,) = record(observation("l1", "1988-5", 1.2, "mg/dL", "2026-06-01")).labs
    assert (crp.measure, crp.span.exact) == (Measure.CRP, 12)


def test_urine_albumin_is_no_albumin() -> None:
    assert record(observation("l1", "1754-1", 3.1, "g/dL", "2026-06-01")) == record()


@pytest.mark.parametrize(
    "value",
    [
        {"valueInteger": 3},
        {"valueQuantity": {"value": 3, "unit": "{score}"}},
        {"valueQuantity": {"value": 3.0}},
        {"valueCodeableConcept": concept(LOINC, "LA9625-0")},
        {"valueCodeableConcept": concept(SNOMED_CT, "423053003")},
        {"valueCodeableConcept": concept("https://example.org/ecog", "3")},
        {"valueCodeableConcept": {"text": "ECOG 3"}},
        {"valueCodeableConcept": {"text": "Grade 3"}},
    ],
)
def test_performance_status_is_read_in_every_form(value: Json) -> None:
    ecog = observation("e1", "89247-1", 0, "1", "2026-06-01") | {"valueQuantity": None} | value
    (grade,) = record(ecog).values
    assert (grade.measure, grade.span.exact) == (Measure.ECOG, 3)


@pytest.mark.parametrize(
    "value",
    [
        {"valueInteger": 7},
        {"valueCodeableConcept": {"text": "bedridden"}},
        {"valueInteger": 2, "valueCodeableConcept": concept(LOINC, "LA9623-5")},
    ],
)
def test_a_performance_status_that_is_unclear_is_left_out(value: Json) -> None:
    ecog = observation("e1", "89247-1", 0, "1", "2026-06-01") | {"valueQuantity": None} | value
    assert reasons(ecog) == [("Observation/e1", Reason.NO_VALUE)]


def standings(kind: Kind, *resources: Json, **options: Any) -> list[Standing]:
    return [fact.standing for fact in record(*resources, **options).facts if fact.kind is kind]


def status(code: str) -> Json:
    return {"coding": [{"code": code}]}


@pytest.mark.parametrize(
    ("change", "standing"),
    [
        ({}, Standing.ACTIVE),
        ({"clinicalStatus": status("recurrence")}, Standing.ACTIVE),
        ({"clinicalStatus": status("relapse")}, Standing.ACTIVE),
        ({"clinicalStatus": status("remission")}, Standing.INACTIVE),
        ({"clinicalStatus": status("resolved")}, Standing.INACTIVE),
        ({"clinicalStatus": None}, Standing.ACTIVE),
        ({"clinicalStatus": None, "abatementDateTime": "2020"}, Standing.INACTIVE),
        ({"verificationStatus": status("refuted")}, Standing.REFUTED),
        ({"verificationStatus": status("provisional")}, Standing.ACTIVE),
        ({"code": concept(ICD_10_CM, "Z85.07")}, Standing.INACTIVE),
    ],
)
def test_a_cancer_stands_as_its_statuses_say(change: Json, standing: Standing) -> None:
    assert standings(Kind.CANCER, condition() | change) == [standing]


def test_a_diagnosis_entered_in_error_is_as_if_never_written() -> None:
    assert standings(Kind.CANCER, condition(verificationStatus=status("entered-in-error"))) == []


def test_a_missing_clinical_status_is_cautioned() -> None:
    (fact,) = record(condition(clinicalStatus=None)).facts
    assert fact.cautions == ("clinical_status_missing",)


@pytest.mark.parametrize(("code", "count"), [("363346000", 1), ("126906006", 0), ("92691004", 0), ("162573006", 0)])
def test_snomed_cancers_are_those_of_the_list(code: str, count: int) -> None:
    assert len(standings(Kind.CANCER, condition(code, SNOMED_CT))) == count


@pytest.mark.parametrize(
    ("system", "code"),
    [
        ("http://snomed.info/sct/731000124108/version/20250901", "363346000"),
        ("urn:oid:2.16.840.1.113883.6.90", "C25.9"),
        ("http://fhir.de/CodeSystem/dimdi/icd-10-gm", "C25.9"),
        ("http://hl7.org/fhir/sid/icd-10-cm/", "C25.9"),
    ],
)
def test_other_names_of_a_code_system_are_understood(system: str, code: str) -> None:
    assert standings(Kind.CANCER, condition(code, system)) == [Standing.ACTIVE]


def test_a_site_can_add_its_own_cancer_codes() -> None:
    rules = CodeRules(cancer=(SystemCode("https://hospital.example/dx", "ONC-1"),))
    assert standings(Kind.CANCER, condition("ONC-1", "https://hospital.example/dx"), rules=rules) == [Standing.ACTIVE]


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        ({"valueBoolean": True}, Standing.ACTIVE),
        ({"valueBoolean": False}, Standing.REFUTED),
        ({"valueCodeableConcept": concept(SNOMED_CT, "373066001")}, Standing.ACTIVE),
        ({"valueCodeableConcept": concept(LOINC, "LA32-8")}, Standing.REFUTED),
    ],
)
def test_a_symptom_observation_says_yes_or_no(value: Json, standing: Standing) -> None:
    stated = observation("s1", "x", 0, "1", "2026-06-01") | {
        "valueQuantity": None,
        "code": concept(SNOMED_CT, "79890006"),
    }
    (fact,) = record(stated | value).facts
    assert (fact.kind, fact.standing, fact.observed) == (Kind.ANOREXIA, standing, True)


def test_a_configured_questionnaire_states_a_symptom() -> None:
    rules = CodeRules(symptom_questions=(SymptomQuestion("anorexia", "https://example.org/q", "appetite"),))
    nested = {"linkId": "group", "item": [{"linkId": "appetite", "answer": [{"valueBoolean": True}]}]}
    response = {
        "resourceType": "QuestionnaireResponse",
        "id": "q1",
        "status": "completed",
        "questionnaire": "https://example.org/q|2",
        "subject": {"reference": "Patient/p1"},
        "authored": "2026-06-01",
        "item": [nested],
    }
    (fact,) = record(response, rules=rules).facts
    assert (fact.kind, fact.standing, fact.observed) == (Kind.ANOREXIA, Standing.ACTIVE, True)
    assert record(response).facts == ()


def test_a_casco_total_carries_its_version() -> None:
    rules = CodeRules(casco=(CascoSource("2017", code=SystemCode("urn:site", "casco")),))
    total = observation("k1", "x", 33, "{score}", "2026-06-01") | {"code": concept("urn:site", "casco")}
    (casco,) = record(total, rules=rules).casco
    assert (casco.total, casco.version) == (33, "2017")


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


def test_an_active_referral_is_recognised_with_its_date() -> None:
    (referral,) = record(request("306354000")).referrals
    assert referral.kind is ReferralKind.NUTRITION
    assert referral.since is not None
    assert referral.since.iso == "2026-06-01"


@pytest.mark.parametrize("status_of_request", ["revoked", "entered-in-error", "unknown"])
def test_a_referral_that_was_called_off_does_not_count(status_of_request: str) -> None:
    assert record(request("103699006", status=status_of_request)).referrals == ()


@pytest.mark.parametrize(
    ("status", "state"), [("active", "active"), ("on-hold", "active"), ("draft", "draft"), ("completed", "completed")]
)
def test_how_far_a_referral_has_come_is_kept(status: str, state: str) -> None:
    (referral,) = record(request("103699006", status=status)).referrals
    assert referral.state == state


def procedure(**fields: Any) -> Json:
    return {
        "resourceType": "Procedure",
        "id": "x1",
        "status": "completed",
        "subject": {"reference": "Patient/p1"},
        "performedDateTime": "2026-06-01",
        **fields,
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"category": concept(SNOMED_CT, "387713003")},
        {"code": concept(SNOMED_CT, "116241004")},
        {"code": concept("http://www.cms.gov/Medicare/Coding/ICD10", "0FTG0ZZ")},
        {"code": concept("http://fhir.de/CodeSystem/bfarm/ops", "5-524.2")},
        {"code": concept(SNOMED_CT, "999", "Right hemicolectomy")},
        {"code": {"text": "Whipple's operation"}},
    ],
)
def test_an_operation_is_recognised(fields: Json) -> None:
    assert standings(Kind.SURGERY, procedure(**fields)) == [Standing.ACTIVE]


@pytest.mark.parametrize(
    "fields",
    [
        {"code": concept(SNOMED_CT, "430193006", "Medication reconciliation")},
        {"category": concept(SNOMED_CT, "387713003"), "status": "not-done"},
    ],
)
def test_what_is_no_operation_is_not(fields: Json) -> None:
    assert standings(Kind.SURGERY, procedure(**fields)) == []


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


@pytest.mark.parametrize(
    "fields",
    [
        {"medicationCodeableConcept": concept("http://www.nlm.nih.gov/research/umls/rxnorm", "1991302")},
        {"medicationCodeableConcept": concept("http://www.whocc.no/atc", "A10BJ06")},
        {
            "medicationReference": {"reference": "#med"},
            "contained": [
                {"resourceType": "Medication", "id": "med", "code": concept("http://www.whocc.no/atc", "A10BX16")}
            ],
        },
    ],
)
def test_a_weight_loss_drug_is_recognised(fields: Json) -> None:
    assert standings(Kind.WEIGHT_LOSS_DRUG, medicine(**fields)) == [Standing.ACTIVE]


def test_a_medicine_is_found_through_the_medication_that_it_refers_to() -> None:
    medication = {"resourceType": "Medication", "id": "med", "code": concept("http://www.whocc.no/atc", "C03CA01")}
    referring = medicine(medicationReference={"reference": "Medication/med"})
    assert standings(Kind.LOOP_DIURETIC, referring, medication) == [Standing.ACTIVE]


def test_a_pregnancy_that_has_ended_counts_as_the_time_after_it() -> None:
    ended = condition("77386006", SNOMED_CT, clinicalStatus=status("resolved"), abatementDateTime="2026-05-20")
    (fact,) = [one for one in record(ended).facts if one.kind is Kind.PREGNANCY]
    assert (fact.standing, fact.detail) == (Standing.ACTIVE, "postpartum")
