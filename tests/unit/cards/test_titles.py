"""One sentence below 140 characters: what was lost, what else counts, what would change one's mind."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_service.cards.title import fitting, title
from cds_service.clinical.caution import Caution
from cds_service.clinical.confounder_rules import Action, ConfounderCode
from cds_service.clinical.confounders import Confounder
from cds_service.clinical.facts import Coding, Fact, Kind, Standing
from cds_service.clinical.finding import Finding
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Excluded, Measured, PatientRecord, Reason, Recorded, WeightKind
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.ruleset import ClinicalRules, Criterion
from cds_service.clinical.span import Span
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict
from tests.unit.cards import patients
from tests.unit.cards.patients import CANCER, ENGLISH, assessed, cards_of, day, fact, height, lab, patient, weight

LOST = "Lost 8.0 kg (10.0 %) in 5 months"
CT = Recorded("36.5", "cm2/m2", day(20), "Observation/ct")
LOW_MUSCLE = Measured(Measure.SMI_L3_CT, Span.exactly(Decimal("36.5")), CT)


def said(record: PatientRecord, rules: ClinicalRules | None = None) -> str:
    return title(assessed(record, rules), ENGLISH)


def with_confounder(code: ConfounderCode, action: Action, detail: str = "") -> str:
    assessment = assessed(patients.CACHEXIA)
    return title(replace(assessment, confounders=(Confounder(code, action, detail),)), ENGLISH)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("cachexia", f"{LOST}: meets cachexia criteria; no dietitian referral yet"),
        ("precachexia", "Lost 2.1 kg (3.0 %) in 5 months, poor appetite, CRP 15 mg/L: possible pre-cachexia"),
        ("at_risk", "Underweight (BMI 18.3), CRP 22 mg/L: at nutritional risk"),
        ("undetermined", "Lost 6.0 kg (7.5 %) by 19 Mar, not weighed for 103 days: please weigh again"),
        ("withheld", "Lost 0.5 kg with ascites: wasting cannot be ruled out"),
        ("refractory_suspected", "Weight loss in comfort care: comfort first"),
    ],
)
def test_each_status_has_its_sentence(status: str, words: str) -> None:
    assessment = assessed(patients.BY_STATUS[status])
    assert assessment.status == status
    assert title(assessment, ENGLISH).startswith(words)


@pytest.mark.parametrize(
    ("record", "observed"),
    [
        (
            patient(weight("55.0", 150), weight("53.0", 2), heights=(height("165"),)),
            "Lost 2.0 kg (3.6 %) in 5 months, BMI 19.5: meets",
        ),
        (
            patient(weight("56.0", 150), weight("54.35", 2), heights=(height("165"),)),
            "Lost 1.7 kg (2.9 %) in 5 months, BMI 19.96: meets",
        ),
        (
            patient(patients.pounds("176.4", 150), weight("76.0", 2)),
            "Lost 4.0 kg (5.02 %) in 5 months: meets",
        ),
        (
            patient(weight("70.0", 150), weight("68.0", 2), values=(LOW_MUSCLE,)),
            "Lost 2.0 kg (2.9 %) in 5 months, low muscle mass: meets",
        ),
        (
            patient(weight("70.0", 150), weight("68.0", 2), facts=(CANCER, fact(Kind.SARCOPENIA, 30))),
            "Lost 2.0 kg (2.9 %) in 5 months, low muscle mass: meets",
        ),
        (patient(weight("75.0", 25), weight("69.0", 2)), "Lost 6.0 kg (8.0 %) in 23 days: meets"),
    ],
)
def test_the_numbers_that_decide_stand_in_it(record: PatientRecord, observed: str) -> None:
    assert said(record).startswith(observed)


@pytest.mark.parametrize(
    ("weights", "course"),
    [
        ((weight("80", 160), weight("72", 110), weight("75", 2)), "now regaining"),
        ((weight("80", 160), weight("72", 100), weight("72", 2)), "now stable"),
    ],
)
def test_a_loss_that_is_past_says_so(weights: tuple, course: str) -> None:
    assert f", {course}: meets cachexia criteria" in said(patient(*weights))


@pytest.mark.parametrize(
    ("code", "detail", "words"),
    [
        (ConfounderCode.INTENTIONAL_LOSS, "tirzepatide", f"{LOST}, on tirzepatide: intended, or cachexia?"),
        (ConfounderCode.INTENTIONAL_LOSS, "", f"{LOST}: intended, or cachexia?"),
        (ConfounderCode.FLUID_OVERLOAD, "ascites", f"{LOST}: meets cachexia criteria; ascites may explain part of it"),
        (ConfounderCode.CACHEXIA_ALREADY_CODED, "", f"{LOST}: meets cachexia criteria; no dietitian referral yet"),
    ],
)
def test_what_would_change_ones_mind_stands_in_it(code: ConfounderCode, detail: str, words: str) -> None:
    assert with_confounder(code, Action.DOWNGRADE, detail) == words


def test_a_cancer_that_is_only_suspected_is_called_so() -> None:
    suspected = replace(CANCER, cautions=(Caution.CANCER_UNCONFIRMED,))
    record = replace(patients.CACHEXIA, facts=(suspected,))
    assert said(record) == f"{LOST} with suspected cancer: cachexia criteria would be met"
    assert "suspected" not in said(replace(record, facts=(suspected, CANCER)))
    malnutrition = said(record, ClinicalRules(primary=Criterion.GLIM_2019))
    assert malnutrition == f"{LOST} with suspected cancer: malnutrition criteria would be met"


@pytest.mark.parametrize(
    ("unavailable", "words"),
    [
        (("procedures",), "hospice, operations not checked"),
        (("function",), "performance status not checked"),
        (("function", "procedures"), "hospice, operations, performance status not checked"),
        (("heights", "medications"), "no dietitian referral yet"),
        (("referrals",), "meets cachexia criteria"),
    ],
)
def test_what_was_not_looked_at_stands_in_it(unavailable: tuple[str, ...], words: str) -> None:
    assert said(replace(patients.CACHEXIA, unavailable=unavailable)).endswith(words)


def test_a_referral_that_exists_is_not_missed() -> None:
    assert said(patients.with_referral(patients.CACHEXIA, ReferralKind.NUTRITION, None)).endswith("cachexia criteria")


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (patient(), "No weight on record: please weigh"),
        (
            patient(excluded=(Excluded("Observation/x", Reason.STATUS, Measure.WEIGHT, "80 kg", day(3)),)),
            "No usable weight on record: please weigh again",
        ),
        (
            patient(
                weight("80", 150),
                excluded=(Excluded("Observation/x", Reason.UNIT_MISSING, Measure.WEIGHT, "72", day(3)),),
            ),
            "A weight without a usable unit was left out and may decide: please check it",
        ),
        (patient(weight("70", 3)), "One weight: no earlier weight on record; please ask"),
        (
            patient(weight("70", 3), facts=(CANCER, fact(Kind.WEIGHT_LOSS, 20))),
            "Weight loss or malnutrition is coded: no earlier weight on record; please ask",
        ),
        (
            patient(weight("50", 3), heights=(height("165"),)),
            "Underweight (BMI 18.4): at nutritional risk; no earlier weight on record",
        ),
        (
            patient(weight("53", 3), heights=(height("165"),)),
            "BMI 19.5: no earlier weight on record; please ask",
        ),
        (patient(weight("72", 500), weight("70", 3)), "One weight: no weight to compare with; please ask"),
        (patients.UNDECIDED, "Lost 2.1 kg (3.0 %) in 5 months: below the cachexia limit; muscle is not known"),
        (
            replace(patients.UNDECIDED, heights=()),
            "Lost 2.1 kg (3.0 %) in 5 months: below the cachexia limit; not known: height and muscle mass",
        ),
        (
            patient(weight("80", 150), weight("76.8", 3), heights=(height("172"),)),
            "Lost 3.2 kg (4.0 %) in 5 months: just below the cachexia limit; muscle is not known",
        ),
        (
            patient(weight("80", 200), weight("77.6", 3), heights=(height("172"),)),
            "Lost 2.4 kg (3.0 %) in 28 weeks: no weight within six months to compare with",
        ),
    ],
)
def test_what_is_missing_is_named(record: PatientRecord, words: str) -> None:
    assert said(record) == words


def test_a_read_that_failed_is_named() -> None:
    failed = replace(patients.UNDECIDED, unavailable=("function",), failed=("function",))
    assert said(failed).endswith("could not be read: function, appetite and muscle")


def test_a_doubtful_last_weight_goes_before_everything() -> None:
    doubtful = patient(weight("80", 150), weight("79", 9), weight("70", 2))
    assert said(doubtful) == "Latest weight 70.0 kg does not fit 79.0 kg 7 days before: please weigh again"


def test_kilograms_that_may_be_pounds_go_before_everything() -> None:
    mixed = patient(weight("176", 150), weight("76", 2))
    assert said(mixed) == "Weights 176.0 and 76.0 do not fit: kilograms or pounds? Please weigh again"


def test_weights_of_one_day_that_contradict_each_other_are_named() -> None:
    contradicting = patient(weight("80", 150), weight("72", 2), weight("81", 2))
    assert said(contradicting) == "Weights of one day contradict each other (72 kg and 81 kg): please weigh again"


def test_one_weight_that_is_left_decides_nothing() -> None:
    left = patient(weight("176", 150), weight("76", 2), heights=(height("140"),))
    assert said(left) == "A weight of 176 kg may be wrong, and one alone decides nothing: please weigh again"


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
            "Lost 10.0 kg (12.5 %) in 5 months; cancer recorded as in remission: worth a look",
        ),
        (
            (fact(Kind.CANCER, 300, "history", Standing.INACTIVE),),
            (weight("80", 160), weight("70", 2)),
            "Lost 10.0 kg (12.5 %) in 5 months; cancer recorded only as history: worth a look",
        ),
        (
            (CANCER, fact(Kind.FLUID, 30, "ascites")),
            (weight("70", 150), weight("74", 2)),
            "Weight up 4.0 kg with ascites: wasting cannot be ruled out",
        ),
        (
            (CANCER, fact(Kind.FLUID, 30, "ascites")),
            (weight("70", 150), weight("70", 2)),
            "Weight steady with ascites: wasting cannot be ruled out",
        ),
    ],
)
def test_a_withheld_result_says_why(facts: tuple, weights: tuple, words: str) -> None:
    assert said(patient(*weights, facts=facts)) == words


def test_fluid_without_a_change_is_named_too() -> None:
    assessment = assessed(patients.WITHHELD)
    none = replace(assessment.snapshot, weight=assessed(patient(weight("70", 2))).snapshot.weight)
    findings = {key: Finding(Verdict.NOT_MET) for key in assessment.findings}
    assert (
        title(replace(assessment, snapshot=none, findings=findings), ENGLISH)
        == "With ascites, wasting cannot be ruled out"
    )


def test_diagnoses_that_nobody_knows_are_asked_about() -> None:
    unknown = (Coding("urn:x", "1"), Coding("urn:x", "2"))
    assessment = assessed(replace(patients.CACHEXIA, unrecognised=unknown, unrecognised_diagnoses=2))
    asked = title(replace(assessment, status=Status.UNDETERMINED), ENGLISH)
    assert asked == f"{LOST}: 2 diagnoses could not be recognised; is one of them cancer?"


def test_a_usual_weight_is_called_stated_and_has_no_date() -> None:
    record = patient(weight("90", 2, WeightKind.USUAL), weight("75", 2), heights=(height("172"),))
    assert said(record) == "Lost 15.0 kg (16.7 %) from the usual weight, as stated: at nutritional risk"


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
    words = title(assessment, ENGLISH)
    assert assessment.status == "cachexia"
    assert ("malnutrition" in words) == (primary is Criterion.GLIM_2019)
    assert not any(name in words for name in ("Fearon", "Evans", "GLIM", "AWGC"))


@pytest.mark.parametrize("code", list(ConfounderCode))
def test_every_confounder_can_withhold_the_result(code: ConfounderCode) -> None:
    assessment = assessed(patients.WITHHELD)
    confounder = replace(assessment.confounders[0], code=code, detail="x" * 500)
    assert 0 < len(title(replace(assessment, confounders=(confounder,)), ENGLISH)) < 140


def test_silence_has_no_title() -> None:
    with pytest.raises(ValueError, match="no card"):
        said(patients.STABLE)


def test_observations_give_way_to_what_the_sentence_says() -> None:
    drug = Fact(Kind.WEIGHT_LOSS_DRUG, Standing.ACTIVE, day(100), "MedicationRequest/m", None, "x" * 100)
    ill = replace(patients.CACHEXIA, facts=(CANCER, patients.POOR_APPETITE, drug), values=(patients.CRP_15, LOW_MUSCLE))
    words = said(ill)
    assert len(words) < 140
    assert words.endswith("intended, or cachexia?")


@given(st.text(min_size=1))
def test_a_sentence_that_is_too_long_is_cut_to_fit(text: str) -> None:
    fitted = fitting((text * 200)[:400])
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
