"""A finding keeps the reasons that matter, and only those."""

from decimal import Decimal

from cds_service.clinical.assess import assess
from cds_service.clinical.caution import Caution
from cds_service.clinical.evidence import Quantity, Sign, StatedEvidence
from cds_service.clinical.facts import Standing
from cds_service.clinical.finding import NOT_APPLICABLE, Finding, Reasoned, either, every
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.verdict import Verdict
from tests.builders import AS_OF, patient
from tests.told import detail, lacking, told

RULES = ClinicalRules()
MET = Reasoned(Verdict.MET, (StatedEvidence(Sign.ANOREXIA, Standing.ACTIVE),), cautions=(Caution.STATED_HEIGHT,))
NOT_MET = Reasoned(Verdict.NOT_MET, (StatedEvidence(Sign.FATIGUE, Standing.REFUTED),), cautions=(Caution.STALE_WEIGHT,))
UNKNOWN = Reasoned(Verdict.UNKNOWN, missing=(Quantity.MUSCLE_MASS,), cautions=(Caution.ACUTE_INFLAMMATION,))


def test_a_met_combination_keeps_what_met_it():
    assert either(NOT_MET, MET, UNKNOWN) == MET


def test_an_unknown_combination_names_what_is_missing():
    assert every(MET, UNKNOWN).missing == ("muscle_mass",)


def test_a_combination_that_is_not_met_misses_nothing():
    assert every(NOT_MET, UNKNOWN).missing == ()


def test_a_combination_that_is_not_met_keeps_everything_that_was_weighed():
    assert every(MET, NOT_MET).evidence == (*MET.evidence, *NOT_MET.evidence)
    assert either(NOT_MET, UNKNOWN).cautions == ("stale_weight", "acute_inflammation")


def test_a_reason_is_given_once():
    assert either(MET, MET).evidence == MET.evidence


def test_a_detail_that_a_criterion_does_not_report_is_none():
    thin = assess(patient(weights="60 -> 58", heights="180"), RULES, AS_OF).findings["fearon_2011"]
    assert detail(thin, "branch") == "bmi"
    assert detail(NOT_APPLICABLE, "branch") is None


def test_evidence_carries_value_unit_threshold_dates_and_source():
    finding = assess(patient(weights="80.0 -> 74.0"), RULES, AS_OF).findings["fearon_2011"]
    [evidence] = told(finding.evidence)
    assert (evidence.name, evidence.value, evidence.unit, evidence.threshold) == ("weight_loss", "7.500", "%", "> 5")
    assert (f"{evidence.since}", f"{evidence.until}", evidence.source) == ("2026-01-15", "2026-06-28", "weight/1")


def test_the_threshold_of_the_finding_is_that_of_the_ruleset():
    record = patient(weights="80 -> 74", labs="crp 12")
    found = assess(record, RULES, AS_OF).findings["glim_2019"]
    assert {one.threshold for one in told(found.evidence)} == {f"> {RULES.glim_2019.weight_loss_percent}"}


def test_a_coded_sarcopenia_is_flagged():
    record = patient(weights="100 -> 97", facts="sarcopenia")
    finding = assess(record, RULES, AS_OF).findings["fearon_2011"]
    assert "sarcopenia_coded" in finding.cautions
    assert [one.name for one in told(finding.evidence)] == ["weight_loss", "sarcopenia"]


def test_a_baseline_under_three_months_is_flagged():
    record = patient(weights="2026-05-01 80; 2026-06-28 78", labs="crp 6")
    assert "baseline_under_3_months" in assess(record, RULES, AS_OF).findings["awgc_2023"].cautions


def test_a_karnofsky_index_that_stands_for_ecog_is_flagged():
    record = patient(weights="100 -> 82", measures="karnofsky 40", facts="palliative_care")
    assessment = assess(record, RULES, AS_OF)
    assert "ecog_from_karnofsky" in assessment.cautions
    assert "ecog_from_karnofsky" in assessment.findings["refractory"].cautions


def test_a_stated_height_is_flagged():
    record = patient(weights="82 -> 79.9", heights="200 stated")
    assert "stated_height" in assess(record, RULES, AS_OF).findings["fearon_2011"].cautions


def test_a_bound_is_shown_as_a_bound():
    record = patient(weights="100 -> 85", labs="crp >20", measures="intake 2000")
    finding = assess(record, RULES, AS_OF).findings["fearon_2006"]
    assert [one.value for one in told(finding.evidence)] == ["15.000", ">20"]


def test_a_criterion_that_is_switched_off_has_no_finding():
    off = ClinicalRules(precachexia=type(RULES.precachexia)(enabled=False))
    assert "precachexia" not in assess(patient(), off, AS_OF).findings


def test_percentages_of_loss_are_exact_behind_what_is_shown():
    change = assess(patient(weights="64.0 -> 60.8"), RULES, AS_OF).snapshot.weight.six_months.change
    assert change is not None
    assert (change.percent, change.kg) == (5, Decimal("3.2"))


def test_a_baseline_under_three_months_is_shown():
    record = patient(weights="2026-05-01 80; 2026-06-28 78", labs="crp 6")
    shown = assess(record, RULES, AS_OF).findings["awgc_2023"].evidence
    assert [(one.name, one.value) for one in told(shown)] == [("weight_loss", "2.500"), ("crp", "6")]


def test_a_baseline_under_three_months_that_decides_nothing_leaves_the_reference_missing():
    record = patient(weights="2026-05-01 80; 2026-06-28 78.5", measures="bmi 24", labs="crp 6")
    assert assess(record, RULES, AS_OF).findings["awgc_2023"].missing == ("longer_history",)


def test_precachexia_names_all_that_an_empty_record_lacks():
    missing = assess(patient(), RULES, AS_OF).findings["precachexia"].missing
    assert lacking(missing) == ("weight", "reference_weight", "anorexia", "crp")


def test_a_hospice_is_shown_with_its_first_source():
    record = patient(weights="100 -> 82", facts="hospice; hospice")
    shown = assess(record, RULES, AS_OF).findings["refractory"].evidence
    assert [(one.name, one.value, one.source) for one in told(shown)] == [
        ("weight_loss", "18.000", "weight/1"),
        ("hospice", "active", "Condition/1"),
    ]


def test_a_suspicion_that_is_open_names_the_performance_status():
    assert assess(patient(weights="100 -> 82"), RULES, AS_OF).findings["refractory"].missing == ("performance_status",)


def test_what_the_primary_criterion_lacks_and_warns_of_the_refractory_stage_does_too():
    lacking = assess(patient(facts="hospice"), RULES, AS_OF).findings
    assert lacking["refractory"].missing == lacking["fearon_2011"].missing != ()
    warned = assess(patient(weights="100 -> 82", facts="hospice"), RULES, AS_OF).findings["refractory"]
    assert "single_uncorroborated_reference" in warned.cautions


def test_fearon_2006_reports_both_of_its_readings():
    finding = assess(patient(weights="90 -> 81", labs="crp 10"), RULES, AS_OF).findings["fearon_2006"]
    assert (detail(finding, "at_least_two"), detail(finding, "all_three")) == ("met", "unknown")


def test_without_a_weight_a_poor_appetite_counts_and_a_good_one_leaves_the_intake_open():
    def evans(appetite: str) -> Finding:
        known = {"labs": "crp 6", "measures": "grip 40", "muscle": "asmi-dxa 8.0"}
        return assess(patient(facts=f"fatigue; {appetite}", **known), RULES, AS_OF).findings["evans_2008"]

    assert (detail(evans("anorexia"), "supporting_met"), detail(evans("anorexia refuted"), "supporting_met")) == (3, 2)
    assert evans("anorexia refuted").verdict is Verdict.UNKNOWN
    assert "anorexia" in evans("anorexia inactive").missing


def test_a_fearon_2011_that_is_not_met_names_no_branch():
    finding = assess(patient(weights="80 -> 80", muscle="asmi-dxa 9"), RULES, AS_OF).findings["fearon_2011"]
    assert detail(finding, "branch") is None
