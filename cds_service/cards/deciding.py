"""What decided the status: the finding, its evidence, the weight change behind it."""

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.definition import Defines
from cds_service.clinical.evidence import Comparison, LossEvidence, MeasureEvidence, Quantity
from cds_service.clinical.finding import Finding
from cds_service.clinical.missing import Missing, Needed
from cds_service.clinical.record import WeightKind
from cds_service.clinical.risk_rules import Risk
from cds_service.clinical.ruleset import Criterion, FindingKey, Stage
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_days import DayWeight
from cds_service.clinical.weight_history import Change

CACHEXIA_BEFORE_MALNUTRITION = sorted(Criterion, key=lambda one: one.definition.defines is Defines.MALNUTRITION)


SIX_MONTHS = frozenset((Risk.FEARON_2011, Risk.GLIM_2019_LOSS))


def deciding_finding(assessment: Assessment) -> tuple[FindingKey, Finding]:
    """Give the finding that the status rests on, with its name; the primary one where none was met."""
    if assessment.status is Status.PRECACHEXIA:
        return Stage.PRECACHEXIA, assessment.findings[Stage.PRECACHEXIA]
    if assessment.status is Status.AT_RISK:
        for key in CACHEXIA_BEFORE_MALNUTRITION:
            finding = assessment.findings.get(key)
            if finding and finding.verdict is Verdict.MET:
                return key, finding
    return assessment.primary, assessment.primary_finding


def deciding_change(assessment: Assessment) -> Change | None:
    """Give the weight change that the answer rests on; failing that, the one that a reader would look at.

    Someone at risk by a year's loss is told that one; otherwise six months, and beyond them the nearest weight.
    """
    weight = assessment.snapshot.weight
    if assessment.status is Status.AT_RISK and not SIX_MONTHS.intersection(assessment.risks):
        return _in_a_year(assessment)
    _, finding = deciding_finding(assessment)
    losses = (one.change for one in finding.evidence if isinstance(one, LossEvidence))
    return next(losses, weight.six_months.change or _beyond(assessment))


def is_usual(weight: DayWeight, assessment: Assessment) -> bool:
    """Whether a weight is the usual one, which is told without a date: it says how much was lost, never since when."""
    return any(
        one.kind is WeightKind.USUAL and one.recorded.source == weight.sources[0]
        for one in assessment.snapshot.record.weights
    )


def no_earlier_weight(assessment: Assessment) -> bool:
    """Whether nothing on record was weighed or told before the current weight."""
    current = assessment.snapshot.weight.current
    return not any(
        current is None or one.recorded.when.first < current.when.first for one in assessment.snapshot.record.weights
    )


def _in_a_year(assessment: Assessment) -> Change | None:
    weight = assessment.snapshot.weight
    changes = [one for one in (weight.six_months.change, weight.twelve_months.change) if one]
    return max(changes, key=lambda one: one.percent, default=None) or weight.just_outside


def _beyond(assessment: Assessment) -> Change | None:
    weight = assessment.snapshot.weight
    return weight.just_outside or weight.twelve_months.change


def loss_comparisons(assessment: Assessment) -> list[Comparison]:
    """List what a weight loss was held against by any criterion."""
    found = (one for finding in assessment.findings.values() for one in finding.evidence)
    return [one.comparison for one in found if isinstance(one, LossEvidence)]


def bmi_comparisons(assessment: Assessment) -> list[Comparison]:
    """List what the BMI was held against by any criterion."""
    found = (one for finding in assessment.findings.values() for one in finding.evidence)
    return [one.comparison for one in found if isinstance(one, MeasureEvidence) and one.measure is Quantity.BMI]


def still_needed(key: FindingKey, finding: Finding) -> tuple[Needed, ...]:
    """List what is missing for a criterion; without weights nothing else would help, so they stand alone."""
    first = (Missing.WEIGHT, Missing.CURRENT_WEIGHT)
    then = (Missing.REFERENCE_WEIGHT,) if key.definition.needs_a_loss else ()
    for step in (first, then):
        if needed := tuple(one for one in finding.missing if one in step):
            return needed
    return finding.missing
