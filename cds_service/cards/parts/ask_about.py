"""Part 4: the one or two things that would decide, and the causes of weight loss that can be treated."""

from cds_service.cards import missing_words, names
from cds_service.cards.deciding import still_needed
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.missing import Missing, Needed
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.words import phrase

CAUSES = phrase("**Ask about** appetite, nausea, pain, mouth, swallowing, constipation and mood.")
"""Causes of weight loss that can be treated."""
MOST_THINGS = 2
IN_THE_TITLE = frozenset((Missing.WEIGHT, Missing.CURRENT_WEIGHT, Missing.WEIGHT_CONFIRMATION))
NOT_HERE = frozenset((Status.WITHHELD, Status.REFRACTORY_SUSPECTED))
"""More measuring would not settle a withheld result, and nobody is asked to weigh a dying patient."""


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    if assessment.status in NOT_HERE:
        return []
    causes = phrases.say(CAUSES)
    needed = _needed(assessment)
    if not needed:
        return [causes]
    listed = missing_words.listed(needed, phrases, most=MOST_THINGS)
    criterion = names.criterion(assessment.primary, phrases)
    return [
        phrases.say(
            "{causes} {needed} would decide {criterion}.", causes=causes, needed=_capital(listed), criterion=criterion
        )
    ]


def _needed(assessment: Assessment) -> tuple[Needed, ...]:
    """List what would decide the primary criterion; that a weight is needed stands in the title."""
    finding = assessment.primary_finding
    if finding.verdict is not Verdict.UNKNOWN or assessment.readings:
        return ()
    needed = still_needed(assessment.primary, finding)
    return tuple(one for one in needed if one not in IN_THE_TITLE)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
