"""Part 2: which definitions are met, with their editions and the number that decided; never merged into one label."""

from typing import assert_never

from cds_service.cards import missing_words, names, quantities
from cds_service.cards.deciding import deciding_finding, still_needed
from cds_service.cards.evidence import in_words
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.confounder_rules import ConfounderCode
from cds_service.clinical.definition import Defines
from cds_service.clinical.evidence import StatedEvidence
from cds_service.clinical.finding import Finding
from cds_service.clinical.missing import Missing
from cds_service.clinical.ruleset import FindingKey, Stage
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict


def lines(assessment: Assessment, phrases: Phrases, *, others: bool) -> list[str]:
    """Write the part: the one that decides, the others that are met, what is open."""
    beside = (_others(assessment, phrases), _open(assessment, phrases)) if others else ()
    parts = (_lead(assessment, phrases), *beside)
    told = "; ".join(part for part in parts if part)
    return [f"{told}."] if told else []


def _lead(assessment: Assessment, phrases: Phrases) -> str:
    key, finding = deciding_finding(assessment)
    told = {"criterion": names.criterion(key, phrases), "evidence": evidence(finding, assessment, phrases)}
    match assessment.status:
        case Status.CACHEXIA:
            return phrases.say("**Meets** {criterion}: {evidence}", **told)
        case Status.PRECACHEXIA:
            return phrases.say("**Possible pre-cachexia** (operational, after Fearon 2011): {evidence}", **told)
        case Status.AT_RISK:
            return _risk(assessment, phrases)
        case Status.WITHHELD:
            return _withheld(assessment, phrases)
        case Status.REFRACTORY_SUSPECTED:
            return phrases.say("**Meets** {criterion}", **told)
        case Status.UNDETERMINED | Status.NO_CACHEXIA | Status.NOT_APPLICABLE:
            return ""
        case _:
            assert_never(assessment.status)


def evidence(finding: Finding, assessment: Assessment, phrases: Phrases) -> str:
    """Write what decided, each with what it was held against."""
    told = dict.fromkeys(
        in_words(one, assessment, phrases)
        if isinstance(one, StatedEvidence)
        else phrases.say(
            "{evidence} ({limit})",
            evidence=in_words(one, assessment, phrases, met=False),
            limit=quantities.condition(one.comparison, phrases),
        )
        for one in finding.evidence
    )
    return phrases.listed(told)


def _risk(assessment: Assessment, phrases: Phrases) -> str:
    key, finding = deciding_finding(assessment)
    if key is assessment.primary or finding.verdict is not Verdict.MET:
        return phrases.say("**At risk** by a loss of weight over a longer time than the criteria ask")
    told = {"criterion": names.criterion(key, phrases), "evidence": evidence(finding, assessment, phrases)}
    return phrases.say("**Meets** {criterion}: {evidence}", **told)


def _withheld(assessment: Assessment, phrases: Phrases) -> str:
    _, finding = deciding_finding(assessment)
    inactive = any(one.code is ConfounderCode.CANCER_INACTIVE for one in assessment.confounders)
    primary = names.criterion(assessment.primary, phrases)
    if inactive and finding.verdict is Verdict.MET:
        return phrases.say("**Would meet** {criterion}, were the cancer active", criterion=primary)
    return phrases.say("**No result** by {criterion} is given", criterion=primary)


def _others(assessment: Assessment, phrases: Phrases) -> str:
    if assessment.status in {Status.WITHHELD, Status.REFRACTORY_SUSPECTED}:
        return ""
    deciding, finding = deciding_finding(assessment)
    told_already = {deciding} if finding.verdict is Verdict.MET else set()
    met = [
        _named(key, one, phrases)
        for key, one in assessment.findings.items()
        if one.verdict is Verdict.MET and key not in told_already and not isinstance(key, Stage)
    ]
    if not met:
        return ""
    listed = phrases.listed(met)
    return (
        phrases.say("also {criteria}", criteria=listed)
        if told_already
        else phrases.say("**Meets** {criteria}", criteria=listed)
    )


def _named(key: FindingKey, finding: Finding, phrases: Phrases) -> str:
    """Name a criterion; what it defines is said where it is not cachexia, with its stage."""
    definition, name = key.definition, names.criterion(key, phrases)
    if definition.defines is not Defines.MALNUTRITION or definition.scope is None:
        return name
    parts = (definition.scope, finding.details.steps_in_words(), finding.details.stage_in_words())
    details = ", ".join(phrases.say(part) for part in parts if part)
    return phrases.say("{criterion} ({details})", criterion=name, details=details)


def _open(assessment: Assessment, phrases: Phrases) -> str:
    """Tell which others are open, with what each lacks; of the primary one it is told under what to ask about."""
    if assessment.status in {Status.WITHHELD, Status.REFRACTORY_SUSPECTED}:
        return ""
    told = []
    for key, finding in assessment.findings.items():
        if isinstance(key, Stage) or key is assessment.primary or finding.verdict is not Verdict.UNKNOWN:
            continue
        if (needed := still_needed(key, finding)) and not isinstance(needed[0], Missing):
            lacking = missing_words.listed(needed, phrases, most=2)
            name = names.criterion(key, phrases)
            told.append(phrases.say("{criterion} open: {missing}", criterion=name, missing=lacking))
    return told[0] if told else ""
