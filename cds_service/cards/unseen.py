"""What a warning needs to have looked at and could not: hospice care, operations, performance status."""

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.words import phrase

from .phrases import Phrases

PROCEDURES, FUNCTION, REFERRALS = "procedures", "function", "referrals"
_NOT_CHECKED = {
    (PROCEDURES,): phrase("hospice, operations"),
    (FUNCTION,): phrase("performance status"),
    (PROCEDURES, FUNCTION): phrase("hospice, operations, performance status"),
}


def unseen(assessment: Assessment) -> tuple[str, ...]:
    """List the kinds of data without which nobody is warned."""
    unavailable = assessment.snapshot.record.unavailable
    return tuple(one for one in (PROCEDURES, FUNCTION) if one in unavailable)


def listed(assessment: Assessment, phrases: Phrases) -> str:
    """Name what was not looked at; empty where everything was."""
    kinds = unseen(assessment)
    return phrases.say(_NOT_CHECKED[kinds]) if kinds else ""
