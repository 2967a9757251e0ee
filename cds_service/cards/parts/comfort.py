"""Part 1, where comfort comes first: what may help now, instead of what would raise the weight."""

from typing import Final

from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.status import Status
from cds_service.clinical.words import phrase

SENTENCES: Final = (
    phrase("Symptom relief and support for patient and family may be considered, with time to talk about eating."),
    phrase(
        "Scottish Palliative Care Guidelines suggest weighing only if it helps, since recording weight can increase"
        " distress, and treating what can be reversed."
    ),
    phrase("ASCO 2020 suggests not offering tube or parenteral feeding routinely for cachexia outside trials."),
)


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    if assessment.status is not Status.REFRACTORY_SUSPECTED:
        return []
    return [phrases.say("**Comfort first**"), *(f"- {phrases.say(one)}" for one in SENTENCES)]
