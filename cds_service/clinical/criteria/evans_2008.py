"""Cachexia by the consensus of Evans et al., Clin Nutr 2008;27:793-799.

Weight loss >= 5 % in 12 months (or, where no loss can be documented, BMI < 20) and at least three of five: weak
grip, fatigue, anorexia, low fat-free mass, abnormal biochemistry. CRP, IL-6, haemoglobin and albumin count once.
"Lowest tertile" of strength is read as the EWGSOP2 grip cut-off: an approximation.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Self

from cds_service.clinical.comparisons import bmi, grip, intake, lab, loss, low_muscle, symptom
from cds_service.clinical.cut_offs import BySex
from cds_service.clinical.definition import CriterionRules, Defines, Definition
from cds_service.clinical.evidence import Sign
from cds_service.clinical.finding import Details, Finding, Reasoned, count_of, either, every
from cds_service.clinical.limits import About, AlbuminGPerL, BodyMassIndex, CrpMgPerL, Limits, LossPercent
from cds_service.clinical.measures import Measure
from cds_service.clinical.missing import Missing
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.words import phrase

SIGNS_NEEDED = 3
"""Of five: the instrument itself, like the signs; no setting."""

DOCUMENTABLE = frozenset({Missing.WEIGHT_DATE, Missing.LONGER_HISTORY, Missing.WEIGHT_CONFIRMATION})
"""What leaves a loss open that weights could document all the same."""

CITATION = "Evans WJ et al., Clin Nutr 2008;27:793-799"
EWGSOP2 = "Cruz-Jentoft AJ et al., Age Ageing 2019;48:16-31; Evans 2008 asks for the lowest tertile"


@dataclass(frozen=True)
class Evans2008Rules(CriterionRules):
    """Evans 2008, Clin Nutr 27:793: loss >= 5 % in 12 months and three of five."""

    weight_loss_percent: Annotated[
        LossPercent, About("The first step is met from this loss in twelve months on.", CITATION, (2, 10))
    ] = Decimal(5)
    bmi: Annotated[
        BodyMassIndex,
        About("Where no loss can be documented, a BMI below it stands in.", CITATION, (Decimal("18.5"), 22)),
    ] = Decimal(20)
    crp_mg_per_l: Annotated[CrpMgPerL, About("A CRP above it counts as abnormal biochemistry.", CITATION, (3, 10))] = (
        Decimal(5)
    )
    il_6_pg_per_ml: Annotated[
        Decimal,
        Limits(1, 1000, "pg/mL"),
        About("An interleukin-6 above it counts as abnormal biochemistry.", CITATION, (2, 10)),
    ] = Decimal(4)
    il_6_optional: bool = True
    """Whether an interleukin-6 that nobody measured leaves the fifth sign decided where the others are normal."""
    haemoglobin_g_per_dl: Annotated[
        Decimal,
        Limits(5, 20, "g/dL"),
        About("A haemoglobin below it counts as abnormal biochemistry.", CITATION, (10, 13)),
    ] = Decimal(12)
    albumin_g_per_l: Annotated[
        AlbuminGPerL, About("An albumin below it counts as abnormal biochemistry.", CITATION, (28, 38))
    ] = Decimal(32)
    intake_kcal_per_kg: Annotated[
        Decimal,
        Limits(5, 50, "kcal/kg/d"),
        About(
            "An intake below it, for each kilogram of current weight and day, counts as anorexia.", CITATION, (15, 30)
        ),
    ] = Decimal(20)
    grip_kg: Annotated[
        BySex, Limits(5, 60, "kg"), About("Grip counts as weak below this strength.", EWGSOP2, (14, 32))
    ] = field(default_factory=lambda: BySex.of("27", "16"))
    asmi_dxa: Annotated[
        BySex,
        Limits(3, 12, "kg/m2"),
        About("Muscle counts as low below this appendicular index by DXA.", CITATION, (Decimal("5.0"), Decimal("8.0"))),
    ] = field(default_factory=lambda: BySex.of("7.25", "5.45"))


@dataclass(frozen=True, slots=True)
class Evans2008Details(Details):
    """How many of the five signs are met."""

    supporting_met: int

    def common(self, other: Self) -> Details:
        """Count what is met either way."""
        return Evans2008Details(min(self.supporting_met, other.supporting_met))


def assess(snapshot: Snapshot, rules: Evans2008Rules) -> Finding:
    """Decide both steps."""
    supporting = (
        grip(snapshot, rules.grip_kg),
        symptom(snapshot, Sign.FATIGUE),
        _anorexia(snapshot, rules),
        low_muscle(snapshot, {Measure.ASMI_DXA: rules.asmi_dxa}),
        _biochemistry(snapshot, rules),
    )
    both = every(_weight(snapshot, rules), count_of(SIGNS_NEEDED, supporting))
    return Finding.of(both, Evans2008Details(sum(one.verdict is Verdict.MET for one in supporting)))


def _weight(snapshot: Snapshot, rules: Evans2008Rules) -> Reasoned:
    """BMI stands in only where the loss cannot be documented; one that a date or a short record leaves open can be."""
    lost = loss(snapshot, snapshot.weight.twelve_months, ">=", rules.weight_loss_percent)
    if lost.verdict is not Verdict.UNKNOWN or DOCUMENTABLE & set(lost.missing):
        return lost
    thin = bmi(snapshot, "<", rules.bmi)
    return thin if thin.verdict is Verdict.MET else lost


def _anorexia(snapshot: Snapshot, rules: Evans2008Rules) -> Reasoned:
    """Poor appetite, or an intake below 20 kcal per kg of current weight and day."""
    stated = symptom(snapshot, Sign.ANOREXIA)
    weight = snapshot.weight.kg.exact
    if weight is None:
        return stated if stated.verdict is Verdict.MET else Reasoned(Verdict.UNKNOWN, missing=stated.missing)
    return either(stated, intake(snapshot, "<", weight * Fraction(rules.intake_kcal_per_kg)))


def _biochemistry(snapshot: Snapshot, rules: Evans2008Rules) -> Reasoned:
    """Count the blood once. Interleukin-6 is hardly ever measured: beside known and normal others it is not missed."""
    usual = (
        lab(snapshot, Measure.CRP, ">", rules.crp_mg_per_l),
        lab(snapshot, Measure.HAEMOGLOBIN, "<", rules.haemoglobin_g_per_dl),
        lab(snapshot, Measure.ALBUMIN, "<", rules.albumin_g_per_l),
    )
    if rules.il_6_optional and snapshot.laboratory.latest(Measure.IL_6) is None:
        return either(*usual)
    return either(*usual, lab(snapshot, Measure.IL_6, ">", rules.il_6_pg_per_ml))


def in_words(rules: Evans2008Rules) -> str:
    """Describe the rule."""
    return (
        f"Weight loss of {rules.weight_loss_percent} % or more in 12 months (or, where no loss can be documented, a "
        f"BMI below {rules.bmi} kg/m2) and three of: weak grip, fatigue, anorexia, low fat-free mass, "
        f"abnormal biochemistry (CRP above {rules.crp_mg_per_l} mg/L, IL-6 above {rules.il_6_pg_per_ml} pg/mL, "
        f"haemoglobin below {rules.haemoglobin_g_per_dl} g/dL, albumin below {rules.albumin_g_per_l} g/L)."
    )


DEFINITION = Definition(
    id="evans_2008",
    defines=Defines.CACHEXIA,
    title=phrase("Evans 2008"),
    in_full=phrase("Evans 2008 (consensus on cachexia in any chronic illness)"),
    scope=phrase("any chronic illness"),
    heading="Cachexia (Evans 2008)",
    citation=CITATION,
    url="https://doi.org/10.1016/j.clnu.2008.06.013",
    rules=Evans2008Rules,
    assess=assess,
    in_words=in_words,
    any_chronic_disease=True,
)
