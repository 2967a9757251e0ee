"""What makes comfort the aim of care, in words."""

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Kind
from cds_service.clinical.verdict import Verdict

from .phrases import Phrases


def setting(assessment: Assessment, phrases: Phrases) -> str:
    """Name the comfort care, the performance status or the palliative care on record."""
    if assessment.snapshot.record.stated(Kind.HOSPICE):
        return phrases.say("in comfort care")
    if assessment.performance and assessment.performance.at_least(4) is Verdict.MET:
        return phrases.say("with performance status ECOG 4")
    return phrases.say("in palliative care")
