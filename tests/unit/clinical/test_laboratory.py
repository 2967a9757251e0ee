"""Which laboratory values count: their order, their units, and what an infection or an operation does to them."""

from datetime import date
from fractions import Fraction

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.laboratory import Laboratory, raised_twice, read_laboratory, slipped_unit
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Reason
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.span import Span
from tests.builders import AS_OF, patient

RULES = ClinicalRules()


def laboratory(labs: str, facts: str = "") -> Laboratory:
    return read_laboratory(patient(labs=labs, facts=facts), AS_OF, RULES)


def latest_crp(labs: str, facts: str = "") -> Span | None:
    crp = laboratory(labs, facts).latest(Measure.CRP)
    return crp.span if crp else None


def test_a_value_left_out_is_listed_as_the_record_gives_it():
    [left_out] = laboratory("albumin 410 g/L on 2026-06-20").excluded
    assert (left_out.source, left_out.measure, left_out.text) == ("lab/1", Measure.ALBUMIN, "410 g/L")
    assert left_out.when is not None
    assert left_out.when.day == date(2026, 6, 20)


def test_a_value_from_the_future_is_listed():
    [left_out] = laboratory("crp 15 on 2026-07-01").excluded
    assert (left_out.measure, left_out.reason) == (Measure.CRP, Reason.DATE_FUTURE)


def test_a_molar_value_is_in_mass_once_it_is_read():
    read = laboratory("crp 100 nmol/L; albumin 526 umol/L")
    [crp], [albumin] = read.results[Measure.CRP], read.results[Measure.ALBUMIN]
    assert (crp.molar, albumin.molar) == (False, False)
    assert albumin.span == Span.exactly(Fraction("34.979"))


def test_a_number_goes_before_a_bound_of_the_same_day():
    assert latest_crp("crp <5; crp 0.5") == Span.exactly(Fraction("0.5"))


def test_the_higher_of_two_values_of_one_day_counts():
    assert latest_crp("crp 30; crp 15") == Span.exactly(30)


@pytest.mark.parametrize(
    ("facts", "acute"),
    [
        ("infection", True),
        ("infection inactive", False),
        ("infection refuted", False),
        ("surgery inactive on 2026-06-25", True),
        ("surgery refuted on 2026-06-25", False),
        ("infection on 2026-06-29", True),
        ("infection on 2026-06-30", False),
        ("infection on 2026-06", True),
        ("infection on 2026-05", True),
        ("infection event on 2026-05", True),
        ("infection event on 2026-04", False),
        ("fever on 2026-06-25", False),
        ("fever on 2026-06-25; neutropenia", True),
        ("chronic_disease inactive on 2026-06-25", False),
    ],
)
def test_an_infection_or_operation_around_the_sample_makes_a_crp_acute(facts: str, acute: bool):
    assert laboratory("crp 180", facts).acute is acute


@pytest.mark.parametrize("crp", ["<10", "<=10"])
def test_an_operation_leaves_an_upper_bound_of_crp_what_it_is(crp: str):
    assert latest_crp(f"crp {crp}", "surgery on 2026-06-25") == latest_crp(f"crp {crp}")


def test_an_operation_turns_a_crp_into_an_upper_bound():
    assert latest_crp("crp 180", "surgery on 2026-06-25") == Span(None, Fraction(180))


def test_an_albumin_infusion_voids_albumin_and_nothing_else():
    read = laboratory("crp 4; albumin 30", "albumin_infusion on 2026-06-21")
    assert list(read.results) == [Measure.CRP]
    assert [(one.measure, one.reason) for one in read.excluded] == [(Measure.ALBUMIN, Reason.IMPLAUSIBLE)]


@pytest.mark.parametrize(("first", "twice"), [("2026-06", False), ("2026-05", True)])
def test_a_week_between_two_raised_crps_must_be_certain(first: str, twice: bool):
    crps = laboratory(f"crp 15 on {first}; crp 15 on 2026-06-20").results[Measure.CRP]
    assert raised_twice(crps, RULES.mgps.crp_mg_per_l, RULES.lab_plausibility) is twice


@pytest.mark.parametrize(
    ("labs", "suspect"),
    [
        ("crp 1.5 mg/L on 2026-06-01; crp 1.2 mg/dL on 2026-06-20", True),
        ("crp 1.5 mg/L on 2026-06-01; crp 1.19 mg/dL on 2026-06-20", False),
        ("crp 1.5 mg/L on 2026-06-01; crp 1.8 mg/dL on 2026-06-20", True),
        ("crp 1.5 mg/L on 2026-06-01; crp 1.81 mg/dL on 2026-06-20", False),
        ("crp 20 mg/L on 2026-06-01; crp 20 mg/dL on 2026-06-20", True),
        ("crp 20 mg/L on 2026-06-01; crp 20.1 mg/dL on 2026-06-20", False),
        ("crp 1.5 mg/dL on 2026-06-01; crp 15 mg/L on 2026-06-20", False),
        ("crp 1.5 mg/dL on 2026-06-20", False),
        ("crp <1 mg/L on 2026-06-01; crp 1 mg/dL on 2026-06-20", False),
        ("crp 1.5 mg/L on 2026-06-01; crp >1.5 mg/dL on 2026-06-20", False),
        ("crp 1 mg/L on 2026-05-01; crp 9 mg/L on 2026-06-01; crp 1 mg/dL on 2026-06-20", False),
    ],
)
def test_a_slipped_unit_shows_as_a_jump_of_about_ten(labs: str, suspect: bool):
    assert slipped_unit(laboratory(labs).results[Measure.CRP], RULES.lab_plausibility) is suspect


@pytest.mark.parametrize(
    ("latest", "changed"),
    [("40.5 on 2026-06-20 bcp", True), ("40.6 on 2026-06-20 bcp", False), ("29.5 on 2026-06-20 bcp", True)],
)
def test_a_change_of_dye_matters_within_its_known_difference(latest: str, changed: bool):
    record = patient(labs=f"albumin 38 on 2026-06-01 bcg; albumin {latest}")
    assert ("albumin_assay_changed" in assess(record, RULES, AS_OF).cautions) is changed


def test_a_slipped_unit_of_crp_is_said():
    slipped = patient(labs="crp 1.5 mg/L on 2026-06-01; crp 1.5 mg/dL on 2026-06-20")
    assert "crp_unit_suspect" in assess(slipped, RULES, AS_OF).cautions


@pytest.mark.parametrize(
    "labs",
    [
        "albumin 38 on 2026-06-01 bcg; albumin 34 on 2026-06-20 bcg",
        "albumin 45 on 2026-06-01 bcg; albumin 36 on 2026-06-10 bcp; albumin 45 on 2026-06-20 bcg",
    ],
)
def test_one_dye_or_a_latest_albumin_far_from_the_cut_off_raises_no_question(labs: str):
    assert "albumin_assay_changed" not in assess(patient(labs=labs), RULES, AS_OF).cautions


def test_an_old_operation_is_not_named_for_a_recent_crp():
    facts = "cancer; surgery on 2010-01-01; surgery on 2026-06-20"
    found = assess(patient(weights="80.0 -> 74.0", labs="crp 180", facts=facts), RULES, AS_OF).confounders
    (acute,) = [one for one in found if one.code == "acute_inflammation"]
    assert acute.when is not None
    assert (acute.when.iso, len(acute.sources)) == ("2026-06-20", 1)


def test_an_albumin_before_the_infusion_is_the_patients_own():
    before = patient(labs="albumin 20 on 2026-06-20", facts="albumin_infusion on 2026-06-21")
    after = patient(labs="albumin 20 on 2026-06-22", facts="albumin_infusion on 2026-06-21")
    usable = [read_laboratory(one, AS_OF, RULES).latest(Measure.ALBUMIN) is not None for one in (before, after)]
    assert usable == [True, False]
