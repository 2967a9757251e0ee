"""What a trial leaves open admits everyone; what is not known of a patient or a trial is named."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.facts import Coding
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.trials import CodePrefix, Fit, Trial
from tests.builders import AS_OF, patient

OPEN = Trial("T1", "A trial", "https://example.org/t1", least_age=None, stages=())


def match(trial: Trial, **parts: str) -> tuple[Fit, Sequence[str]]:
    [found] = assess(patient(weights="100 -> 93", **parts), ClinicalRules(), AS_OF, [trial]).trials
    return found.fit, found.unknown


def test_a_trial_without_limits_admits_a_patient_of_whom_nothing_is_known():
    assert match(OPEN, born="", sex="") == (Fit.FITS, ())


def test_a_trial_without_stages_admits_every_stage():
    assert match(replace(OPEN, stages=())) == (Fit.FITS, ())
    assert match(replace(OPEN, stages=("precachexia",))) == (Fit.DOES_NOT_FIT, ())


def test_a_trial_whose_eligibility_is_not_fully_known_may_fit_at_most():
    assert match(replace(OPEN, eligibility_known=False)) == (Fit.MAY_FIT, ("eligibility",))


def test_a_trial_whose_eligibility_is_not_fully_known_can_still_not_fit():
    assert match(replace(OPEN, eligibility_known=False, stages=("precachexia",))) == (Fit.DOES_NOT_FIT, ())


def test_everything_unknown_is_named():
    asks_all = replace(OPEN, least_age=18, greatest_ecog=2, mgps=(2,), cancers=(CodePrefix("icd-10", "C25"),))
    fit, unknown = match(asks_all, born="")
    assert fit is Fit.MAY_FIT
    assert unknown == ("cancer_type", "age", "performance_status", "mgps")


@pytest.mark.parametrize(
    ("wanted", "code", "covered"),
    [
        (("snomed", "363418001"), "363418001", True),
        (("snomed", "363418"), "363418001", False),
        (("icd-10", "C25"), "C25.0", True),
        (("icd-10", "C25.0"), "C25", False),
        (("icd-10", "c25"), "C250", True),
    ],
)
def test_codes_that_begin_alike_belong_together_in_icd_only(wanted: tuple[str, str], code: str, covered: bool):
    assert CodePrefix(*wanted).covers(Coding(wanted[0], code)) is covered
