"""Each reason to be at risk, alone; and what counts where the record is read in two ways."""

from dataclasses import replace

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.finding import NO_DETAILS
from cds_service.clinical.record import PatientRecord
from cds_service.clinical.risk_rules import Risk
from cds_service.clinical.ruleset import ClinicalRules, Criterion
from cds_service.clinical.status import Status
from tests.builders import AS_OF, patient

IN_A_YEAR = "2025-08-20 84; 2026-01-20 81; 2026-06-25 79"
IN_FIVE_MONTHS = "2026-01-20 80; 2026-06-25 72"
THIN = "2026-01-20 54; 2026-06-25 54"
SIGNS = {"facts": "anorexia; fatigue", "labs": "crp 32"}
DOUBTFUL = "2026-01-20 80; 2026-06-18 79; 2026-06-25 70"


@pytest.mark.parametrize(
    ("reason", "primary", "record"),
    [
        (Risk.FEARON_2011, Criterion.EVANS_2008, patient(weights=IN_FIVE_MONTHS)),
        (Risk.EVANS_2008, Criterion.FEARON_2011, patient(weights=IN_A_YEAR, **SIGNS)),
        (Risk.FEARON_2006, Criterion.FEARON_2011, patient(weights="2026-06-25 90 usual; 2026-06-25 75", labs="crp 20")),
        (Risk.GLIM_2019, Criterion.EVANS_2008, patient(weights=IN_FIVE_MONTHS)),
        (Risk.GLIM_2019_LOSS, Criterion.EVANS_2008, patient(weights=IN_FIVE_MONTHS)),
        (Risk.GLIM_2019_BMI, Criterion.FEARON_2011, patient(weights=THIN, heights="175")),
        (
            Risk.AWGC_2023,
            Criterion.FEARON_2011,
            patient(weights="2026-01-20 62.8; 2026-06-25 62.8", heights="175", labs="crp 6"),
        ),
        (Risk.LOSS_12_MONTHS, Criterion.FEARON_2011, patient(weights=IN_A_YEAR, heights="175")),
    ],
)
def test_each_reason_alone_raises_the_status(reason: Risk, primary: Criterion, record: PatientRecord):
    rules = replace(ClinicalRules(primary=primary), at_risk_by=(reason,))
    assert assess(record, rules, AS_OF).risks == (reason,)
    assert assess(record, replace(rules, at_risk_by=()), AS_OF).risks == ()


def test_the_primary_criterion_is_no_reason_beside_itself():
    rules = replace(ClinicalRules(), at_risk_by=(Risk.FEARON_2011,))
    assert assess(patient(weights=IN_FIVE_MONTHS), rules, AS_OF).risks == ()


@pytest.mark.parametrize("record", [patient(weights=DOUBTFUL, cancer=""), patient(weights=DOUBTFUL, born="2012-01-01")])
def test_a_doubt_about_the_weight_of_somebody_who_is_no_subject_is_no_news(record: PatientRecord):
    assert assess(record, ClinicalRules(), AS_OF).status is Status.NOT_APPLICABLE


def test_a_former_cancer_under_two_readings_is_withheld_in_neither():
    assert assess(patient(weights=DOUBTFUL, cancer="inactive"), ClinicalRules(), AS_OF).status is Status.NOT_APPLICABLE


def test_a_failed_read_matters_only_while_something_is_open():
    failed = replace(patient(weights=IN_FIVE_MONTHS), failed=("function", "referrals"))
    assert assess(failed, ClinicalRules(), AS_OF).unread == ()
    undecided = replace(patient(weights="2026-01-20 80; 2026-06-25 78"), failed=("function", "referrals"))
    assert assess(undecided, ClinicalRules(), AS_OF).unread == ("function",)


def test_two_heights_that_contradict_each_other_bound_the_index_only_with_a_weight():
    contradicting = "175 on 2025-01-10; 157 on 2026-05-01"
    bounded = assess(patient(weights=IN_FIVE_MONTHS, heights=contradicting), ClinicalRules(), AS_OF).snapshot.bmi.span
    assert (bounded.exact, bounded.low is not None) == (None, True)
    open_ = assess(patient(weights=DOUBTFUL, heights=contradicting), ClinicalRules(), AS_OF).snapshot.bmi.span
    assert open_.low is None


def test_most_criteria_have_no_stages():
    assert (NO_DETAILS.steps_in_words(), NO_DETAILS.stage_in_words()) == (None, None)
