"""Part 6: what is missing, and what it would decide."""

from cds_service.cards import missing_words
from cds_service.cards.deciding import still_needed
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.missing import Needed
from cds_service.clinical.ruleset import FindingKey, Stage
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict

MOST_LINES = 3
NOT_HERE = frozenset((Status.WITHHELD, Status.REFRACTORY_SUSPECTED))
"""More measuring would not settle a withheld result, and nobody is asked to weigh a dying patient."""


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    if assessment.status in NOT_HERE:
        return []
    told = [_line(item, criteria, phrases) for item, criteria in _wanted(assessment).items()][:MOST_LINES]
    return [phrases.say("**Would help**"), *told] if told else []


def _wanted(assessment: Assessment) -> dict[Needed, list[FindingKey]]:
    """Collect by missing item the criteria that it would help to decide, in the order of their weight."""
    settled = Stage.PRECACHEXIA if assessment.status is Status.CACHEXIA else Stage.REFRACTORY
    wanted: dict[Needed, list[FindingKey]] = {}
    for key in sorted(assessment.findings, key=lambda one: _place(one, assessment)):
        finding = assessment.findings[key]
        if finding.verdict is Verdict.UNKNOWN and key is not settled:
            for item in still_needed(key, finding):
                wanted.setdefault(item, []).append(key)
    return wanted


def _place(key: FindingKey, assessment: Assessment) -> int:
    """Whether comfort comes first matters more than a second definition."""
    if key is assessment.primary:
        return 0
    return {Stage.REFRACTORY: 1, Stage.PRECACHEXIA: 3}.get(key, 2) if isinstance(key, Stage) else 2


def _line(item: Needed, criteria: list[FindingKey], phrases: Phrases) -> str:
    what = missing_words.named(item, phrases)
    decides = [_criterion(item, key, phrases) for key in criteria]
    return "- " + phrases.say(
        "**{item}** would help to decide {criteria}", item=what[:1].upper() + what[1:], criteria=phrases.listed(decides)
    )


def _criterion(item: Needed, key: FindingKey, phrases: Phrases) -> str:
    definition = key.definition
    return phrases.say(definition.questions.get(item) or definition.question or definition.title)
