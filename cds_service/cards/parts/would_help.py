"""Part 6: what is missing, and what it would decide."""

from cds_service.cards import names
from cds_service.cards.deciding import still_needed
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment, Status
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


def _wanted(assessment: Assessment) -> dict[str, list[str]]:
    """Collect by missing item the criteria that it would help to decide, in the order of their weight."""
    settled = "precachexia" if assessment.status is Status.CACHEXIA else "refractory"
    wanted: dict[str, list[str]] = {}
    for name in sorted(assessment.findings, key=lambda one: _ORDER.get(one, 2) if one != assessment.primary else 0):
        finding = assessment.findings[name]
        if finding.verdict is Verdict.UNKNOWN and name != settled:
            for item in still_needed(name, finding):
                wanted.setdefault(item, []).append(name)
    return wanted


_ORDER = {"refractory": 1, "precachexia": 3}
"""Whether comfort comes first matters more than a second definition."""


def _line(item: str, criteria: list[str], phrases: Phrases) -> str:
    what = names.named(names.MISSING, item, phrases)
    decides = [_criterion(item, name, phrases) for name in criteria]
    return "- " + phrases.say(
        "**{item}** would help to decide {criteria}", item=what[:1].upper() + what[1:], criteria=phrases.listed(decides)
    )


def _criterion(item: str, name: str, phrases: Phrases) -> str:
    if item == "muscle_mass" and name == "fearon_2011":
        return phrases.say("Fearon 2011 (its third branch)")
    if name == "refractory":
        return phrases.say("whether comfort comes first")
    if name == "precachexia":
        return phrases.say("possible pre-cachexia")
    return names.criterion(name, phrases)
