"""A comparison shows the value that it rests on, or names exactly what is missing."""

from datetime import date
from decimal import Decimal

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.comparisons import bmi, grip, intake, lab, loss, low_muscle, performance_grade, symptom
from cds_service.clinical.cut_offs import BySex
from cds_service.clinical.evidence import Quantity, Sign
from cds_service.clinical.finding import Reasoned
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.span import Span
from cds_service.clinical.verdict import Verdict
from tests.builders import AS_OF, patient
from tests.told import Told, told

RULES = ClinicalRules()
LATEST = date(2026, 6, 28)
CUT_OFFS = BySex(Decimal(28), Decimal(18))


def snapshot(**parts: str) -> Snapshot:
    return assess(patient(**parts), RULES, AS_OF).snapshot


def test_a_laboratory_value_is_shown_with_unit_threshold_date_and_source():
    compared = lab(snapshot(labs="albumin 30; crp 15"), Measure.CRP, ">=", Decimal(10))
    assert told(compared.evidence) == [Told("crp", "15", "mg/L", ">= 10", until=LATEST, source="lab/2")]


def test_an_intake_is_shown_with_its_threshold():
    compared = intake(snapshot(measures="intake 1200"), "<=", Decimal(1500))
    assert told(compared.evidence) == [
        Told("energy_intake", "1200", "kcal/d", "<= 1500", until=LATEST, source="measure/1")
    ]


def test_a_grip_is_shown_with_the_cut_off_of_the_patients_sex():
    compared = grip(snapshot(measures="grip 17", sex="female"), CUT_OFFS)
    assert told(compared.evidence) == [Told("grip_strength", "17", "kg", "< 18", until=LATEST, source="measure/1")]


def test_muscle_is_shown_with_its_method():
    compared = low_muscle(snapshot(muscle="smi-l3-ct 50"), {Measure.SMI_L3_CT: BySex(Decimal(55), Decimal(39))})
    assert told(compared.evidence) == [
        Told("muscle_mass:smi-l3-ct", "50", "cm2/m2", "< 55", until=LATEST, source="muscle/1")
    ]


def test_a_computed_bmi_is_shown_with_the_day_of_the_weight_and_the_source_of_the_height():
    compared = bmi(snapshot(weights="2026-06-28 50", heights="200"), "<", Decimal(20))
    assert told(compared.evidence) == [Told("bmi", "12.50", "kg/m2", "< 20", until=LATEST, source="height/1")]
    assert compared.cautions == ()


def test_a_stored_bmi_is_shown_with_its_own_day_and_flagged():
    compared = bmi(snapshot(measures="bmi 19"), "<", Decimal(20))
    assert told(compared.evidence) == [Told("bmi", "19.00", "kg/m2", "< 20", until=LATEST, source="measure/1")]
    assert compared.cautions == ("stored_bmi",)


@pytest.mark.parametrize(("dated", "day"), [(" on 2026-06-01", date(2026, 6, 1)), ("", None)])
def test_a_symptom_is_shown_with_its_standing_date_and_source(dated: str, day: date | None):
    compared = symptom(snapshot(facts=f"anorexia refuted{dated}"), Sign.ANOREXIA)
    assert told(compared.evidence) == [Told("anorexia", "refuted", until=day, source="Condition/1")]


@pytest.mark.parametrize(
    ("weights", "missing"),
    [
        ("", ("weight",)),
        ("2026-01-15 80; 2026-03-31 76", ("current_weight",)),
        ("2026-06-28 76", ("reference_weight",)),
        ("2025-12 80; 2026-06-28 74", ("weight_date",)),
        ("2026-01-15 80; 2026-06-15 78; 2026-06 74", ("weight_date",)),
        ("2025-06 80; 2026-06-28 74", ("reference_weight",)),
    ],
)
def test_an_unknown_loss_names_what_would_decide_it(weights: str, missing: tuple[str, ...]):
    seen = snapshot(weights=weights)
    unknown = loss(seen, seen.weight.six_months, ">", Decimal(5))
    assert (unknown.missing, unknown.evidence) == (missing, ())


@pytest.mark.parametrize(
    ("weights", "heights", "missing"),
    [
        ("", "", ("height", "weight")),
        ("", "175", ("weight",)),
        ("2026-06-28 76", "", ("height",)),
        ("2026-03-31 76", "175", ("current_weight",)),
    ],
)
def test_an_unknown_bmi_names_what_would_decide_it(weights: str, heights: str, missing: tuple[str, ...]):
    assert bmi(snapshot(weights=weights, heights=heights), "<", Decimal(20)).missing == missing


def test_an_unmeasured_thing_is_named():
    empty = snapshot()
    assert lab(empty, Measure.CRP, ">", Decimal(10)).missing == (Measure.CRP,)
    assert intake(empty, "<=", Decimal(1500)).missing == ("energy_intake",)
    assert grip(empty, CUT_OFFS).missing == ("grip_strength",)
    assert low_muscle(empty, {}).missing == ("muscle_mass",)
    assert symptom(empty, Sign.FATIGUE).missing == ("fatigue",)


def test_a_bound_that_does_not_decide_is_missing_a_value():
    bounds = snapshot(labs="crp <20", measures="intake <2000; grip <30")
    assert lab(bounds, Measure.CRP, ">", Decimal(10)) == Reasoned(Verdict.UNKNOWN, missing=(Measure.CRP,))
    assert intake(bounds, "<=", Decimal(1500)) == Reasoned(Verdict.UNKNOWN, missing=(Quantity.ENERGY_INTAKE,))
    assert grip(bounds, CUT_OFFS) == Reasoned(Verdict.UNKNOWN, missing=(Quantity.GRIP_STRENGTH,))


def test_where_the_cut_offs_of_the_sexes_disagree_the_sex_is_missing():
    assert grip(snapshot(measures="grip 20", sex=""), CUT_OFFS).missing == ("sex",)


@pytest.mark.parametrize(
    ("labs", "analyte", "facts", "cautions"),
    [
        ("crp 180", Measure.CRP, "surgery on 2026-06-25", ("acute_inflammation",)),
        ("crp 4", Measure.CRP, "surgery on 2026-06-25", ("acute_inflammation",)),
        ("crp 180", Measure.CRP, "", ()),
        ("crp 180; albumin 30", Measure.ALBUMIN, "surgery on 2026-06-25", ()),
    ],
)
def test_only_a_crp_carries_the_caution_of_an_acute_inflammation(
    labs: str, analyte: Measure, facts: str, cautions: tuple[str, ...]
):
    assert lab(snapshot(labs=labs, facts=facts), analyte, ">", Decimal(10)).cautions == cautions


@pytest.mark.parametrize(
    ("measures", "grade", "cautions"),
    [
        ("karnofsky 40", Span.between(3, 4), ("ecog_from_karnofsky",)),
        ("karnofsky 50", Span.between(0, 2), ("ecog_from_karnofsky",)),
        ("karnofsky 40; ecog 2", Span.exactly(2), ()),
        ("", None, ()),
    ],
)
def test_a_karnofsky_index_stands_for_a_range_of_grades(measures: str, grade: Span | None, cautions: tuple[str, ...]):
    assert performance_grade(snapshot(measures=measures)) == (grade, cautions)
