"""The three-factor profile of Fearon, Voss and Hustead, Am J Clin Nutr 2006;83:1345-1350.

Weight loss >= 10 %, intake <= 1500 kcal/d, CRP >= 10 mg/L. The count is reported with both of the paper's readings:
at least two factors (taken as the verdict) and all three. Derived in pancreatic cancer. A CRP of exactly 10 counts.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Self

from cds_service.clinical.comparisons import intake, lab, loss
from cds_service.clinical.definition import CriterionRules, Defines, Definition
from cds_service.clinical.finding import Details, Finding, count_of
from cds_service.clinical.limits import PROPOSAL, About, CrpMgPerL, Limits, LossPercent
from cds_service.clinical.measures import Measure
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict, agreed, all_of
from cds_service.clinical.words import phrase

CITATION = "Fearon KC et al., Am J Clin Nutr 2006;83:1345-1350"


@dataclass(frozen=True)
class Fearon2006Rules(CriterionRules):
    """Fearon 2006, Am J Clin Nutr 83:1345: weight loss, low intake, systemic inflammation."""

    weight_loss_percent: Annotated[LossPercent, About("Weight loss is a factor from here on.", CITATION, (5, 15))] = (
        Decimal(10)
    )
    lookback_months: Annotated[
        int,
        Limits(6, 60, "months"),
        About("So far back the weight before the illness is looked for.", PROPOSAL, (12, 36)),
    ] = 24
    intake_kcal: Annotated[
        Decimal, Limits(500, 3000, "kcal/d"), About("An intake up to it is a factor.", CITATION, (1200, 2000))
    ] = Decimal(1500)
    crp_mg_per_l: Annotated[CrpMgPerL, About("A CRP from here on is a factor.", CITATION, (5, 20))] = Decimal(10)


@dataclass(frozen=True, slots=True)
class Fearon2006Details(Details):
    """The count of factors, and both readings of it."""

    factors_met: int
    factors_unknown: int
    at_least_two: Verdict
    all_three: Verdict

    def common(self, other: Self) -> Details:
        """Count as met, and as not met, what is so either way; what is not is unknown."""
        met = min(self.factors_met, other.factors_met)
        not_met = min(3 - one.factors_met - one.factors_unknown for one in (self, other))
        two, three = agreed(self.at_least_two, other.at_least_two), agreed(self.all_three, other.all_three)
        return Fearon2006Details(met, 3 - met - not_met, two, three)


def assess(snapshot: Snapshot, rules: Fearon2006Rules) -> Finding:
    """Count the factors."""
    factors = (
        loss(snapshot, snapshot.weight.pre_illness, ">=", rules.weight_loss_percent),
        intake(snapshot, "<=", rules.intake_kcal),
        lab(snapshot, Measure.CRP, ">=", rules.crp_mg_per_l),
    )
    verdicts = [one.verdict for one in factors]
    two = count_of(2, factors)
    met, unknown = verdicts.count(Verdict.MET), verdicts.count(Verdict.UNKNOWN)
    return Finding.of(two, Fearon2006Details(met, unknown, two.verdict, all_of(verdicts)))


def in_words(rules: Fearon2006Rules) -> str:
    """Describe the rule."""
    return (
        f"Two or three of: loss of {rules.weight_loss_percent} % or more of the pre-illness weight (the highest of "
        f"{rules.lookback_months} months), intake of at most "
        f"{rules.intake_kcal} kcal a day, CRP of {rules.crp_mg_per_l} mg/L or more."
    )


DEFINITION = Definition(
    id="fearon_2006",
    defines=Defines.CACHEXIA,
    title=phrase("Fearon 2006"),
    in_full=phrase("Fearon 2006 (three-factor profile)"),
    scope=phrase("three factors"),
    heading="Three-factor profile (Fearon 2006)",
    citation=CITATION,
    url="https://doi.org/10.1093/ajcn/83.6.1345",
    rules=Fearon2006Rules,
    assess=assess,
    in_words=in_words,
)
