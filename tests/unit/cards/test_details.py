"""What the detail tells, in which order, and what it never says."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_service.clinical.confounder_rules import Action
from cds_service.clinical.facts import Coding, Kind
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Excluded, PatientRecord, Reason, Recorded, Weight, WeightKind
from cds_service.clinical.referral_rules import ReferralKind
from tests.unit.cards import patients
from tests.unit.cards.patients import BY_STATUS, CANCER, assessed, cards_of, day, fact, height, lab, patient, weight
from tests.unit.cards.rendering import OUR_ELEMENTS, elements, links, seen

LEADS = ["Finding", "Based on", "Other definitions", "Take care", "Left out", "Would help", "Clinical decision support"]
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
        unavailable=("medications", "procedures"),
        set_aside=2,
    )


def test_the_parts_stand_in_their_order() -> None:
    told = detail(rich())
    places = [told.index(lead) for lead in LEADS]
    assert places == sorted(places)


def test_the_finding_names_criterion_branch_number_and_threshold() -> None:
    assert (
        "Fearon 2011 (international consensus on cancer cachexia) is met by weight loss alone:"
        " 10.0 % weight loss in 5 months (criterion: above 5 %)." in detail(patients.CACHEXIA)
    )


@pytest.mark.parametrize(
    "line",
    [
        "- **Weight now:** 72.0 kg, 28 Jun 2026, measured",
        "- **Weight before:** 80.0 kg (176.4 lb), 21 Jan 2026, measured",
        "- **Change:** lost 8.0 kg (10.0 %) in 5 months",
        "- **BMI:** 24.3 kg/m² (height 172 cm, 26 May 2025)",
        "- **CRP:** 1.5 mg/dL (15 mg/L), 20 Jun 2026, laboratory",
        "- **Albumin:** 32 g/L, 20 Jun 2026, laboratory",
        "- **Glasgow scores:** mGPS 2 of 2, GPS 2 of 2",
        "- **Weight loss grade:** 3 of 4 (BMI-adjusted, Martin 2015)",
        "- **Poor appetite:** documented, 21 May 2026, diagnosis",
        "- **AWGC 2023** (Asian populations): met; 10.0 % weight loss in 5 months with poor appetite and CRP 15 mg/L",
        "- **Weight:** 95.0 kg on 31 May 2026: does not fit the weights around it",
        "- Not available for this answer: medicines and procedures",
        "- 2 entries could not be read",
    ],
)
def test_every_value_has_unit_date_and_source(line: str) -> None:
    assert line in detail(rich()).splitlines()


def test_short_times_are_told_in_days() -> None:
    assert "lost 6.0 kg (8.0 %) in 23 days" in detail(patient(weight("75.0", 25), weight("69.0", 2)))


def test_a_gain_is_called_a_gain() -> None:
    gained = replace(patients.AT_RISK, weights=(weight("54.0", 150), weight("55.9", 3)))
    assert "**Change:** gained 1.9 kg (3.5 %) in 5 months" in detail(gained)


def test_an_old_weight_is_shown_with_its_age() -> None:
    assert "**Last weight:** 74.0 kg, 19 Mar 2026, measured, 103 days old" in detail(patients.STALE)


def test_a_weight_that_the_patient_told_says_so() -> None:
    told = patient(weight("80.0", 150, WeightKind.STATED), weight("72.0", 2))
    assert "80.0 kg, 31 Jan 2026, told by the patient" in detail(told)
    assert "The earlier weight was told by the patient, not measured." in detail(told)


def test_a_limit_of_the_laboratory_is_told_in_words() -> None:
    low = lab(Measure.CRP, "5", "mg/L")
    low = replace(low, span=replace(low.span, low=None, high_open=True), recorded=replace(low.recorded, value="<5"))
    assert "**CRP:** below 5 mg/L, 20 Jun 2026, laboratory" in detail(replace(patients.CACHEXIA, values=(low,)))


def test_a_limit_in_another_unit_is_converted_too() -> None:
    low = lab(Measure.CRP, "5", "mg/L")
    recorded = replace(low.recorded, value="<0.5", unit="mg/dL")
    low = replace(low, span=replace(low.span, low=None, high_open=True), recorded=recorded)
    assert "**CRP:** below 0.5 mg/dL (below 5 mg/L)" in detail(replace(patients.CACHEXIA, values=(low,)))


def test_a_crp_of_an_infection_is_shown_as_measured() -> None:
    ill = replace(
        patients.CACHEXIA, facts=(CANCER, fact(Kind.INFECTION, 12)), values=(lab(Measure.CRP, "8", "mg/dL", "80"),)
    )
    assert "**CRP:** 8 mg/dL, 20 Jun 2026, laboratory" in detail(ill)


def test_a_value_of_which_only_the_month_is_known_says_so() -> None:
    month = patients.When(patients.date(2026, 3, 1), patients.date(2026, 3, 31))
    vague = Excluded("Observation/x", Reason.DATE_MISSING, Measure.WEIGHT, "82 kg", month)
    assert "- **Weight:** 82 kg, March 2026: no exact date" in detail(replace(patients.CACHEXIA, excluded=(vague,)))


def test_a_lone_earlier_weight_is_a_caution() -> None:
    lone = patient(weight("80.0", 160), weight("72.0", 2))
    assert "- The earlier weight stands alone: no weight near its date confirms it." in detail(lone)
    assert "stands alone" not in detail(patients.CACHEXIA)


def test_a_confounder_tells_what_it_does() -> None:
    intended = replace(patients.CACHEXIA, facts=(CANCER, fact(Kind.WEIGHT_LOSS_DRUG, 60, "semaglutide <0.25> MG")))
    told = detail(intended)
    assert "**Weight loss may be intended** (semaglutide &lt;0.25\\> MG, 1 May 2026)" in told
    assert "For this reason the card informs and does not warn." in told


def test_comfort_replaces_what_would_raise_the_weight() -> None:
    told = detail(patients.DYING)
    assert "**Comfort first**" in told
    assert "weighing only if it helps" in told
    for absent in ("Would help", "Other definitions", "Weight loss grade"):
        assert absent not in told


def test_a_withheld_result_shows_no_other_result() -> None:
    told = detail(patients.WITHHELD)
    assert "Other definitions" not in told
    assert "No result is given for this reason." in told


def test_what_would_help_comes_with_what_it_would_decide() -> None:
    told = detail(patients.UNDECIDED)
    assert "- **Muscle mass** would help to decide Fearon 2011 (its third branch) and GLIM 2019" in told


def test_without_a_weight_nothing_else_is_asked_for_first() -> None:
    told = detail(patients.STALE).partition("**Would help**")[2].strip().splitlines()
    assert told[0].startswith("- **A recent weight** would help to decide Fearon 2011")
    assert not told[1].startswith("-")


def test_a_referral_in_the_chart_is_told_with_its_date() -> None:
    referred = patients.with_referral(patients.CACHEXIA, ReferralKind.NUTRITION, day(40))
    assert "- Dietitian referral: active since 21 May 2026" in detail(referred)
    undated = patients.with_referral(patients.CACHEXIA, ReferralKind.NUTRITION, None)
    assert "- Dietitian referral: active, date not recorded" in detail(undated)


def excluded(reason: Reason, count: int, measure: Measure = Measure.WEIGHT) -> tuple[Excluded, ...]:
    return tuple(Excluded(f"Observation/{reason}{n}", reason, measure, f"8{n} kg", day(n)) for n in range(count))


def test_values_left_out_for_one_reason_share_a_line() -> None:
    told = detail(replace(patients.CACHEXIA, excluded=excluded(Reason.UNIT_MISSING, 5)))
    assert (
        "- **Weight:** 80 kg on 30 Jun 2026, 81 kg on 29 Jun 2026, 82 kg on 28 Jun 2026 and 2 more: no unit given"
        in told
    )


def test_at_most_eight_lines_are_left_out_by_name() -> None:
    every = tuple(one for reason in Reason for one in excluded(reason, 2))
    told = detail(replace(patients.CACHEXIA, excluded=every)).partition("**Left out**")[2].partition("**")[2]
    part = detail(replace(patients.CACHEXIA, excluded=every)).partition("**Left out**\n\n")[2].partition("\n\n")[0]
    assert told
    assert len(part.splitlines()) == 9
    assert part.splitlines()[-1] == f"- and {2 * (len(Reason) - 8)} more"


def test_the_value_of_another_patient_is_not_shown() -> None:
    told = detail(replace(patients.CACHEXIA, excluded=excluded(Reason.OTHER_PATIENT, 1)))
    assert "- **Weight:** 1 value: recorded for another patient" in told
    assert "80 kg on 30 Jun" not in told


def test_unknown_diagnoses_are_told_only_where_nothing_could_be_decided() -> None:
    codings = tuple(Coding("urn:x", f"c{n}", f"Odd <{n}>") for n in range(7))
    told = detail(replace(patients.STALE, unrecognised=codings))
    assert "Odd &lt;0\\> (c0), Odd &lt;1\\> (c1), " in told
    assert "Odd &lt;4\\> (c4) and 2 more" in told
    assert "Odd" not in detail(replace(patients.CACHEXIA, unrecognised=codings))


def test_the_footer_says_what_this_is_and_whose_rules_it_applied() -> None:
    said = "Clinical decision support, not a diagnosis. Ruleset: default version 1."
    assert detail(patients.CACHEXIA).endswith(f"{said} [Rules and sources](https://cds.example.org/docs/rules)")
    assert detail(patients.CACHEXIA, rules_url=None).endswith(said)


@pytest.mark.parametrize("status", BY_STATUS)
def test_every_card_is_our_markdown_and_kind(status: str) -> None:
    for card in cards_of(BY_STATUS[status]):
        text = card.detail or ""
        assert "<" not in text
        assert elements(text) <= OUR_ELEMENTS
        assert set(links(text)) <= {"https://cds.example.org/docs/rules"}
        assert not FORBIDDEN.search(f"{card.summary} {seen(text)}")


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
        assert "<" not in told
        assert elements(told) <= OUR_ELEMENTS
        assert set(links(told)) <= {"https://cds.example.org/docs/rules"}


@pytest.mark.parametrize("action", list(Action))
def test_only_a_warning_is_said_to_be_lowered(action: Action) -> None:
    assessment = assessed(patients.PRECACHEXIA)
    confounder = replace(assessed(patients.WITHHELD).confounders[0], action=action)
    assert "does not warn" not in detail(replace(assessment, confounders=(confounder,)))
