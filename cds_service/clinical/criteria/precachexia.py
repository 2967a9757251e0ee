"""Possible pre-cachexia, operational: a proposal built on Fearon 2011's description, which gives no numbers.

Weight loss of at least 1 kg and at most 5 %, anorexia, and CRP >= 10 mg/L for the "metabolic change".
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from cds_service.clinical.comparisons import lab, loss, symptom
from cds_service.clinical.definition import CriterionRules, Defines, Definition
from cds_service.clinical.evidence import Sign
from cds_service.clinical.finding import Finding, Reasoned, every
from cds_service.clinical.limits import PROPOSAL, About, CrpMgPerL, Limits, LossPercent
from cds_service.clinical.measures import Measure
from cds_service.clinical.missing import Missing
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.words import phrase

CITATION = "after Fearon K et al., Lancet Oncol 2011;12:489-495"


@dataclass(frozen=True)
class PrecachexiaRules(CriterionRules):
    """Operational pre-cachexia: loss of 1 kg or more and up to 5 %, anorexia, CRP >= 10 mg/L (proposal)."""

    weight_loss_percent: Annotated[LossPercent, About("A loss up to it can be pre-cachexia.", CITATION, (2, 10))] = (
        Decimal(5)
    )
    weight_loss_kg: Annotated[
        Decimal, Limits(0, 20, "kg"), About("A loss of fewer kilograms is no loss.", PROPOSAL, (Decimal("0.5"), 2))
    ] = Decimal(1)
    crp_mg_per_l: Annotated[
        CrpMgPerL, About("A CRP from here on stands for the metabolic change.", PROPOSAL, (5, 20))
    ] = Decimal(10)


def assess(snapshot: Snapshot, rules: PrecachexiaRules) -> Finding:
    """Decide all four conditions. That cachexia itself is not met is for the status to say."""
    lost = snapshot.weight.six_months
    return Finding.of(
        every(
            loss(snapshot, lost, "<=", rules.weight_loss_percent),
            _at_least_kg(snapshot, rules),
            symptom(snapshot, Sign.ANOREXIA),
            lab(snapshot, Measure.CRP, ">=", rules.crp_mg_per_l),
        )
    )


def _at_least_kg(snapshot: Snapshot, rules: PrecachexiaRules) -> Reasoned:
    change = snapshot.weight.six_months.change
    if change is None:
        return Reasoned(Verdict.UNKNOWN, missing=(Missing.REFERENCE_WEIGHT,))
    return Reasoned(Verdict.of(Fraction(change.kg) >= Fraction(rules.weight_loss_kg)))


def in_words(rules: PrecachexiaRules) -> str:
    """Describe the rule."""
    return (
        f"Weight loss of {rules.weight_loss_kg} kg or more and up to {rules.weight_loss_percent} % with anorexia and "
        f"CRP of {rules.crp_mg_per_l} mg/L or more. Our reading of a description without numbers."
    )


DEFINITION = Definition(
    id="precachexia",
    defines=Defines.STAGE,
    title=phrase("Possible pre-cachexia"),
    in_full=phrase("Possible pre-cachexia (operational, after Fearon 2011)"),
    scope=phrase("operational, after Fearon 2011"),
    heading="Possible pre-cachexia (operational)",
    citation=CITATION,
    url="https://doi.org/10.1016/S1470-2045(10)70218-7",
    rules=PrecachexiaRules,
    assess=assess,
    in_words=in_words,
    question=phrase("possible pre-cachexia"),
    needs_a_loss=True,
)
