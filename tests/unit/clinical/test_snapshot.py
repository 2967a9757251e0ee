"""Of several values of one kind the latest counts; which one, where they are of the same day."""

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.facts import Kind
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict
from tests.builders import AS_OF, patient

RULES = ClinicalRules()


def snapshot(**parts: str) -> Snapshot:
    return assess(patient(**parts), RULES, AS_OF).snapshot


@pytest.mark.parametrize(
    ("measures", "measure", "counts"),
    [
        ("grip 40 on 2026-06-20; grip 20 on 2026-06-01", Measure.GRIP, "measure/1"),
        ("grip 40 on 2026-06-01; grip 20 on 2026-06-20", Measure.GRIP, "measure/2"),
        ("grip 40; grip 20", Measure.GRIP, "measure/1"),
        ("ecog 1; ecog 0", Measure.ECOG, "measure/1"),
        ("ecog 2; ecog 2", Measure.ECOG, "measure/2"),
    ],
)
def test_the_latest_measure_counts_and_of_one_day_the_highest(measures: str, measure: Measure, counts: str):
    found = snapshot(measures=measures).latest(measure)
    assert found is not None
    assert found.recorded.source == counts


@pytest.mark.parametrize(
    ("muscle", "counts"),
    [
        ("asmi-dxa 8 on 2026-06-20; asmi-dxa 6 on 2026-06-01", "muscle/1"),
        ("asmi-dxa 8 on 2026-06-01; asmi-dxa 6 on 2026-06-20", "muscle/2"),
        ("asmi-dxa 8; asmi-dxa 6", "muscle/1"),
    ],
)
def test_the_latest_muscle_counts_and_of_one_day_the_highest(muscle: str, counts: str):
    found = snapshot(muscle=muscle).latest(Measure.ASMI_DXA)
    assert found is not None
    assert found.recorded.source == counts


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ("anorexia on 2026-06-01; anorexia refuted on 2026-06-02", Verdict.NOT_MET),
        ("anorexia refuted on 2026-06-01; anorexia on 2026-06-02", Verdict.MET),
        ("anorexia on 2026-06-01; anorexia refuted on 2026-06-01", Verdict.MET),
        ("anorexia refuted on 2026-06-01; anorexia", Verdict.NOT_MET),
        ("anorexia inactive on 2026-06-01", Verdict.UNKNOWN),
    ],
)
def test_the_latest_word_on_a_symptom_counts_and_of_one_day_its_presence(facts: str, verdict: Verdict):
    assert snapshot(facts=facts).symptom(Kind.ANOREXIA)[0] is verdict


@pytest.mark.parametrize(("day", "verdict"), [("2026-04-01", Verdict.MET), ("2026-03-31", Verdict.UNKNOWN)])
def test_an_observed_symptom_counts_for_90_days(day: str, verdict: Verdict):
    assert snapshot(facts=f"anorexia observed on {day}").symptom(Kind.ANOREXIA)[0] is verdict


def test_a_casco_total_of_today_counts():
    casco = assess(patient(casco="30 2017 on 2026-06-30; 50 2017 on 2026-07-01"), RULES, AS_OF).scores.casco
    assert casco is not None
    assert (casco.total, casco.version, casco.stage) == (30, "2017", "moderate")
