"""What makes comfort the aim of care, in words."""

from cds_service.clinical.assessment import Assessment

from .phrases import Phrases


def setting(assessment: Assessment, phrases: Phrases) -> str:
    """Name the hospice or comfort care on record, or an illness that a clinician expects to end soon."""
    facts = assessment.snapshot.in_hospice
    if any(not fact.detail for fact in facts):
        return phrases.say("in hospice care")
    return phrases.say("in comfort care") if facts else phrases.say("in advanced illness")
