"""Malnutrition by GLIM, one-step: Cederholm et al., Clin Nutr 2019;38:1-9. It does not diagnose cachexia.

At least one phenotypic criterion (loss > 5 % within or > 10 % beyond 6 months, low BMI for age, low muscle) and one
etiologic one. Active cancer counts as the disease burden; `crp_confirmed` asks for CRP above the limit as well.
Table 3 prints "<70" and ">70"; 70 counts as older, as in the severity table.
"""

from decimal import Decimal

from cds_service.clinical.comparisons import bmi, lab, loss, low_muscle
from cds_service.clinical.finding import Finding, Reasoned, either, every
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import Glim2019Rules
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_history import Loss


def assess(snapshot: Snapshot, rules: Glim2019Rules) -> Finding:
    """Decide the disease-based form, its stage, and the CRP-confirmed form."""
    phenotype = _phenotype(snapshot, rules)
    confirmed = every(phenotype, lab(snapshot, Measure.CRP, ">", rules.crp_mg_per_l))
    return Finding.of(phenotype, stage=_stage(snapshot, phenotype, rules), crp_confirmed=confirmed.verdict.value)


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
        return Reasoned(Verdict.UNKNOWN, missing=("birth_date",))
    return older if is_older is Verdict.MET else younger


def _stage(snapshot: Snapshot, phenotype: Reasoned, rules: Glim2019Rules) -> int | None:
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
    if "birth_date" in severe.missing:
        return None
    graded = {"weight_loss"} | ({"bmi"} if rules.region == "default" else set())
    return 1 if any(one.name in graded for one in phenotype.evidence) else None


def _severe_bmi(snapshot: Snapshot, rules: Glim2019Rules) -> tuple[Reasoned, ...]:
    """Asian cut-offs for severity were not set in 2019."""
    if rules.region == "asia":
        return ()
    younger = bmi(snapshot, "<", rules.severe_bmi)
    return (_for_age(snapshot, rules, younger, bmi(snapshot, "<", rules.severe_bmi_older)),)
