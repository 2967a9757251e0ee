"""What is said of a patient without an active cancer."""

from dataclasses import replace

from cds_service.clinical.assess import assess
from cds_service.clinical.confounder_rules import Action, ConfounderCode
from cds_service.clinical.ruleset import ClinicalRules, Criterion
from cds_service.clinical.status import Status
from tests.builders import AS_OF, patient
from tests.told import detail

RULES = ClinicalRules()
LABS = "crp 15; albumin 30"


def test_a_withheld_result_of_a_past_cancer_keeps_its_findings_scores_and_cautions():
    record = patient(weights="100 -> 93", labs=LABS, cancer="inactive", born="", facts="crp_lowering_drug")
    assessment = assess(record, RULES, AS_OF)
    assert assessment.status is Status.WITHHELD
    assert assessment.primary is Criterion.FEARON_2011
    assert (assessment.scores.gps, assessment.scores.mgps) == (2, 2)
    assert assessment.cautions == ("birth_date_missing", "crp_may_be_lowered")
    assert detail(assessment.primary_finding, "branch") == "weight_loss"


def test_a_withheld_result_of_a_past_cancer_names_its_other_confounders():
    record = patient(weights="100 -> 93", cancer="inactive", facts="amputation on 2026-03-01; fluid ascites")
    found = {one.code: one.action for one in assess(record, RULES, AS_OF).confounders}
    assert list(found) == [ConfounderCode.CANCER_INACTIVE, ConfounderCode.FLUID_OVERLOAD, ConfounderCode.AMPUTATION]
    assert [action.value for action in found.values()] == ["withhold", "caution", "withhold"]


def test_a_site_may_decide_that_a_past_cancer_is_no_reason_to_look():
    rules = replace(RULES, confounders=replace(RULES.confounders, cancer_inactive=Action.CAUTION))
    record = patient(weights="100 -> 93", cancer="inactive")
    assert assess(record, rules, AS_OF).status is Status.NOT_APPLICABLE


def test_a_result_that_does_not_apply_still_says_what_to_be_careful_about():
    record = patient(labs=LABS, cancer="", born="")
    assessment = assess(record, RULES, AS_OF)
    assert (assessment.status, assessment.cautions) == (Status.NOT_APPLICABLE, ("birth_date_missing",))
    assert assessment.scores.mgps == 2


def test_a_doubt_about_the_cancer_is_a_caution_of_the_result():
    record = patient(weights="100 -> 93", facts="anorexia")
    cancer, anorexia = record.facts
    doubted = replace(record, facts=(replace(cancer, cautions=("cancer_unconfirmed",)), anorexia))
    assert assess(doubted, RULES, AS_OF).cautions == ("cancer_unconfirmed",)
