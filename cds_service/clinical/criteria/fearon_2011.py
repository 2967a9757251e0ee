"""Cancer cachexia by the international consensus: Fearon et al., Lancet Oncol 2011;12:489-495.

Any one of: A, weight loss > 5 % in 6 months; B, BMI < 20 with loss > 2 %; C, low muscle with loss > 2 %. The paper
prints the six months on A only; B and C use the same window here, as comparison studies do. Every operator is strict.
"""

from cds_service.clinical.comparisons import bmi, loss, low_muscle
from cds_service.clinical.finding import Finding, Reasoned, either, every
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import Fearon2011Rules
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict


def assess(snapshot: Snapshot, rules: Fearon2011Rules) -> Finding:
    """Decide the three branches; the first that is met names the finding."""
    lost = snapshot.weight.six_months
    ongoing = loss(snapshot, lost, ">", rules.ongoing_loss_percent)
    muscle = low_muscle(
        snapshot,
        {
            Measure.ASMI_DXA: rules.asmi_dxa,
            Measure.SMI_L3_CT: rules.smi_l3_ct,
            Measure.FFMI_BIA: rules.ffmi_bia,
            Measure.MAMA: rules.mama,
        },
    )
    branches = {
        "weight_loss": loss(snapshot, lost, ">", rules.weight_loss_percent),
        "bmi": every(ongoing, bmi(snapshot, "<", rules.bmi)),
        "sarcopenia": every(ongoing, muscle),
    }
    return Finding.of(_first_met(branches) or either(*branches.values()), branch=_branch(branches))


def _branch(branches: dict[str, Reasoned]) -> str | None:
    return next((name for name, one in branches.items() if one.verdict is Verdict.MET), None)


def _first_met(branches: dict[str, Reasoned]) -> Reasoned | None:
    return next((one for one in branches.values() if one.verdict is Verdict.MET), None)
