"""The three-factor profile of Fearon, Voss and Hustead, Am J Clin Nutr 2006;83:1345-1350.

Weight loss >= 10 %, intake <= 1500 kcal/d, CRP >= 10 mg/L. The count is reported with both of the paper's readings:
at least two factors (taken as the verdict) and all three. Derived in pancreatic cancer. A CRP of exactly 10 counts.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from cds_service.clinical.comparisons import intake, lab, loss
from cds_service.clinical.definition import CriterionRules, Defines, Definition
from cds_service.clinical.finding import Details, Finding, count_of
from cds_service.clinical.limits import About, CrpMgPerL, Limits, LossPercent
from cds_service.clinical.measures import Measure
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict, all_of
from cds_service.clinical.words import Words, phrase

CITATION = "Fearon KC et al., Am J Clin Nutr 2006;83:1345-1350"


@dataclass(frozen=True)
class Fearon2006Rules(CriterionRules):
    """Fearon 2006, Am J Clin Nutr 83:1345: weight loss, low intake, systemic inflammation."""

    weight_loss_percent: Annotated[LossPercent, About("Weight loss is a factor from here on.", CITATION, (5, 15))] = (
        Decimal(10)
    )
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

    def more(self, verdict: Verdict) -> tuple[Words, ...]:  # noqa: ARG002 - told whatever the verdict
        """Tell the count."""
        met, unknown = self.factors_met, self.factors_unknown
        if not unknown:
            return (Words(phrase("{met} of 3 factors met"), {"met": met}),)
        return (Words(phrase("{met} of 3 factors met, {unknown} unknown"), {"met": met, "unknown": unknown}),)


def assess(snapshot: Snapshot, rules: Fearon2006Rules) -> Finding:
    """Count the factors."""
    factors = (
        loss(snapshot, snapshot.weight.six_months, ">=", rules.weight_loss_percent),
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
        f"Two or three of: weight loss of {rules.weight_loss_percent} % or more, intake of at most "
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
