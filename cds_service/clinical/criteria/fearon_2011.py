"""Cancer cachexia by the international consensus: Fearon et al., Lancet Oncol 2011;12:489-495.

Any one of: A, weight loss > 5 % in 6 months; B, BMI < 20 with loss > 2 %; C, low muscle with loss > 2 %. The paper
prints the six months on A only; B and C use the same window here, as comparison studies do. Every operator is strict.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from cds_service.clinical.comparisons import bmi, loss, low_muscle
from cds_service.clinical.cut_offs import BySex
from cds_service.clinical.definition import CriterionRules, Defines, Definition
from cds_service.clinical.evidence import Quantity
from cds_service.clinical.finding import Details, Finding, either, every
from cds_service.clinical.limits import UNCHECKED, About, BodyMassIndex, Limits, LossPercent
from cds_service.clinical.measures import Measure
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.words import phrase

CITATION = "Fearon K et al., Lancet Oncol 2011;12:489-495"
CUT_OFFS = f"{CITATION}; {UNCHECKED}"


@dataclass(frozen=True)
class Fearon2011Rules(CriterionRules):
    """Fearon 2011, Lancet Oncol 12:489: loss > 5 %, or > 2 % with BMI < 20 or with low muscle."""

    weight_loss_percent: Annotated[
        LossPercent,
        About("Cachexia is met above this loss in six months.", CITATION, (2, 10)),
    ] = Decimal(5)
    ongoing_loss_percent: Annotated[
        LossPercent, About("Cachexia is met above this loss together with a low BMI or low muscle.", CITATION, (1, 5))
    ] = Decimal(2)
    bmi: Annotated[BodyMassIndex, About("A BMI below it counts as low.", CITATION, (Decimal("18.5"), 22))] = Decimal(20)
    asmi_dxa: Annotated[
        BySex,
        Limits(3, 12, "kg/m2"),
        About("Muscle counts as low below this appendicular index by DXA.", CUT_OFFS, (Decimal("5.0"), Decimal("8.0"))),
    ] = field(default_factory=lambda: BySex.of("7.26", "5.45"))
    smi_l3_ct: Annotated[
        BySex,
        Limits(20, 90, "cm2/m2"),
        About("Muscle counts as low below this index by CT at the third lumbar vertebra.", CUT_OFFS, (35, 60)),
    ] = field(default_factory=lambda: BySex.of("55", "39"))
    ffmi_bia: Annotated[
        BySex,
        Limits(6, 30, "kg/m2"),
        About("Muscle counts as low below this fat-free mass index by bioimpedance.", CUT_OFFS, (10, 18)),
    ] = field(default_factory=lambda: BySex.of("14.6", "11.4"))
    mama: Annotated[
        BySex,
        Limits(5, 80, "cm2"),
        About("Muscle counts as low below this mid-upper-arm muscle area.", CUT_OFFS, (15, 36)),
    ] = field(default_factory=lambda: BySex.of("32", "18"))


class Branch(StrEnum):
    """The three ways to meet it, in the order in which they name the finding."""

    WEIGHT_LOSS = "weight_loss"
    BMI = "bmi"
    SARCOPENIA = "sarcopenia"


@dataclass(frozen=True, slots=True)
class Fearon2011Details(Details):
    """The branch that is met, the first where several are."""

    branch: Branch | None

    def common(self, other: Self) -> Details:
        """Keep the branch where it is the same."""
        return self if self == other else Fearon2011Details(None)


def assess(snapshot: Snapshot, rules: Fearon2011Rules) -> Finding:
    """Decide the three branches; the first that is met names the finding."""
    lost = snapshot.weight.six_months
    ongoing = loss(snapshot, snapshot.weight.ongoing, ">", rules.ongoing_loss_percent)
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
        Branch.WEIGHT_LOSS: loss(snapshot, lost, ">", rules.weight_loss_percent),
        Branch.BMI: every(ongoing, bmi(snapshot, "<", rules.bmi)),
        Branch.SARCOPENIA: every(ongoing, muscle),
    }
    for branch, one in branches.items():
        if one.verdict is Verdict.MET:
            return Finding.of(one, Fearon2011Details(branch))
    return Finding.of(either(*branches.values()), Fearon2011Details(None))


def in_words(rules: Fearon2011Rules) -> str:
    """Describe the rule."""
    return (
        f"Weight loss above {rules.weight_loss_percent} % in 6 months; or above {rules.ongoing_loss_percent} % with a "
        f"BMI below {rules.bmi} kg/m2 or with low muscle."
    )


DEFINITION = Definition(
    id="fearon_2011",
    defines=Defines.CACHEXIA,
    title=phrase("Fearon 2011"),
    in_full=phrase("Fearon 2011 (international consensus on cancer cachexia)"),
    heading="Cancer cachexia (Fearon 2011)",
    citation=CITATION,
    url="https://doi.org/10.1016/S1470-2045(10)70218-7",
    rules=Fearon2011Rules,
    assess=assess,
    in_words=in_words,
    questions={Quantity.MUSCLE_MASS: phrase("Fearon 2011 (its third branch)")},
    needs_a_loss=True,
)
