"""What the detail tells, in which order, how long, and what it never says."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_service.cards.detail import MOST_WORDS, MOST_WORDS_OTHERWISE, words
from cds_service.clinical.caution import Caution
from cds_service.clinical.facts import Kind, Standing
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import (
    Excluded,
    Measured,
    PatientRecord,
    Reason,
    Recorded,
    Referral,
    ReferralState,
    ScreeningScore,
    Weight,
    WeightKind,
)
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.span import Span
from tests.unit.cards import patients
from tests.unit.cards.patients import BY_STATUS, CANCER, assessed, cards_of, day, fact, height, lab, patient, weight
from tests.unit.cards.rendering import OUR_ELEMENTS, elements, links, seen

LEADS = ["80.0 kg (", "BMI 24.3", "**Meets**", "**Take care**", "**Ask about**", "**Left out:**", "Decision support"]
FORBIDDEN = re.compile(
    r"(?i)\b(?:start(?:s|ed|ing)?|must|diagnosed|compliant|survival|prognosis|life expectancy|refus\w+)\b"
    r"|\b\d+ ?mg\b(?!/)"
)


def detail(record: object, **more: object) -> str:
    return cards_of(record, **more)[0].detail or ""


def rich() -> PatientRecord:
    return patient(
        patients.pounds("176.4", 160),
        weight("95.0", 30),
        weight("73.0", 40),
        weight("72.0", 2),
        facts=(CANCER, patients.POOR_APPETITE, fact(Kind.CACHEXIA, 50)),
        heights=(height("172"),),
        values=(lab(Measure.CRP, "1.5", "mg/dL", "15"), patients.ALBUMIN_32),
        unavailable=("medications",),
        set_aside=2,
    )


def test_the_parts_stand_in_their_order() -> None:
    told = detail(rich())
    places = [told.index(lead) for lead in LEADS]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "words_",
    [
        "80.0 kg (176.4 lb, 21 Jan) → 72.0 kg (28 Jun), falling",
        "BMI 24.3",
        "CRP 1.5 mg/dL (15 mg/L) (20 Jun)",
        "albumin 32 g/L (20 Jun)",
        "poor appetite (21 May)",
        "**Meets** Fearon 2011: 10.0 % weight loss in 5 months (above 5 %); also Fearon 2006,",
        "GLIM 2019 (malnutrition, not cachexia, one step, stage 2, severe)",
        "Not available: medicines.",
        "- and 1 more",
        "**Ask about** appetite, nausea, pain, mouth, swallowing, constipation and mood.",
        "**Left out:** 95.0 kg (31 May): does not fit the weights around it.",
    ],
)
def test_every_value_has_unit_and_date(words_: str) -> None:
    assert words_ in detail(rich())


def test_entries_that_could_not_be_read_are_counted() -> None:
    assert "- 2 entries could not be read." in detail(replace(patients.CACHEXIA, set_aside=2))


def test_scores_and_open_criteria_are_told_where_there_is_room() -> None:
    told = detail(replace(rich(), set_aside=0, unavailable=(), facts=(CANCER,)))
    assert "mGPS 2 · weight loss grade 3" in told
    assert "Evans 2008 open: grip strength and fatigue" in told


def test_another_year_is_named() -> None:
    assert "80.0 kg (31 Dec 2025) → " in detail(patient(weight("80", 181), weight("72", 2)))


def test_what_was_told_is_called_stated() -> None:
    told = detail(
        patient(weight("80.0", 150, WeightKind.STATED), weight("72.0", 2), heights=(height("172", stated=True),))
    )
    assert "80.0 kg (stated by the patient, 31 Jan)" in told
    assert "BMI 24.3 (height stated, 172 cm)" in told
    usual = patient(weight("90", 2, WeightKind.USUAL), weight("75", 2))
    assert "90.0 kg (usual weight, stated by the patient, 28 Jun)" in detail(usual)


def test_a_weight_after_dialysis_says_so() -> None:
    dry = (weight("80", 150, WeightKind.DRY), weight("72", 2, WeightKind.DRY))
    told = detail(patient(*dry, facts=(CANCER, fact(Kind.DIALYSIS))))
    assert "72.0 kg (after dialysis, 28 Jun)" in told


def test_a_stored_bmi_says_so() -> None:
    stored = Measured(Measure.BMI, Span.exactly(24), Recorded("24", "kg/m2", day(2), "Observation/bmi"))
    assert "BMI 24.0 (as stored)" in detail(patient(weight("80", 150), weight("72", 2), values=(stored,)))


def test_a_loss_that_is_past_has_its_word() -> None:
    regained = patient(weight("80", 160), weight("72", 110), weight("75", 2))
    assert "75.0 kg (28 Jun), now regaining" in detail(regained)
    steady = patient(weight("80", 160), weight("72", 100), weight("72", 2))
    assert "72.0 kg (28 Jun), now stable" in detail(steady)


def test_both_answers_to_a_doubt_are_told_with_what_they_mean() -> None:
    told = detail(patient(weight("80", 150), weight("79", 9), weight("70", 2)))
    assert "- 70.0 kg (28 Jun) is right: 12.5 % lost from 80.0 kg, cachexia criteria met" in told
    assert "- 79.0 kg (21 Jun) is right: 1.3 % lost from 80.0 kg, not met" in told
    pounds = detail(patient(weight("176", 150), weight("76", 2)))
    assert "- 76.0 kg (28 Jun) is right: not to be decided" in pounds


def test_a_limit_of_the_laboratory_is_told_in_words() -> None:
    low = lab(Measure.CRP, "5", "mg/L")
    low = replace(low, span=replace(low.span, low=None, high_open=True), recorded=replace(low.recorded, value="<5"))
    assert "CRP below 5 mg/L (20 Jun)" in detail(replace(patients.CACHEXIA, values=(low,)))


def test_a_limit_in_another_unit_is_converted_too() -> None:
    low = lab(Measure.CRP, "5", "mg/L")
    recorded = replace(low.recorded, value="<0.5", unit="mg/dL")
    low = replace(low, span=replace(low.span, low=None, high_open=True), recorded=recorded)
    assert "CRP below 0.5 mg/dL (below 5 mg/L)" in detail(replace(patients.CACHEXIA, values=(low,)))


def test_performance_status_and_other_values_are_told() -> None:
    grip = Measured(Measure.GRIP, Span.exactly(12), Recorded("12", "kg", day(3), "Observation/g"))
    muscle = Measured(Measure.SMI_L3_CT, Span.exactly(36), Recorded("36", "cm2/m2", day(20), "Observation/ct"))
    tired = replace(
        patients.CACHEXIA,
        facts=(CANCER, fact(Kind.FATIGUE, 30), fact(Kind.ANOREXIA, 9, standing=Standing.REFUTED)),
        values=(patients.ecog(1), grip, muscle),
    )
    told = detail(tired)
    assert "ECOG 1 (25 Jun)" in told
    assert "grip strength 12 kg (27 Jun)" in told
    assert "muscle mass 36 cm²/m² (CT at L3, 10 Jun)" in told
    assert "fatigue (31 May)" in told
    assert "poor appetite documented as absent (21 Jun)" in told


def test_karnofsky_stands_in_for_ecog() -> None:
    karnofsky = Measured(Measure.KARNOFSKY, Span.exactly(80), Recorded("80", "", day(5), "Observation/k"))
    assert "Karnofsky 80 (25 Jun)" in detail(replace(patients.CACHEXIA, values=(karnofsky,)))


def test_screening_is_told_with_what_it_says_and_makes_glim_two_step() -> None:
    scores = tuple(
        ScreeningScore(tool, patients.Decimal(score), Recorded(score, "", day(20), "Observation/s"))
        for tool, score in (("mst", "3"), ("faact", "30"))
    )
    told = detail(replace(patients.CACHEXIA, screenings=scores))
    assert "MST 3, positive (10 Jun) · FAACT A/CS 30, negative (10 Jun)" in told
    assert "GLIM 2019 (malnutrition, not cachexia, two-step, stage 1, moderate)" in told
    low = replace(scores[0], score=patients.Decimal(0))
    assert "GLIM 2019 (malnutrition, not cachexia, screening negative, stage" in detail(
        replace(patients.CACHEXIA, screenings=(low,))
    )


def test_a_medicine_that_could_not_be_read_is_never_silence() -> None:
    assert "- 1 medicine could not be read." in detail(replace(patients.CACHEXIA, unread_medicines=1))


def test_a_draft_is_told_as_one() -> None:
    drafted = Referral(ReferralKind.NUTRITION, day(3), "ServiceRequest/r", ReferralState.DRAFT)
    told = detail(replace(patients.CACHEXIA, referrals=(drafted,)))
    assert "**Already there:** Dietitian referral (draft) since 27 Jun." in told


def test_an_earlier_weight_without_a_neighbour_is_no_news() -> None:
    assert "stands alone" not in detail(patient(weight("80.0", 160), weight("72.0", 2)))


def test_a_confounder_tells_what_it_does_the_weightiest_first() -> None:
    facts = (CANCER, fact(Kind.WEIGHT_LOSS_DRUG, 60, "semaglutide <0.25> MG"), fact(Kind.THYROID_OR_MALABSORPTION, 90))
    told = detail(replace(patients.CACHEXIA, facts=facts))
    intended, other = (
        told.index("Weight loss may be intended (semaglutide <0.25> MG, 1 May 2026): "),
        told.index("Another"),
    )
    assert intended < other


def test_comfort_replaces_what_would_raise_the_weight() -> None:
    told = detail(patients.DYING)
    assert told.startswith("**Comfort first:**")
    for absent in ("Ask about", "GLIM", "grade"):
        assert absent not in told


def test_a_withheld_result_shows_no_other_result() -> None:
    told = detail(patients.WITHHELD)
    assert "**No result** by Fearon 2011 is given." in told
    assert "GLIM" not in told
    inactive = replace(patients.CACHEXIA, facts=(fact(Kind.CANCER, 300, "remission", Standing.INACTIVE),))
    assert "**Would meet** Fearon 2011, were the cancer active." in detail(inactive)


def test_what_would_decide_is_asked_for() -> None:
    assert "Height and muscle mass would decide Fearon 2011." in detail(patient(weight("70", 150), weight("67.2", 3)))


def test_a_risk_by_no_criterion_says_by_what() -> None:
    year = patient(weight("84", 300), weight("81", 150), weight("79", 2), heights=(height("172"),))
    assert "**At risk** by a loss of weight over a longer time than the criteria ask;" in detail(year)


def test_a_referral_in_the_chart_is_told_with_its_date() -> None:
    referred = patients.with_referral(patients.CACHEXIA, ReferralKind.NUTRITION, day(40))
    assert "**Already there:** Dietitian referral since 21 May." in detail(referred)
    undated = patients.with_referral(patients.CACHEXIA, ReferralKind.NUTRITION, None)
    assert "**Already there:** Dietitian referral, without a date." in detail(undated)
    assert "An existing referral may not have been seen." in detail(
        replace(patients.CACHEXIA, unavailable=("referrals",))
    )


def excluded(reason: Reason, count: int, measure: Measure = Measure.WEIGHT) -> tuple[Excluded, ...]:
    return tuple(Excluded(f"Observation/{reason}{n}", reason, measure, f"8{n} kg", day(n)) for n in range(count))


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        (excluded(Reason.UNIT_MISSING, 1), "**Left out:** 80 kg (30 Jun): no unit given."),
        (excluded(Reason.OTHER_PATIENT, 1), "**Left out:** weight (30 Jun): recorded for another patient."),
        (excluded(Reason.IMPLAUSIBLE, 1, Measure.CRP), "**Left out:** CRP 80 kg (30 Jun): not plausible."),
        ((Excluded("Observation/x", Reason.DATE_MISSING, Measure.WEIGHT, "82 kg"),), "82 kg: no exact date."),
        (excluded(Reason.UNIT_MISSING, 9), "; and 6 more."),
    ],
)
def test_what_was_left_out_is_told_with_its_reason(left_out: tuple[Excluded, ...], told: str) -> None:
    assert told in detail(replace(patients.CACHEXIA, excluded=left_out))


def test_the_footer_says_what_this_is_and_whose_rules_it_applied() -> None:
    said = "Decision support, not a diagnosis · ruleset default version 1"
    assert detail(patients.CACHEXIA).endswith(f"{said} · [rules and sources](https://cds.example.org/docs/rules)")
    assert detail(patients.CACHEXIA, rules_url=None).endswith(said)


@pytest.mark.parametrize("status", BY_STATUS)
def test_every_card_is_our_markdown_and_kind(status: str) -> None:
    for card in cards_of(BY_STATUS[status]):
        text = card.detail or ""
        assert "<" not in text
        assert elements(text) <= OUR_ELEMENTS
        assert set(links(text)) <= {"https://cds.example.org/docs/rules"}
        assert not FORBIDDEN.search(f"{card.summary} {seen(text)}")


CROWDED = {
    "facts": tuple(
        fact(kind, 20, "x" * 70) for kind in Kind if kind not in {Kind.PREGNANCY, Kind.HOSPICE, Kind.CANCER}
    ),
    "excluded": tuple(one for reason in Reason for one in excluded(reason, 4)),
    "unavailable": ("function", "heights", "labs", "medications", "procedures", "referrals"),
    "set_aside": 40,
}


@pytest.mark.parametrize("status", BY_STATUS)
def test_no_detail_is_longer_than_a_reader_reads(status: str) -> None:
    crowded = replace(BY_STATUS[status], **CROWDED | {"facts": (*BY_STATUS[status].facts, *CROWDED["facts"])})
    assessment = assessed(crowded)
    every = tuple(Caution)
    assessment = replace(assessment, cautions=every)
    for card in cards_of(assessment):
        most = MOST_WORDS if assessment.status == "cachexia" else MOST_WORDS_OTHERWISE
        assert words(card.detail or "") <= most, card.detail
        assert "more" in (card.detail or "")


HOSTILE = st.text(alphabet="ab <>[]()*_`#|~!@:/.\\&\u202e\u200b\n'\"-+1")


@given(HOSTILE, HOSTILE)
def test_no_text_of_the_record_gets_out_of_its_line(text: str, unit: str) -> None:
    weights = (
        Weight(patients.Decimal("80"), Recorded(text, unit, day(150), "Observation/a")),
        Weight(patients.Decimal("70"), Recorded(text, unit, day(2), "Observation/b")),
    )
    facts = (CANCER, fact(Kind.WEIGHT_LOSS_DRUG, 60, text))
    left_out = (Excluded("Observation/x", Reason.UNIT_UNKNOWN, Measure.WEIGHT, f"{text} {unit}", day(3)),)
    record = patient(*weights, facts=facts, excluded=left_out, unavailable=(text,))
    for card in cards_of(record, ruleset_label=text):
        told = card.detail or ""
        assert "<" not in re.sub(r"<(?=[\s0-9=])", "", told)
        assert elements(told) <= OUR_ELEMENTS
        assert set(links(told)) <= {"https://cds.example.org/docs/rules"}


@pytest.mark.parametrize(
    ("days_ago", "told"),
    [(60, "CRP 22 mg/L (1 May)"), (61, "CRP 22 mg/L (30 Apr, too old to count)"), (180, "too old to count"), (181, "")],
)
def test_a_laboratory_value_too_old_to_decide_is_shown_as_such(days_ago: int, told: str) -> None:
    losing = patient(
        weight("80.0", 160), weight("72.0", 2), values=(lab(Measure.CRP, "22", "mg/L", days_ago=days_ago),)
    )
    shown = detail(losing)
    assert told in shown
    assert ("CRP" in shown) is (days_ago <= 180)


def test_no_old_value_is_shown_beside_a_current_one() -> None:
    values = (lab(Measure.CRP, "22", "mg/L", days_ago=90), lab(Measure.CRP, "15", "mg/L", days_ago=9))
    assert "22 mg/L" not in detail(patient(weight("80.0", 160), weight("72.0", 2), values=values))
