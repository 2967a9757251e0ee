"""Entered scores of screening tools, by the codes and questionnaires that a site names."""

import pytest

from cds_service.fhir.code_rules import CodeRules, ScreeningSource, SystemCode
from cds_service.fhir.queries import queries
from cds_service.rulesets.document import read_ruleset
from tests.fhir_builders import Json, concept
from tests.unit.fhir.reading import record

MST = ScreeningSource("mst", code=SystemCode("urn:site", "mst"))
ASKED = ScreeningSource("nrs_2002", questionnaire="https://site.example/nrs", link_id="sum")
RULES = CodeRules(screening=(MST, ASKED))
WHO = {"subject": {"reference": "Patient/p1"}}


def score(**fields: object) -> Json:
    told = {"resourceType": "Observation", "id": "s", "status": "final", "code": concept("urn:site", "mst"), **WHO}
    return {**told, "effectiveDateTime": "2026-06-01", **fields}


def answered(*answers: Json, **fields: object) -> Json:
    items = [{"linkId": "group", "item": [{"linkId": "sum", "answer": list(answers)}]}]
    told = {"resourceType": "QuestionnaireResponse", "id": "q", "status": "completed", "authored": "2026-06-01", **WHO}
    return {**told, "questionnaire": "https://site.example/nrs|2", "item": items, **fields}


def scores(*resources: Json, rules: CodeRules = RULES) -> list[tuple[str, str]]:
    return [(one.tool, f"{one.score}") for one in record(*resources, rules=rules).screenings]


@pytest.mark.parametrize(
    ("resource", "found"),
    [
        (score(valueInteger=3), [("mst", "3")]),
        (score(valueQuantity={"value": 3, "unit": "{score}"}), [("mst", "3")]),
        (
            score(code=concept("urn:x", "y"), component=[{"code": concept("urn:site", "mst"), "valueInteger": 2}]),
            [("mst", "2")],
        ),
        (score(valueString="three"), []),
        (score(valueInteger=3, status="preliminary"), []),
        (score(valueInteger=3, effectiveDateTime="soon"), []),
        (score(code=concept("urn:x", "y"), valueInteger=3), []),
        (answered({"valueInteger": 4}), [("nrs_2002", "4")]),
        (answered({"valueDecimal": 4.0}), [("nrs_2002", "4.0")]),
        (answered({"valueCoding": {"code": "x"}}), []),
        (answered({"valueInteger": 4}, {"valueInteger": 5}), [("nrs_2002", "4")]),
        (answered({"valueInteger": 4}, status="in-progress"), []),
        (answered({"valueInteger": 4}, authored="soon"), []),
        (answered({"valueInteger": 4}, questionnaire="https://other.example/nrs"), []),
    ],
)
def test_a_score_is_read_by_its_code_or_its_questionnaire(resource: Json, found: list[tuple[str, str]]) -> None:
    assert scores(resource) == found


def test_without_configuration_none_is_read() -> None:
    assert scores(score(valueInteger=3), answered({"valueInteger": 4}), rules=CodeRules()) == []


@pytest.mark.parametrize(
    ("rules", "asked"), [(CodeRules(), False), (CodeRules(screening=(MST,)), False), (RULES, True)]
)
def test_questionnaires_are_asked_for_only_where_one_is_configured(rules: CodeRules, asked: bool) -> None:
    assert ("questionnaires" in {one.key for one in queries(rules)}) is asked


def test_a_score_needs_a_code_or_a_questionnaire() -> None:
    with pytest.raises(ValueError, match="needs a code or a questionnaire"):
        read_ruleset("codes: {screening: [{tool: mst}]}")
