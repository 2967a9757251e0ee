"""The three-factor profile of Fearon, Voss and Hustead, Am J Clin Nutr 2006;83:1345-1350.

Weight loss >= 10 %, intake <= 1500 kcal/d, CRP >= 10 mg/L. The count is reported with both of the paper's readings:
at least two factors (taken as the verdict) and all three. Derived in pancreatic cancer. A CRP of exactly 10 counts.
"""

from cds_service.clinical.comparisons import intake, lab, loss
from cds_service.clinical.finding import Finding, count_of
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import Fearon2006Rules
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict, all_of


def assess(snapshot: Snapshot, rules: Fearon2006Rules) -> Finding:
    """Count the factors."""
    factors = (
        loss(snapshot, snapshot.weight.six_months, ">=", rules.weight_loss_percent),
        intake(snapshot, "<=", rules.intake_kcal),
        lab(snapshot, Measure.CRP, ">=", rules.crp_mg_per_l),
    )
    verdicts = [one.verdict for one in factors]
    two = count_of(2, factors)
    return Finding.of(
        two,
        factors_met=verdicts.count(Verdict.MET),
        factors_unknown=verdicts.count(Verdict.UNKNOWN),
        at_least_two=two.verdict.value,
        all_three=all_of(verdicts).value,
    )
