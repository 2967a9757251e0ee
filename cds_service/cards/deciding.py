"""What decided the status: the finding, its evidence, the weight change behind it."""

from cds_service.clinical.assessment import Assessment, Status
from cds_service.clinical.finding import Evidence, Finding
from cds_service.clinical.ruleset import Criterion
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_history import Change

CACHEXIA_BEFORE_MALNUTRITION = (
    Criterion.FEARON_2011,
    Criterion.EVANS_2008,
    Criterion.FEARON_2006,
    Criterion.AWGC_2023,
    Criterion.GLIM_2019,
)


def deciding_finding(assessment: Assessment) -> tuple[str, Finding]:
    """Give the finding that the status rests on, with its name; the primary one where none was met."""
    if assessment.status is Status.PRECACHEXIA:
        return "precachexia", assessment.findings["precachexia"]
    if assessment.status is Status.AT_RISK:
        for name in CACHEXIA_BEFORE_MALNUTRITION:
            finding = assessment.findings.get(name.value)
            if finding and finding.verdict is Verdict.MET:
                return name.value, finding
    return assessment.primary.value, assessment.primary_finding


def deciding_change(assessment: Assessment) -> Change | None:
    """Give the weight change that the deciding finding used; failing that, that of the last six months."""
    _, finding = deciding_finding(assessment)
    losses = (one for one in finding.evidence if one.name == "weight_loss")
    seen = (change_of(one, assessment) for one in losses)
    return next((one for one in seen if one), assessment.snapshot.weight.six_months.change)


def change_of(evidence: Evidence, assessment: Assessment) -> Change | None:
    """Find the change that a weight loss was computed from, to write it unrounded."""
    weight = assessment.snapshot.weight
    windows = (weight.six_months, weight.twelve_months, weight.three_to_six_months, weight.beyond_six_months)
    changes = (window.change for window in windows if window.change)
    return next(
        (one for one in changes if (one.reference.on, one.current.on) == (evidence.since, evidence.until)), None
    )


def thresholds(name: str, assessment: Assessment) -> list[str]:
    """List the thresholds that a value was held against by any criterion."""
    return [
        one.threshold
        for finding in assessment.findings.values()
        for one in finding.evidence
        if one.name == name and one.threshold
    ]


def still_needed(name: str, finding: Finding) -> tuple[str, ...]:
    """List what is missing for a criterion; without weights nothing else would help, so they stand alone."""
    steps = (("weight", "current_weight"), ("reference_weight",) if name in _NEED_A_LOSS else ())
    for step in steps:
        if needed := tuple(one for one in finding.missing if one in step):
            return needed
    return finding.missing


_NEED_A_LOSS = frozenset((Criterion.FEARON_2011.value, "precachexia"))
