"""Malnutrition by GLIM, one-step: Cederholm et al., Clin Nutr 2019;38:1-9. It does not diagnose cachexia.

At least one phenotypic criterion (loss > 5 % within or > 10 % beyond 6 months, low BMI for age, low muscle) and one
etiologic one. Active cancer counts as the disease burden; `crp_confirmed` asks for CRP above the limit as well.
Table 3 prints "<70" and ">70"; 70 counts as older, as in the severity table.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from cds_service.clinical.comparisons import bmi, lab, loss, low_muscle
from cds_service.clinical.cut_offs import BySex
from cds_service.clinical.definition import CriterionRules, Defines, Definition
from cds_service.clinical.evidence import Evidence, LossEvidence, MeasureEvidence, Quantity
from cds_service.clinical.finding import Details, Finding, Reasoned, either, every
from cds_service.clinical.limits import PROPOSAL, UNCHECKED, About, BodyMassIndex, CrpMgPerL, Limits, LossPercent
from cds_service.clinical.measures import Measure
from cds_service.clinical.missing import Missing
from cds_service.clinical.screening import first_step
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict, agreed
from cds_service.clinical.weight_history import Loss
from cds_service.clinical.words import phrase

CITATION = "Cederholm T et al., Clin Nutr 2019;38:1-9"
TABLE_3 = f"{CITATION}, Table 3"
SEVERITY = f"{CITATION}, severity table"
FFMI = f"{CITATION}; {UNCHECKED}"
EWGSOP2 = "Cruz-Jentoft AJ et al., Age Ageing 2019;48:16-31; GLIM names none"
AWGS_2019 = "Chen LK et al., J Am Med Dir Assoc 2020, doi:10.1016/j.jamda.2019.12.012; GLIM names none"
FEARON_2011 = "Fearon K et al., Lancet Oncol 2011;12:489-495; GLIM names none; " + UNCHECKED


@dataclass(frozen=True)
class Glim2019Rules(CriterionRules):
    """GLIM 2019, one-step: malnutrition, with stage; in a disease-based and a CRP-confirmed form."""

    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("weight_loss_percent", "severe_loss_percent"),
        ("weight_loss_beyond_percent", "severe_loss_beyond_percent"),
        ("severe_bmi", "bmi"),
        ("severe_bmi_older", "bmi_older"),
    )

    region: Literal["default", "asia"] = "default"
    weight_loss_percent: Annotated[LossPercent, About("Met above this loss within six months.", TABLE_3, (2, 10))] = (
        Decimal(5)
    )
    weight_loss_beyond_percent: Annotated[
        LossPercent, About("Met above this loss beyond six months.", TABLE_3, (5, 15))
    ] = Decimal(10)
    severe_loss_percent: Annotated[
        LossPercent, About("Stage 2 above this loss within six months.", SEVERITY, (8, 15))
    ] = Decimal(10)
    severe_loss_beyond_percent: Annotated[
        LossPercent, About("Stage 2 above this loss beyond six months.", SEVERITY, (15, 25))
    ] = Decimal(20)
    older_from_years: Annotated[
        int, Limits(60, 80, "years"), About("From this age on the cut-offs for older people hold.", SEVERITY, (65, 75))
    ] = 70
    bmi: Annotated[BodyMassIndex, About("Met below this BMI.", TABLE_3, (18, 22))] = Decimal(20)
    bmi_older: Annotated[BodyMassIndex, About("Met below this BMI in older people.", TABLE_3, (20, 24))] = Decimal(22)
    bmi_asia: Annotated[BodyMassIndex, About("Met below this BMI where the region is asia.", TABLE_3, (17, 20))] = (
        Decimal("18.5")
    )
    bmi_older_asia: Annotated[
        BodyMassIndex, About("Met below this BMI in older people where the region is asia.", TABLE_3, (18, 22))
    ] = Decimal(20)
    severe_bmi: Annotated[BodyMassIndex, About("Stage 2 below this BMI.", SEVERITY, (16, 20))] = Decimal("18.5")
    severe_bmi_older: Annotated[BodyMassIndex, About("Stage 2 below this BMI in older people.", SEVERITY, (18, 22))] = (
        Decimal(20)
    )
    crp_mg_per_l: Annotated[
        CrpMgPerL, About("The form that asks for inflammation is met above this CRP.", PROPOSAL, (5, 20))
    ] = Decimal(10)
    ffmi_bia: Annotated[
        BySex,
        Limits(6, 30, "kg/m2"),
        About("Muscle counts as low below this fat-free mass index by bioimpedance.", FFMI, (10, 18)),
    ] = field(default_factory=lambda: BySex.of("17", "15"))
    asmi_dxa: Annotated[
        BySex,
        Limits(3, 12, "kg/m2"),
        About("Muscle counts as low below this appendicular index by DXA.", EWGSOP2, (Decimal("5.0"), Decimal("8.0"))),
    ] = field(default_factory=lambda: BySex.of("7.0", "5.5"))
    asmi_bia: Annotated[
        BySex,
        Limits(3, 12, "kg/m2"),
        About(
            "Muscle counts as low below this appendicular index by bioimpedance.",
            AWGS_2019,
            (Decimal("5.0"), Decimal("8.0")),
        ),
    ] = field(default_factory=lambda: BySex.of("7.0", "5.7"))
    smi_l3_ct: Annotated[
        BySex,
        Limits(20, 90, "cm2/m2"),
        About("Muscle counts as low below this index by CT at the third lumbar vertebra.", FEARON_2011, (35, 60)),
    ] = field(default_factory=lambda: BySex.of("55", "39"))


@dataclass(frozen=True, slots=True)
class Glim2019Details(Details):
    """The stage that the known values prove, and the verdict of the form that asks for a raised CRP."""

    stage: Literal[1, 2] | None
    crp_confirmed: Verdict
    screening: Literal["positive", "negative"] | None = None
    """GLIM's first step, where somebody took it; it turns no verdict over."""

    def common(self, other: Self) -> Details:
        """Keep the stage where it is the same."""
        stage = self.stage if self.stage == other.stage else None
        return Glim2019Details(stage, agreed(self.crp_confirmed, other.crp_confirmed), self.screening)

    def steps_in_words(self) -> str | None:
        """Say whether a screening was the first step, and what it said where it was negative."""
        said = {"positive": phrase("two-step"), "negative": phrase("screening negative")}
        return said.get(self.screening or "", phrase("one step"))

    def stage_in_words(self) -> str | None:
        """Name the stage."""
        return {1: phrase("stage 1, moderate"), 2: phrase("stage 2, severe")}.get(self.stage or 0)


def assess(snapshot: Snapshot, rules: Glim2019Rules) -> Finding:
    """Decide the disease-based form, its stage, and the CRP-confirmed form."""
    phenotype = _phenotype(snapshot, rules)
    confirmed = every(phenotype, lab(snapshot, Measure.CRP, ">", rules.crp_mg_per_l))
    details = Glim2019Details(_stage(snapshot, phenotype, rules), confirmed.verdict, _screened(snapshot))
    return Finding.of(phenotype, details)


def _screened(snapshot: Snapshot) -> Literal["positive", "negative"] | None:
    answer = first_step(snapshot.screenings)
    if answer is None:
        return None
    return "positive" if answer else "negative"


def _phenotype(snapshot: Snapshot, rules: Glim2019Rules) -> Reasoned:
    return either(
        loss(snapshot, snapshot.weight.six_months, ">", rules.weight_loss_percent),
        *_beyond(snapshot, rules.weight_loss_beyond_percent),
        _low_bmi(snapshot, rules),
        low_muscle(
            snapshot,
            {
                Measure.FFMI_BIA: rules.ffmi_bia,
                Measure.ASMI_DXA: rules.asmi_dxa,
                Measure.ASMI_BIA: rules.asmi_bia,
                Measure.SMI_L3_CT: rules.smi_l3_ct,
            },
        ),
    )


def _beyond(snapshot: Snapshot, percent: Decimal) -> tuple[Reasoned, ...]:
    """A loss beyond six months counts where weights reach back so far; without them it is not asked for."""
    beyond: Loss = snapshot.weight.beyond_six_months
    return (loss(snapshot, beyond, ">", percent),) if beyond.change or beyond.date_open else ()


def _low_bmi(snapshot: Snapshot, rules: Glim2019Rules) -> Reasoned:
    asia = rules.region == "asia"
    younger = bmi(snapshot, "<", rules.bmi_asia if asia else rules.bmi)
    older = bmi(snapshot, "<", rules.bmi_older_asia if asia else rules.bmi_older)
    return _for_age(snapshot, rules, younger, older)


def _for_age(snapshot: Snapshot, rules: Glim2019Rules, younger: Reasoned, older: Reasoned) -> Reasoned:
    is_older = snapshot.age.at_least(rules.older_from_years)
    if is_older is Verdict.UNKNOWN:
        if younger.verdict is older.verdict:
            return younger
        return Reasoned(Verdict.UNKNOWN, missing=(Missing.BIRTH_DATE,))
    return older if is_older is Verdict.MET else younger


def _stage(snapshot: Snapshot, phenotype: Reasoned, rules: Glim2019Rules) -> Literal[1, 2] | None:
    """Give the stage that the known values prove.

    None where the age leaves it open, or only a measure without published grades is met.
    """
    if phenotype.verdict is not Verdict.MET:
        return None
    severe = either(
        loss(snapshot, snapshot.weight.six_months, ">", rules.severe_loss_percent),
        *_beyond(snapshot, rules.severe_loss_beyond_percent),
        *_severe_bmi(snapshot, rules),
    )
    if severe.verdict is Verdict.MET:
        return 2
    if Missing.BIRTH_DATE in severe.missing:
        return None
    return 1 if any(_has_grades(one, rules) for one in phenotype.evidence) else None


def _has_grades(evidence: Evidence, rules: Glim2019Rules) -> bool:
    """Say whether the paper grades it by severity: losses, and BMI outside Asia."""
    if isinstance(evidence, LossEvidence):
        return True
    thin = isinstance(evidence, MeasureEvidence) and evidence.measure is Quantity.BMI
    return thin and rules.region == "default"


def _severe_bmi(snapshot: Snapshot, rules: Glim2019Rules) -> tuple[Reasoned, ...]:
    """Asian cut-offs for severity were not set in 2019."""
    if rules.region == "asia":
        return ()
    younger = bmi(snapshot, "<", rules.severe_bmi)
    return (_for_age(snapshot, rules, younger, bmi(snapshot, "<", rules.severe_bmi_older)),)


def in_words(rules: Glim2019Rules) -> str:
    """Describe the rule."""
    young, old = (rules.bmi_asia, rules.bmi_older_asia) if rules.region == "asia" else (rules.bmi, rules.bmi_older)
    return (
        f"Weight loss above {rules.weight_loss_percent} % in 6 months or above {rules.weight_loss_beyond_percent} % "
        f"beyond, a BMI below {young} ({old} from {rules.older_from_years} years of age), or low muscle, together with "
        f"the disease; confirmed where CRP is above {rules.crp_mg_per_l} mg/L."
    )


DEFINITION = Definition(
    id="glim_2019",
    defines=Defines.MALNUTRITION,
    title=phrase("GLIM 2019"),
    in_full=phrase("GLIM 2019 (malnutrition, not cachexia)"),
    scope=phrase("malnutrition, not cachexia"),
    heading="Malnutrition (GLIM 2019, one-step)",
    citation=CITATION,
    url="https://doi.org/10.1002/jcsm.12383",
    rules=Glim2019Rules,
    assess=assess,
    in_words=in_words,
    any_chronic_disease=True,
)
