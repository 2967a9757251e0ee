"""Cachexia by the consensus of Evans et al., Clin Nutr 2008;27:793-799.

Weight loss >= 5 % in 12 months (or, where no loss can be documented, BMI < 20) and at least three of five: weak
grip, fatigue, anorexia, low fat-free mass, abnormal biochemistry. CRP, IL-6, haemoglobin and albumin count once.
"Lowest tertile" of strength is read as the EWGSOP2 grip cut-off: an approximation.
"""

from fractions import Fraction

from cds_service.clinical.comparisons import bmi, grip, intake, lab, loss, low_muscle, symptom
from cds_service.clinical.facts import Kind
from cds_service.clinical.finding import Finding, Reasoned, count_of, either, every
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import Evans2008Rules
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict


def assess(snapshot: Snapshot, rules: Evans2008Rules) -> Finding:
    """Decide both steps."""
    supporting = (
        grip(snapshot, rules.grip_kg),
        symptom(snapshot, Kind.FATIGUE),
        _anorexia(snapshot, rules),
        low_muscle(snapshot, {Measure.ASMI_DXA: rules.asmi_dxa}),
        _biochemistry(snapshot, rules),
    )
    finding = every(_weight(snapshot, rules), count_of(3, supporting))
    met = sum(one.verdict is Verdict.MET for one in supporting)
    return Finding.of(finding, supporting_met=met)


def _weight(snapshot: Snapshot, rules: Evans2008Rules) -> Reasoned:
    """BMI stands in only where the loss cannot be documented; a loss that an unclear date leaves open can be."""
    lost = loss(snapshot, snapshot.weight.twelve_months, ">=", rules.weight_loss_percent)
    if lost.verdict is not Verdict.UNKNOWN or "weight_date" in lost.missing:
        return lost
    thin = bmi(snapshot, "<", rules.bmi)
    return thin if thin.verdict is Verdict.MET else lost


def _anorexia(snapshot: Snapshot, rules: Evans2008Rules) -> Reasoned:
    """Poor appetite, or an intake below 20 kcal per kg of current weight and day."""
    stated = symptom(snapshot, Kind.ANOREXIA)
    weight = snapshot.weight.kg.exact
    if weight is None:
        return stated if stated.verdict is Verdict.MET else Reasoned(Verdict.UNKNOWN, missing=stated.missing)
    return either(stated, intake(snapshot, "<", weight * Fraction(rules.intake_kcal_per_kg)))


def _biochemistry(snapshot: Snapshot, rules: Evans2008Rules) -> Reasoned:
    return either(
        lab(snapshot, Measure.CRP, ">", rules.crp_mg_per_l),
        lab(snapshot, Measure.IL_6, ">", rules.il_6_pg_per_ml),
        lab(snapshot, Measure.HAEMOGLOBIN, "<", rules.haemoglobin_g_per_dl),
        lab(snapshot, Measure.ALBUMIN, "<", rules.albumin_g_per_l),
    )
