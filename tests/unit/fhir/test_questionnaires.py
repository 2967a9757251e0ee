"""What a site's own questionnaires and Observations state: CASCO totals, symptoms, a pregnancy. In doubt, nothing."""

from decimal import Decimal

import pytest

from cds_service.clinical.facts import Kind, Standing
from cds_service.fhir.code_rules import CascoSource, CodeRules, SymptomQuestion, SystemCode
from tests.fhir_builders import LOINC, SNOMED_CT, Json, concept, observation
from tests.unit.fhir.reading import record, standings

QUESTIONNAIRE = "https://example.org/casco"
YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136"
RULES = CodeRules(
    casco=(
        CascoSource("2011", code=SystemCode("urn:site", "casco")),
        CascoSource("2017", questionnaire=QUESTIONNAIRE),
    ),
    symptom_questions=(SymptomQuestion("anorexia", QUESTIONNAIRE, "appetite"),),
)


def response(*items: Json, **fields: object) -> Json:
    return {
        "resourceType": "QuestionnaireResponse",
        "id": "q1",
        "status": "completed",
        "questionnaire": f"{QUESTIONNAIRE}|2",
        "subject": {"reference": "Patient/p1"},
        "authored": "2026-06-01T08:00:00Z",
        "item": list(items),
        **fields,
    }


def answered(link_id: str, **answer: object) -> Json:
    return {"linkId": link_id, "answer": [answer]}


def entered(**fields: object) -> Json:
    total = observation("k1", "x", 33, "{score}", "2026-06-01") | {"code": concept("urn:site", "casco")}
    return total | fields


def totals(resource: Json) -> list[tuple[Decimal, str]]:
    return [(one.total, one.version) for one in record(resource, rules=RULES).casco]


@pytest.mark.parametrize(
    ("answer", "total"), [({"valueInteger": 33}, Decimal(33)), ({"valueDecimal": 33.5}, Decimal("33.5"))]
)
def test_a_total_is_read_from_the_configured_questionnaire_however_deep(answer: Json, total: Decimal) -> None:
    assert totals(response(answered("total", **answer))) == [(total, "2017")]
    assert totals(response({"linkId": "group", "item": [answered("total", **answer)]})) == [(total, "2017")]


@pytest.mark.parametrize(
    "change",
    [
        {"questionnaire": "https://example.org/other"},
        {"questionnaire": None},
        {"status": "in-progress"},
        {"authored": None},
        {"item": [answered("subtotal", valueInteger=33)]},
        {"item": [answered("total", valueString="33")]},
    ],
)
def test_no_total_is_read_from_anything_else(change: Json) -> None:
    assert totals(response(answered("total", valueInteger=33)) | change) == []


@pytest.mark.parametrize("value", [{}, {"valueQuantity": None, "valueInteger": 33}])
def test_a_total_is_read_from_the_configured_observation(value: Json) -> None:
    assert totals(entered(**value)) == [(Decimal(33), "2011")]


@pytest.mark.parametrize(
    "change",
    [
        {"code": concept("urn:site", "other")},
        {"status": "preliminary"},
        {"effectiveDateTime": None},
        {"valueQuantity": None},
    ],
)
def test_no_total_is_read_from_another_observation(change: Json) -> None:
    assert totals(entered(**change)) == []


@pytest.mark.parametrize(
    ("answer", "stated"),
    [
        ({"valueBoolean": True}, [Standing.ACTIVE]),
        ({"valueBoolean": False}, [Standing.REFUTED]),
        ({"valueCoding": {"system": YES_NO, "code": "Y"}}, [Standing.ACTIVE]),
        ({"valueCoding": {"system": YES_NO, "code": "N"}}, [Standing.REFUTED]),
        ({"valueCoding": {"system": LOINC, "code": "LA33-6"}}, [Standing.ACTIVE]),
        ({"valueCoding": {"system": YES_NO, "code": "?"}}, []),
        ({"valueString": "yes"}, []),
    ],
)
def test_a_symptom_is_stated_by_a_plain_yes_or_no_only(answer: Json, stated: list[Standing]) -> None:
    assert standings(Kind.ANOREXIA, response(answered("appetite", **answer)), rules=RULES) == stated


@pytest.mark.parametrize(
    "change", [{"questionnaire": "https://example.org/other"}, {"status": "in-progress"}, {"item": []}]
)
def test_no_symptom_is_read_from_another_questionnaire(change: Json) -> None:
    said = response(answered("appetite", valueBoolean=True)) | change
    assert standings(Kind.ANOREXIA, said, rules=RULES) == []


def no_appetite(**value: object) -> Json:
    coded = observation("s1", "x", 0, "1", "2026-06-01") | {"code": concept(SNOMED_CT, "79890006")}
    return coded | {"valueQuantity": None} | value


def test_yes_and_no_at_once_is_neither() -> None:
    both = {"coding": [*concept(SNOMED_CT, "373066001")["coding"], *concept(SNOMED_CT, "373067005")["coding"]]}
    assert standings(Kind.ANOREXIA, no_appetite(valueCodeableConcept=both)) == []


@pytest.mark.parametrize("change", [{}, {"valueBoolean": True, "status": "cancelled"}])
def test_an_observation_that_says_nothing_or_does_not_count_states_nothing(change: Json) -> None:
    assert standings(Kind.ANOREXIA, no_appetite(**change)) == []


@pytest.mark.parametrize(("code", "stated"), [("77386006", [Standing.ACTIVE]), ("60001007", [])])
def test_a_pregnancy_status_states_a_pregnancy_only_where_there_is_one(code: str, stated: list[Standing]) -> None:
    asked = observation("s1", "82810-3", 0, "1", "2026-06-01") | {"valueQuantity": None}
    assert standings(Kind.PREGNANCY, asked | {"valueCodeableConcept": concept(SNOMED_CT, code)}) == stated
