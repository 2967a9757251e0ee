"""Cachexia by the Asian Working Group: Arai et al., J Cachexia Sarcopenia Muscle 2023;14:1949-1958.

Chronic disease, and weight loss > 2 % over 3 to 6 months or BMI < 21, and at least one of anorexia, weak grip,
CRP > 5 mg/L. Meant for Asian populations; nobody's ethnicity is inferred.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from cds_service.clinical.caution import Caution
from cds_service.clinical.comparisons import bmi, grip, lab, loss, symptom
from cds_service.clinical.cut_offs import BySex
from cds_service.clinical.definition import CriterionRules, Defines, Definition
from cds_service.clinical.evidence import Sign
from cds_service.clinical.finding import Finding, Reasoned, either, every
from cds_service.clinical.limits import About, BodyMassIndex, CrpMgPerL, Limits, LossPercent
from cds_service.clinical.measures import Measure
from cds_service.clinical.missing import Missing
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.words import phrase

CITATION = "Arai H et al., J Cachexia Sarcopenia Muscle 2023;14:1949-1958"


@dataclass(frozen=True)
class Awgc2023Rules(CriterionRules):
    """AWGC 2023, JCSM 14:1949: loss > 2 % or BMI < 21, with anorexia, weak grip or CRP > 5 mg/L."""

    weight_loss_percent: Annotated[
        LossPercent,
        About(
            "Met above this loss in three to six months, or from it on where weight_loss_operator is >=.",
            CITATION,
            (2, 5),
        ),
    ] = Decimal(2)
    raises_status: bool = False
    """Whether it makes a patient "at risk": outside Asia it does so for too many."""
    weight_loss_operator: Literal[">", ">="] = ">"
    bmi: Annotated[BodyMassIndex, About("Met below this BMI.", CITATION, (Decimal("18.5"), 23))] = Decimal(21)
    crp_mg_per_l: Annotated[CrpMgPerL, About("A CRP above it is one of the three signs.", CITATION, (3, 10))] = Decimal(
        5
    )
    grip_kg: Annotated[
        BySex, Limits(5, 60, "kg"), About("Grip counts as weak below this strength.", CITATION, (14, 32))
    ] = field(default_factory=lambda: BySex.of("28", "18"))


def assess(snapshot: Snapshot, rules: Awgc2023Rules) -> Finding:
    """Decide both conditions; the chronic disease is the cancer that brought the patient here."""
    wasting = either(_loss(snapshot, rules), bmi(snapshot, "<", rules.bmi))
    supporting = either(
        symptom(snapshot, Sign.ANOREXIA),
        grip(snapshot, rules.grip_kg),
        lab(snapshot, Measure.CRP, ">", rules.crp_mg_per_l),
    )
    return Finding.of(every(wasting, supporting))


def _loss(snapshot: Snapshot, rules: Awgc2023Rules) -> Reasoned:
    """Use a baseline of 3 to 6 months ago; a younger one counts where the loss already exceeds the threshold."""
    baseline = snapshot.weight.three_to_six_months
    if baseline.change is not None or baseline.date_open:
        return loss(snapshot, baseline, rules.weight_loss_operator, rules.weight_loss_percent)
    recent = loss(snapshot, snapshot.weight.ongoing, rules.weight_loss_operator, rules.weight_loss_percent)
    if recent.verdict is Verdict.MET:
        cautions = (*recent.cautions, Caution.BASELINE_UNDER_3_MONTHS)
        return Reasoned(recent.verdict, recent.evidence, cautions=cautions)
    return Reasoned(Verdict.UNKNOWN, missing=recent.missing or (Missing.REFERENCE_WEIGHT,))


def in_words(rules: Awgc2023Rules) -> str:
    """Describe the rule."""
    operator = "above" if rules.weight_loss_operator == ">" else "of at least"
    return (
        f"Weight loss {operator} {rules.weight_loss_percent} % over 3 to 6 months or a BMI below {rules.bmi} kg/m2, "
        f"and one of: anorexia, grip below {rules.grip_kg.male} kg (men) or {rules.grip_kg.female} kg (women), CRP "
        f"above {rules.crp_mg_per_l} mg/L. Meant for Asian populations."
    )


DEFINITION = Definition(
    id="awgc_2023",
    defines=Defines.CACHEXIA,
    title=phrase("AWGC 2023"),
    in_full=phrase("AWGC 2023 (cachexia, made for Asian populations)"),
    scope=phrase("Asian populations"),
    heading="Cachexia (AWGC 2023)",
    citation=CITATION,
    url="https://doi.org/10.1002/jcsm.13323",
    rules=Awgc2023Rules,
    assess=assess,
    in_words=in_words,
    any_chronic_disease=True,
)
