"""Part 3: the other definitions side by side, one line each; never merged into one label."""

from collections.abc import Callable
from typing import Final

from cds_service.cards import names
from cds_service.cards.deciding import deciding_finding
from cds_service.cards.evidence import joined
from cds_service.cards.phrases import Phrases, phrase
from cds_service.clinical.assessment import Assessment, Status
from cds_service.clinical.finding import Finding
from cds_service.clinical.verdict import Verdict

NOT_HERE = frozenset((Status.WITHHELD, Status.REFRACTORY_SUSPECTED))
"""Where no result is given, or where labels do not help any more."""


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    if assessment.status in NOT_HERE:
        return []
    told = [_line(name, finding, assessment, phrases) for name, finding in _others(assessment).items()]
    return [phrases.say("**Other definitions**"), *told] if told else []


def _others(assessment: Assessment) -> dict[str, Finding]:
    deciding, _ = deciding_finding(assessment)
    told = {assessment.primary.value, deciding, "refractory"}
    if assessment.status is Status.CACHEXIA:
        told.add("precachexia")  # what comes before cachexia is no question any more
    return {
        name: finding
        for name, finding in assessment.findings.items()
        if name not in told and finding.verdict is not Verdict.NOT_APPLICABLE
    }


def _line(name: str, finding: Finding, assessment: Assessment, phrases: Phrases) -> str:
    scope = f" ({phrases.say(names.SCOPES[name])})" if name in names.SCOPES else ""
    extra = _MORE.get(name, _nothing_more)(finding, phrases)
    verdict = "; ".join((phrases.say(VERDICTS[finding.verdict]), *_why(finding, assessment, phrases), *extra))
    return f"- **{names.criterion(name, phrases)}**{scope}: {verdict}"


VERDICTS: Final = {
    Verdict.MET: phrase("met"),
    Verdict.NOT_MET: phrase("not met"),
    Verdict.UNKNOWN: phrase("unknown"),
}


def _why(finding: Finding, assessment: Assessment, phrases: Phrases) -> list[str]:
    """Tell what met it; what an undecided one lacks is told once, under what would help."""
    return [joined(finding, assessment, phrases)] if finding.verdict is Verdict.MET else []


def _nothing_more(_finding: Finding, _phrases: Phrases) -> list[str]:
    return []


def _glim(finding: Finding, phrases: Phrases) -> list[str]:
    stage = finding.detail("stage")
    told = []
    if stage == 1:
        told.append(phrases.say("stage 1 (moderate)"))
    elif stage == 2:
        told.append(phrases.say("stage 2 (severe)"))
    if finding.verdict is Verdict.MET:
        confirmed = CONFIRMED.get(Verdict(str(finding.detail("crp_confirmed"))))
        told += [phrases.say(confirmed)] if confirmed else []
    return told


def _fearon_2006(finding: Finding, phrases: Phrases) -> list[str]:
    met, unknown = (int(finding.detail(name) or 0) for name in ("factors_met", "factors_unknown"))
    if not unknown:
        return [phrases.say("{met} of 3 factors met", met=met)]
    return [phrases.say("{met} of 3 factors met, {unknown} unknown", met=met, unknown=unknown)]


def _evans(finding: Finding, phrases: Phrases) -> list[str]:
    return [phrases.say("{met} of 5 further signs met", met=int(finding.detail("supporting_met") or 0))]


CONFIRMED: Final = {
    Verdict.NOT_MET: phrase("not met where a raised CRP is asked for"),
    Verdict.UNKNOWN: phrase("unknown where a raised CRP is asked for"),
}

_MORE: Final[dict[str, Callable[[Finding, Phrases], list[str]]]] = {
    "glim_2019": _glim,
    "fearon_2006": _fearon_2006,
    "evans_2008": _evans,
}
