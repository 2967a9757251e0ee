"""Part 1: the finding, with the criterion, its edition, the branch and the number that decided."""

from collections.abc import Callable
from typing import Final

from cds_service.cards import missing_words, names
from cds_service.cards.deciding import deciding_finding, still_needed
from cds_service.cards.evidence import with_threshold
from cds_service.cards.phrases import Phrases
from cds_service.cards.setting import setting
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.confounder_rules import Action, ConfounderCode
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    sentence = _BY_STATUS[assessment.status](assessment, phrases)
    return [phrases.say("**Finding:** {sentence}", sentence=sentence)]


def _met(assessment: Assessment, phrases: Phrases) -> str:
    key, finding = deciding_finding(assessment)
    branch, remark = finding.details.met_by(), finding.details.remark()
    told = {"criterion": names.in_full(key, phrases), "evidence": _evidence(assessment, phrases)}
    if branch is None:
        return phrases.say("{criterion} is met: {evidence}.", **told)
    words = phrases.say("{criterion} is met by {branch}: {evidence}.", branch=phrases.say(branch), **told)
    return f"{words} {phrases.say(remark)}" if remark else words


def _refractory(assessment: Assessment, phrases: Phrases) -> str:
    where = setting(assessment, phrases)
    return phrases.say(
        "{finding} {setting}, relief may matter more than weight.",
        finding=_met(assessment, phrases),
        setting=where[:1].upper() + where[1:],
    )


def _precachexia(assessment: Assessment, phrases: Phrases) -> str:
    return phrases.say(
        "Possible pre-cachexia (operational, after Fearon 2011): {evidence}.", evidence=_evidence(assessment, phrases)
    )


def _at_risk(assessment: Assessment, phrases: Phrases) -> str:
    undecided = assessment.primary_finding.verdict is Verdict.UNKNOWN
    primary = names.in_full(assessment.primary, phrases)
    first = (
        phrases.say("{criterion} cannot be decided.", criterion=primary)
        if undecided
        else phrases.say("{criterion} is not met.", criterion=primary)
    )
    return f"{first} {_met(assessment, phrases)}"


def _undetermined(assessment: Assessment, phrases: Phrases) -> str:
    finding = assessment.primary_finding
    primary = names.in_full(assessment.primary, phrases)
    weight = assessment.snapshot.weight
    if weight.stale:
        return phrases.count(
            "{criterion} cannot be decided: weights older than {number} day are not used.",
            "{criterion} cannot be decided: weights older than {number} days are not used.",
            assessment.snapshot.rules.weight_series.stale_days,
            criterion=primary,
        )
    return phrases.say(
        "{criterion} cannot be decided. Not known: {missing}.",
        criterion=primary,
        missing=missing_words.listed(still_needed(assessment.primary, finding), phrases),
    )


def _withheld(assessment: Assessment, phrases: Phrases) -> str:
    primary = names.in_full(assessment.primary, phrases)
    inactive = any(one.code is ConfounderCode.CANCER_INACTIVE for one in assessment.confounders)
    if inactive and assessment.primary_finding.verdict is Verdict.MET:
        return phrases.say(
            "If the cancer were active, {criterion} would be met: {evidence}.",
            criterion=primary,
            evidence=_evidence(assessment, phrases),
        )
    withholding = sum(one.action is Action.WITHHOLD for one in assessment.confounders)
    return phrases.count(
        "The result of {criterion} is not given, for the reason below.",
        "The result of {criterion} is not given, for the reasons below.",
        withholding,
        criterion=primary,
    )


def _evidence(assessment: Assessment, phrases: Phrases) -> str:
    _, finding = deciding_finding(assessment)
    told = dict.fromkeys(with_threshold(one, assessment, phrases) for one in finding.evidence)
    return phrases.listed(told)


_BY_STATUS: Final[dict[Status, Callable[[Assessment, Phrases], str]]] = {
    Status.CACHEXIA: _met,
    Status.REFRACTORY_SUSPECTED: _refractory,
    Status.PRECACHEXIA: _precachexia,
    Status.AT_RISK: _at_risk,
    Status.UNDETERMINED: _undetermined,
    Status.WITHHELD: _withheld,
}
