"""Who is at risk although the primary criterion does not hold: by the reasons that a site has chosen."""

from collections.abc import Mapping
from typing import assert_never

from .comparisons import bmi, loss
from .finding import NOT_APPLICABLE, Finding
from .risk_rules import Risk
from .ruleset import ClinicalRules, Criterion, FindingKey
from .snapshot import Snapshot
from .verdict import Verdict
from .weight_direction import Direction


def risks_of(snapshot: Snapshot, rules: ClinicalRules, findings: Mapping[FindingKey, Finding]) -> tuple[Risk, ...]:
    """List the reasons that hold, in the ruleset's order; the primary criterion is none."""
    wanted = dict.fromkeys((*rules.at_risk_by, *((Risk.AWGC_2023,) if rules.awgc_2023.raises_status else ())))
    others = (risk for risk in wanted if risk != rules.primary.value)
    return tuple(risk for risk in others if _verdict(risk, snapshot, rules, findings) is Verdict.MET)


def _verdict(risk: Risk, snapshot: Snapshot, rules: ClinicalRules, findings: Mapping[FindingKey, Finding]) -> Verdict:
    match risk:
        case Risk.FEARON_2011:
            said = _said(findings, Criterion.FEARON_2011)
        case Risk.EVANS_2008:
            said = _said(findings, Criterion.EVANS_2008)
        case Risk.GLIM_2019:
            said = _said(findings, Criterion.GLIM_2019)
        case Risk.AWGC_2023:
            said = _said(findings, Criterion.AWGC_2023)
        case Risk.FEARON_2006:
            lost = loss(snapshot, snapshot.weight.twelve_months, ">=", rules.fearon_2006.weight_loss_percent)
            said = _said(findings, Criterion.FEARON_2006) if lost.verdict is Verdict.MET else lost.verdict
        case Risk.GLIM_2019_LOSS:
            said = loss(snapshot, snapshot.weight.six_months, ">", rules.glim_2019.weight_loss_percent).verdict
        case Risk.GLIM_2019_BMI:
            said = bmi(snapshot, "<", rules.glim_2019.severe_bmi).verdict
        case Risk.LOSS_12_MONTHS:
            falling = snapshot.weight.direction_of_year is Direction.FALLING
            lost = loss(snapshot, snapshot.weight.twelve_months, ">", rules.fearon_2011.weight_loss_percent)
            said = lost.verdict if falling else Verdict.NOT_MET
        case _:
            assert_never(risk)
    return said


def _said(findings: Mapping[FindingKey, Finding], criterion: Criterion) -> Verdict:
    return findings.get(criterion, NOT_APPLICABLE).verdict
