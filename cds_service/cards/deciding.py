"""What decided the status: the finding, its evidence, the weight change behind it."""

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.definition import Defines
from cds_service.clinical.evidence import Comparison, LossEvidence, MeasureEvidence, Quantity
from cds_service.clinical.finding import Finding
from cds_service.clinical.missing import Missing, Needed
from cds_service.clinical.ruleset import Criterion, FindingKey, Stage
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_history import Change

CACHEXIA_BEFORE_MALNUTRITION = sorted(Criterion, key=lambda one: one.definition.defines is Defines.MALNUTRITION)


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
    """Give the weight change that the deciding finding used; failing that, that of the last six months."""
    _, finding = deciding_finding(assessment)
    losses = (one.change for one in finding.evidence if isinstance(one, LossEvidence))
    return next(losses, assessment.snapshot.weight.six_months.change)


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
