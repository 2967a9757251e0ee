"""Why a referral is suggested, in one phrase of this patient's own numbers."""

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.evidence import Sign, StatedEvidence
from cds_service.clinical.facts import Kind
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict

from .deciding import deciding_finding
from .evidence import joined, with_others
from .phrases import Phrases
from .summary import summarise


def reason(assessment: Assessment, phrases: Phrases) -> str:
    """Write the evidence, with the poor appetite that it may not contain: "10.0 % weight loss with poor appetite"."""
    _, finding = deciding_finding(assessment)
    poor, _ = assessment.snapshot.symptom(Kind.ANOREXIA)
    told = any(isinstance(one, StatedEvidence) and one.sign is Sign.ANOREXIA for one in finding.evidence)
    if told or poor is not Verdict.MET:
        return joined(finding, assessment, phrases)
    return with_others([joined(finding, assessment, phrases, most=1), phrases.say("poor appetite")], phrases)


def order_reason(assessment: Assessment, phrases: Phrases) -> str:
    """Write the reason that a draft referral carries: the finding in short."""
    if assessment.status is Status.REFRACTORY_SUSPECTED:
        return phrases.say("{reason}; care focused on comfort", reason=reason(assessment, phrases))
    return summarise(assessment, phrases)
