"""Part 3: the other definitions side by side, one line each; never merged into one label."""

from typing import assert_never

from cds_service.cards import names
from cds_service.cards.deciding import deciding_finding
from cds_service.cards.evidence import joined
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.finding import Finding
from cds_service.clinical.ruleset import FindingKey, Stage
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.words import phrase

NOT_HERE = frozenset((Status.WITHHELD, Status.REFRACTORY_SUSPECTED))
"""Where no result is given, or where labels do not help any more."""


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    if assessment.status in NOT_HERE:
        return []
    told = [_line(key, finding, assessment, phrases) for key, finding in _others(assessment).items()]
    return [phrases.say("**Other definitions**"), *told] if told else []


def _others(assessment: Assessment) -> dict[FindingKey, Finding]:
    deciding, _ = deciding_finding(assessment)
    told: set[FindingKey] = {assessment.primary, deciding, Stage.REFRACTORY}
    if assessment.status is Status.CACHEXIA:
        told.add(Stage.PRECACHEXIA)  # what comes before cachexia is no question any more
    return {
        key: finding
        for key, finding in assessment.findings.items()
        if key not in told and finding.verdict is not Verdict.NOT_APPLICABLE
    }


def _line(key: FindingKey, finding: Finding, assessment: Assessment, phrases: Phrases) -> str:
    scope = f" ({phrases.say(key.definition.scope)})" if key.definition.scope else ""
    extra = (phrases.say(one.message, **one.values) for one in finding.details.more(finding.verdict))
    verdict = "; ".join((phrases.say(_verdict(finding.verdict)), *_why(finding, assessment, phrases), *extra))
    return f"- **{names.criterion(key, phrases)}**{scope}: {verdict}"


def _verdict(verdict: Verdict) -> str:
    match verdict:
        case Verdict.MET:
            return phrase("met")
        case Verdict.NOT_MET:
            return phrase("not met")
        case Verdict.UNKNOWN:
            return phrase("unknown")
        case Verdict.NOT_APPLICABLE:
            return phrase("not applicable")
        case _:
            assert_never(verdict)


def _why(finding: Finding, assessment: Assessment, phrases: Phrases) -> list[str]:
    """Tell what met it; what an undecided one lacks is told once, under what would help."""
    return [joined(finding, assessment, phrases)] if finding.verdict is Verdict.MET else []
