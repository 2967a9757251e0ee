"""One sentence, the finding and the number that matters, below 140 characters."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_service.cards.summary import fitting, summarise
from cds_service.clinical.confounder_rules import ConfounderCode
from cds_service.clinical.facts import Kind, Standing
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Measured, Recorded, WeightKind
from cds_service.clinical.ruleset import ClinicalRules, Criterion
from cds_service.clinical.span import Span
from tests.unit.cards import patients
from tests.unit.cards.patients import CANCER, ENGLISH, assessed, cards_of, day, fact, height, lab, patient, weight


def summary(record: object, **more: object) -> str:
    return cards_of(record, **more)[0].summary


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("cachexia", "Cancer cachexia criteria met: 10.0 % weight loss in 5 months (Fearon 2011)"),
        ("precachexia", "Possible pre-cachexia: 3.0 % weight loss with poor appetite and CRP 15 mg/L"),
        ("at_risk", "Fearon 2011 not met, but low BMI (20.5) with CRP 8 mg/L meets AWGC 2023"),
        ("undetermined", "Cachexia cannot be assessed: last weight is 103 days old"),
        ("withheld", "Weight change not judged: ascites may hide tissue loss"),
        (
            "refractory_suspected",
            "Weight loss of 15.0 % in comfort care: consider symptom relief and support for patient and family",
        ),
    ],
)
def test_each_status_has_its_sentence(status: str, words: str) -> None:
    assessment = assessed(patients.BY_STATUS[status])
    assert assessment.status == status
    assert summary(assessment) == words


def test_a_branch_of_two_values_tells_both() -> None:
    thin = patient(weight("55.0", 150), weight("53.0", 2), heights=(height("165"),))
    assert summary(thin) == (
        "Cancer cachexia criteria met: 3.6 % weight loss in 5 months with low BMI (19.5) (Fearon 2011)"
    )


def test_a_bmi_that_decides_by_its_second_decimal_shows_it() -> None:
    thin = patient(weight("56.0", 150), weight("54.35", 2), heights=(height("165"),))
    assert "low BMI (19.96)" in summary(thin)


def test_a_loss_that_decides_by_its_second_decimal_shows_it() -> None:
    assert "5.02 % weight loss" in summary(patient(patients.pounds("176.4", 150), weight("76.0", 2)))


def test_low_muscle_is_named_with_its_value() -> None:
    muscle = Measured(
        Measure.SMI_L3_CT, Span.exactly(Decimal("36.5")), Recorded("36.5", "cm2/m2", day(20), "Observation/ct")
    )
    lean = patient(weight("70.0", 150), weight("68.0", 2), values=(muscle,))
    assert summary(lean) == (
        "Cancer cachexia criteria met: 2.9 % weight loss in 5 months with low muscle mass (36.5 cm²/m²) (Fearon 2011)"
    )


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (patient(), "Cachexia cannot be assessed: no usable weight on record"),
        (patient(weight("70", 3)), "Cachexia cannot be assessed: no earlier weight to compare with"),
        (patients.UNDECIDED, "Cachexia cannot be decided: 3.0 % weight loss in 5 months; not known: muscle mass"),
    ],
)
def test_what_is_missing_is_named(record: object, words: str) -> None:
    assert summary(record) == words


@pytest.mark.parametrize(
    ("facts", "weights", "words"),
    [
        (
            (CANCER, fact(Kind.DIALYSIS)),
            (weight("70", 100), weight("66", 2)),
            "Weight change not judged: no two weights after dialysis to compare",
        ),
        (
            (CANCER, fact(Kind.AMPUTATION, 50)),
            (weight("85", 150), weight("78", 2)),
            "Weight change not judged: an amputation may explain it",
        ),
        (
            (fact(Kind.CANCER, 300, "remission", Standing.INACTIVE),),
            (weight("80", 160), weight("70", 2)),
            "12.5 % weight loss in 5 months, but the cancer is not recorded as active: worth a look",
        ),
        (
            (CANCER, fact(Kind.FLUID, 30, "heart failure")),
            (weight("70", 150), weight("70", 2)),
            "Weight change not judged: fluid in heart failure may hide tissue loss",
        ),
    ],
)
def test_a_withheld_result_says_why(facts: tuple, weights: tuple, words: str) -> None:
    assert summary(patient(*weights, facts=facts)) == words


@pytest.mark.parametrize(
    ("facts", "measures", "setting"),
    [
        ((CANCER,), (patients.ecog(4),), "with performance status ECOG 4"),
        ((CANCER, fact(Kind.PALLIATIVE_CARE)), (patients.ecog(3),), "in palliative care"),
    ],
)
def test_comfort_comes_first_for_a_named_reason(facts: tuple, measures: tuple, setting: str) -> None:
    record = patient(weight("80", 150), weight("68", 5), facts=facts, values=measures)
    assert summary(record).startswith(f"Weight loss of 15.0 % {setting}: consider symptom relief")


@pytest.mark.parametrize("primary", list(Criterion))
def test_every_criterion_can_be_the_primary_one(primary: Criterion) -> None:
    intake = Measured(Measure.INTAKE, Span.exactly(1100), Recorded("1100", "kcal/d", day(3), "Observation/i"))
    grip = Measured(Measure.GRIP, Span.exactly(12), Recorded("12", "kg", day(3), "Observation/g"))
    ill = patient(
        weight("60.0", 150),
        weight("52.0", 2),
        facts=(CANCER, patients.POOR_APPETITE, fact(Kind.FATIGUE, 30)),
        heights=(height("170"),),
        values=(patients.CRP_15, patients.ALBUMIN_32, intake, grip),
    )
    assessment = assessed(ill, ClinicalRules(primary=primary))
    said = summary(assessment)
    assert assessment.status == "cachexia"
    assert ("Malnutrition" in said) == (primary is Criterion.GLIM_2019)
    assert said.endswith(f"({primary.value.partition('_')[0].capitalize()} {primary.value[-4:]})") or primary in {
        Criterion.GLIM_2019,
        Criterion.AWGC_2023,
    }


@pytest.mark.parametrize("code", list(ConfounderCode))
def test_every_confounder_can_withhold_the_result(code: ConfounderCode) -> None:
    assessment = assessed(patients.WITHHELD)
    confounder = replace(assessment.confounders[0], code=code, detail="x" * 500)
    said = summarise(replace(assessment, confounders=(confounder,)), ENGLISH)
    assert 0 < len(said) < 140


def test_a_sentence_keeps_its_end_and_drops_evidence() -> None:
    """The most that GLIM can weigh: which definition is met matters more than the third value."""
    muscle = Measured(
        Measure.SMI_L3_CT, Span.exactly(Decimal("36.123")), Recorded("36.123", "cm2/m2", day(20), "Observation/ct")
    )
    record = patient(weight("80.000", 300), weight("50.001", 2), heights=(height("165.5"),), values=(muscle,))
    record = replace(record, birth=None)
    said = summary(record)
    assert said.endswith("meets GLIM 2019 (malnutrition)")
    assert len(said) < 140


@given(st.text(min_size=1))
def test_a_sentence_that_is_too_long_is_cut_to_fit(text: str) -> None:
    sentence = (text * 200)[:400]
    fitted = fitting(sentence)
    assert len(fitted.encode("utf-16-le", "surrogatepass")) // 2 < 140


def test_a_sentence_that_fits_is_left_alone() -> None:
    assert fitting("a" * 139) == "a" * 139
    assert fitting("word " * 40).endswith("word…")


@given(
    st.decimals(23, 340, places=2),
    st.decimals(23, 340, places=2),
    st.integers(1, 182),
    st.decimals(0, 1000, places=3),
    st.sampled_from(list(WeightKind)),
)
def test_any_numbers_fit(before: Decimal, now: Decimal, days: int, crp: Decimal, kind: WeightKind) -> None:
    record = patient(
        weight(str(before), days + 2, kind),
        weight(str(now), 2),
        facts=(CANCER, patients.POOR_APPETITE),
        heights=(height("170"),),
        values=(lab(Measure.CRP, str(crp), "mg/L"),),
    )
    for card in cards_of(record):
        assert 0 < len(card.summary) < 140
        assert "<" not in (card.detail or "")
