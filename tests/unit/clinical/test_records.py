"""Facts about records, dates, laboratory pairs, referrals and trials that no table shows."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.calendar import When
from cds_service.clinical.facts import Kind, Standing
from cds_service.clinical.laboratory import changed_assay, raised_twice, read_laboratory, slipped_unit
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Reason, Sex
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.span import Span
from cds_service.clinical.trials import CodePrefix, Fit, Trial
from tests.builders import AS_OF, patient, when

RULES = ClinicalRules()


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match=r"^a period ends before it begins$"):
        When(date(2026, 2, 1), date(2026, 1, 31))


@pytest.mark.parametrize("text", ["2026-01-15", "2026-01", "2026"])
def test_a_date_is_written_as_it_was_read(text: str):
    assert when(text).iso == text


def test_a_record_lists_facts_by_kind_and_standing():
    record = patient(facts="anorexia refuted; anorexia on 2026-01-01; fatigue")
    assert [one.source for one in record.stated(Kind.ANOREXIA)] == ["Condition/2"]
    assert [one.source for one in record.stated(Kind.ANOREXIA, Standing.REFUTED)] == ["Condition/1"]


@pytest.mark.parametrize(
    ("died", "dead"), [("2026-06-30", True), ("2026-07-01", False), ("2026-06", True), ("", False)]
)
def test_a_patient_is_dead_from_the_first_possible_day_on(died: str, dead: bool):
    assert patient(died=died).dead_on(AS_OF) is dead


def test_a_patient_stated_to_be_dead_is_dead_without_a_date():
    assert replace(patient(), deceased=True).dead_on(AS_OF)


def test_of_two_albumins_equally_near_the_later_is_paired():
    record = patient(labs="crp 15 on 2026-06-10; albumin 30 on 2026-06-08; albumin 40 on 2026-06-12")
    assert assess(record, RULES, AS_OF).scores.mgps == 1


def test_a_change_of_dye_matters_near_the_cut_off():
    near = patient(labs="albumin 38 on 2026-06-01 bcg; albumin 34 on 2026-06-20 bcp")
    far = patient(labs="albumin 48 on 2026-06-01 bcg; albumin 45 on 2026-06-20 bcp")
    cut = RULES.mgps.albumin_g_per_l
    results = [read_laboratory(one, AS_OF, RULES).results[Measure.ALBUMIN] for one in (near, far)]
    assert [changed_assay(one, cut, RULES.lab_plausibility) for one in results] == [True, False]


def test_a_tenfold_crp_in_another_unit_is_suspect():
    slipped = patient(labs="crp 1.5 mg/L on 2026-06-01; crp 1.5 mg/dL on 2026-06-20")
    true = patient(labs="crp 1.5 mg/L on 2026-06-01; crp 15 mg/L on 2026-06-20")
    results = [read_laboratory(one, AS_OF, RULES).results[Measure.CRP] for one in (slipped, true)]
    assert [slipped_unit(one, RULES.lab_plausibility) for one in results] == [True, False]


def test_however_many_partial_dates_a_window_holds_they_count():
    vague = "; ".join(f"2026-01 {kg}" for kg in range(80, 89))
    history = assess(patient(weights=f"{vague}; 2026-06-28 70"), RULES, AS_OF).snapshot.weight
    assert history.six_months.percent == Span.exactly(Fraction(1800, 88))
    assert history.excluded == ()


def test_partial_dates_that_a_window_may_hold_leave_it_open():
    vague = "; ".join(f"2025-12 {kg}" for kg in range(80, 89))
    history = assess(patient(weights=f"{vague}; 2026-06-28 70"), RULES, AS_OF).snapshot.weight
    assert history.six_months.percent == Span()
    assert [one.reason for one in history.excluded] == [Reason.DATE_MISSING] * 9


def test_of_several_referrals_of_a_kind_an_undated_or_the_latest_is_named():
    record = patient(weights="100 -> 93", referrals="nutrition; nutrition on 2026-05-01; nutrition on 2026-04-01")
    [active] = assess(record, RULES, AS_OF).active_referrals
    assert (active.kind, active.since, active.source) == (ReferralKind.NUTRITION, None, "referral/1")
    dated = patient(weights="100 -> 93", referrals="nutrition on 2026-05-01; nutrition on 2026-04-01")
    assert [one.since for one in assess(dated, RULES, AS_OF).active_referrals] == [when("2026-05-01")]


def test_referrals_come_in_the_order_of_their_cards():
    assessment = assess(patient(weights="100 -> 93", measures="ecog 3"), RULES, AS_OF)
    assert assessment.referrals == (
        ReferralKind.NUTRITION,
        ReferralKind.PHYSIOTHERAPY,
        ReferralKind.PSYCHOSOCIAL,
        ReferralKind.TRIALS,
        ReferralKind.PALLIATIVE,
    )


def test_trials_that_fit_come_first_in_the_registrys_order():
    open_to_all = Trial("T1", "Any", "https://example.org/1")
    for_women = Trial("T2", "Women", "https://example.org/2", sex=Sex.FEMALE)
    needs_ecog = Trial("T3", "Fit", "https://example.org/3", greatest_ecog=1)
    closed = Trial("T4", "Closed", "https://example.org/4", recruitment="closed")
    again = replace(open_to_all, identifier="T5")
    registry = (for_women, needs_ecog, open_to_all, closed, again)
    matches = assess(patient(weights="100 -> 93"), RULES, AS_OF, registry).trials
    assert [(one.trial.identifier, one.fit) for one in matches] == [
        ("T1", Fit.FITS),
        ("T5", Fit.FITS),
        ("T3", Fit.MAY_FIT),
        ("T2", Fit.DOES_NOT_FIT),
    ]


def test_a_code_covers_its_subdivisions_in_its_own_system():
    pancreas = CodePrefix("icd-10", "C25")
    record = patient(cancer="active icd-10=C25.0")
    other = patient(cancer="active snomed=C25.0")
    assert [pancreas.covers(one.facts[0].coding) for one in (record, other) if one.facts[0].coding] == [True, False]


@pytest.mark.parametrize(
    ("labs", "twice"),
    [
        ("crp 15 on 2026-06-01; crp 15 on 2026-06-08", True),
        ("crp 15 on 2026-06-01; crp 15 on 2026-06-07", False),
        ("crp 15 on 2026-06-01; crp 10 on 2026-06-20", False),
        ("crp 15 on 2026-06-01; crp 4 on 2026-06-10; crp 30 on 2026-06-20", True),
        ("crp 15", False),
        ("", False),
    ],
)
def test_a_crp_is_persistent_when_it_is_raised_twice_a_week_apart(labs: str, twice: bool):
    crps = read_laboratory(patient(labs=labs), AS_OF, RULES).results.get(Measure.CRP, ())
    assert raised_twice(crps, RULES.mgps.crp_mg_per_l, RULES.lab_plausibility) is twice


def test_a_single_raised_crp_behind_a_weak_status_is_said():
    record = patient(weights="80.0 -> 77.6", labs="crp 15", facts="cancer; anorexia")
    assert "single_raised_crp" in assess(record, RULES, AS_OF).cautions


def test_a_crp_raised_twice_behind_a_weak_status_is_not_questioned():
    record = patient(weights="80.0 -> 77.6", labs="crp 15; crp 15 on 2026-06-01", facts="anorexia")
    assert "single_raised_crp" not in assess(record, RULES, AS_OF).cautions


def test_a_weak_status_that_rests_on_no_crp_questions_none():
    assert assess(patient(weights="2026-06-28 53.6", measures="bmi 17.5"), RULES, AS_OF).cautions == ()


@pytest.mark.parametrize(("day", "said"), [("2026-01-15", True), ("2026-06-28", True), ("2026-01-14", False)])
def test_an_operation_between_the_two_weights_is_said(day: str, said: bool):
    record = patient(weights="80.0 -> 74.0", facts=f"cancer; surgery on {day}")
    assert ("operation_between_weights" in assess(record, RULES, AS_OF).cautions) is said


def test_an_albumin_in_the_wrong_unit_is_a_unit_error():
    laboratory = read_laboratory(patient(labs="albumin 410; crp 2000"), AS_OF, RULES)
    reasons = {one.measure: one.reason for one in laboratory.excluded}
    assert reasons == {Measure.ALBUMIN: Reason.UNIT_SUSPECT, Measure.CRP: Reason.IMPLAUSIBLE}
