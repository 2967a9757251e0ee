"""Possible pre-cachexia, operational: a proposal built on Fearon 2011's description, which gives no numbers.

Weight loss of at least 1 kg and at most 5 %, anorexia, and CRP >= 10 mg/L for the "metabolic change".
"""

from fractions import Fraction

from cds_service.clinical.comparisons import lab, loss, symptom
from cds_service.clinical.facts import Kind
from cds_service.clinical.finding import Finding, Reasoned, every
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import PrecachexiaRules
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict


def assess(snapshot: Snapshot, rules: PrecachexiaRules) -> Finding:
    """Decide all four conditions. That cachexia itself is not met is for the status to say."""
    lost = snapshot.weight.six_months
    return Finding.of(
        every(
            loss(snapshot, lost, "<=", rules.weight_loss_percent),
            _at_least_kg(snapshot, rules),
            symptom(snapshot, Kind.ANOREXIA),
            lab(snapshot, Measure.CRP, ">=", rules.crp_mg_per_l),
        )
    )


def _at_least_kg(snapshot: Snapshot, rules: PrecachexiaRules) -> Reasoned:
    change = snapshot.weight.six_months.change
    if change is None:
        return Reasoned(Verdict.UNKNOWN, missing=("reference_weight",))
    return Reasoned(Verdict.of(Fraction(change.kg) >= Fraction(rules.weight_loss_kg)))
