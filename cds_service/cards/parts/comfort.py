"""Part 1, where comfort comes first: what may help now, instead of what would raise the weight."""

from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.status import Status
from cds_service.clinical.words import phrase

COMFORT = phrase(
    "**Comfort first:** relief of symptoms and support for patient and family may be considered. Weighing only where it"
    " helps (Scottish Palliative Care Guidelines)."
)


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    return [phrases.say(COMFORT)] if assessment.status is Status.REFRACTORY_SUSPECTED else []
