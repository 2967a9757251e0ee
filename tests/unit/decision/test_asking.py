"""What is asked of a FHIR server for each prefetch key."""

from datetime import date

import pytest

from cds_service.decision.asking import NotAnId, asking
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch
from cds_service.fhir.code_rules import CascoSource, CodeRules, SystemCode
from cds_service.fhir.queries import Query, queries

SINCE = date(2024, 2, 16)
WEIGHTS = Query("weights", "Observation?patient={{context.patientId}}", "Observation", "", ages=True)
HEIGHTS = Query("heights", "Observation?patient={{context.patientId}}", "Observation", "")


def ageing(rules: CodeRules) -> set[str]:
    return {one.key for one in queries(rules) if one.ages}


def test_what_ages_is_asked_for_with_a_day_of_slack_and_the_plain_query_is_at_hand() -> None:
    begun = Batch()
    assert asking(WEIGHTS, "p1", SINCE, begun) == Wanted(
        "Observation?patient=p1&date=ge2024-02-15", "Observation?patient=p1", begun
    )


def test_what_counts_for_ever_is_asked_for_whole() -> None:
    assert asking(HEIGHTS, "p1", SINCE) == Wanted("Observation?patient=p1")


@pytest.mark.parametrize("patient", ["", "p1&_count=1", "p 1", "../p1"])
def test_what_is_no_id_is_not_asked_about(patient: str) -> None:
    with pytest.raises(NotAnId):
        asking(HEIGHTS, patient, SINCE)


def test_weights_laboratory_values_and_function_age() -> None:
    assert ageing(CodeRules()) == {"weights", "labs", "function", "screening"}


def test_where_totals_are_entered_as_observations_function_is_asked_for_whole() -> None:
    """The latest CASCO total counts, however old."""
    total = CascoSource(version="2017", code=SystemCode("urn:site", "casco"))
    assert ageing(CodeRules(casco=(total,))) == {"weights", "labs", "screening"}


def test_the_first_day_there_is_has_none_before_it() -> None:
    assert asking(WEIGHTS, "p1", date.min).query.endswith("date=ge0001-01-01")
