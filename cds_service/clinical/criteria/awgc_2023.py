"""Cachexia by the Asian Working Group: Arai et al., J Cachexia Sarcopenia Muscle 2023;14:1949-1958.

Chronic disease, and weight loss > 2 % over 3 to 6 months or BMI < 21, and at least one of anorexia, weak grip,
CRP > 5 mg/L. Meant for Asian populations; nobody's ethnicity is inferred.
"""

from cds_service.clinical.comparisons import bmi, grip, lab, loss, symptom
from cds_service.clinical.facts import Kind
from cds_service.clinical.finding import Finding, Reasoned, either, every
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import Awgc2023Rules
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict


def assess(snapshot: Snapshot, rules: Awgc2023Rules) -> Finding:
    """Decide both conditions; the chronic disease is the cancer that brought the patient here."""
    wasting = either(_loss(snapshot, rules), bmi(snapshot, "<", rules.bmi))
    supporting = either(
        symptom(snapshot, Kind.ANOREXIA),
        grip(snapshot, rules.grip_kg),
        lab(snapshot, Measure.CRP, ">", rules.crp_mg_per_l),
    )
    return Finding.of(every(wasting, supporting))


def _loss(snapshot: Snapshot, rules: Awgc2023Rules) -> Reasoned:
    """Use a baseline of 3 to 6 months ago; a younger one counts where the loss already exceeds the threshold."""
    baseline = snapshot.weight.three_to_six_months
    if baseline.change is not None or baseline.date_open:
        return loss(snapshot, baseline, rules.weight_loss_operator, rules.weight_loss_percent)
    recent = loss(snapshot, snapshot.weight.six_months, rules.weight_loss_operator, rules.weight_loss_percent)
    if recent.verdict is Verdict.MET:
        return Reasoned(recent.verdict, recent.evidence, cautions=(*recent.cautions, "baseline_under_3_months"))
    return Reasoned(Verdict.UNKNOWN, missing=recent.missing or ("reference_weight",))
