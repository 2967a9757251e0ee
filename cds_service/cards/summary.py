"""The one sentence of an assessment card: the finding and the number that matters, below 140 characters."""

from collections.abc import Callable
from typing import Final

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.confounder_rules import Action, ConfounderCode
from cds_service.clinical.definition import Defines
from cds_service.clinical.evidence import Evidence, MeasureEvidence
from cds_service.clinical.finding import Finding
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import Criterion, FindingKey, Stage
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict
from cds_service.hooks.response import SUMMARY_LIMIT

from . import confounder_words, missing_words, names
from .deciding import deciding_change, deciding_finding, still_needed
from .evidence import change_percent, in_words, joined, share_and_time
from .phrases import Phrases
from .setting import setting


def summarise(assessment: Assessment, phrases: Phrases) -> str:
    """Write the summary of the assessment card."""
    return fitting(_BY_STATUS[assessment.status](assessment, phrases))


def fitting(sentence: str) -> str:
    """Shorten a sentence that a client would refuse: ours fit, one with an odd value or a long translation may not."""
    if _length(sentence) < SUMMARY_LIMIT:
        return sentence
    while _length(sentence) > SUMMARY_LIMIT - 2:
        sentence = sentence[:-1]
    return (sentence.rpartition(" ")[0] or sentence).rstrip(" ,;:") + "…"


def _with_all_that_fits(write: Callable[[int], str]) -> str:
    """Tell as much of the evidence as leaves room for the rest of the sentence."""
    sentences = (write(most) for most in (3, 2, 1))
    return next((one for one in sentences if _length(one) < SUMMARY_LIMIT), write(1))


def _length(sentence: str) -> int:
    return len(sentence.encode("utf-16-le")) // 2


def _cachexia(assessment: Assessment, phrases: Phrases) -> str:
    return _with_all_that_fits(lambda most: _met(assessment, phrases, most))


def _met(assessment: Assessment, phrases: Phrases, most: int) -> str:
    key, finding = deciding_finding(assessment)
    told = {"evidence": joined(finding, assessment, phrases, most), "criterion": names.criterion(key, phrases)}
    if key.definition.defines is Defines.MALNUTRITION:  # also where a site makes it the primary criterion
        return phrases.say("Malnutrition criteria met: {evidence} ({criterion})", **told)
    return phrases.say("Cancer cachexia criteria met: {evidence} ({criterion})", **told)


def _refractory(assessment: Assessment, phrases: Phrases) -> str:
    change = deciding_change(assessment)
    where = setting(assessment, phrases)
    if change is None or change.kg <= 0:
        return phrases.say(
            "Cachexia {setting}: consider symptom relief and support for patient and family", setting=where
        )
    return phrases.say(
        "Weight loss of {percent} {setting}: consider symptom relief and support for patient and family",
        percent=change_percent(change, assessment, phrases),
        setting=where,
    )


def _precachexia(assessment: Assessment, phrases: Phrases) -> str:
    change, evidence = deciding_change(assessment), assessment.findings[Stage.PRECACHEXIA].evidence
    inflammation = (in_words(one, assessment, phrases) for one in evidence if _is_crp(one))
    return phrases.say(
        "Possible pre-cachexia: {percent} weight loss with poor appetite and {crp}",
        percent=change_percent(change, assessment, phrases) if change else "",
        crp=next(inflammation, phrases.say("inflammation")),
    )


def _is_crp(evidence: Evidence) -> bool:
    return isinstance(evidence, MeasureEvidence) and evidence.measure is Measure.CRP


def _at_risk(assessment: Assessment, phrases: Phrases) -> str:
    return _with_all_that_fits(lambda most: _met_by_another(assessment, phrases, most))


def _met_by_another(assessment: Assessment, phrases: Phrases, most: int) -> str:
    key, finding = deciding_finding(assessment)
    told = {
        "primary": names.criterion(assessment.primary, phrases),
        "evidence": joined(finding, assessment, phrases, most),
        "other": _other(key, phrases),
    }
    if assessment.primary_finding.verdict is Verdict.UNKNOWN:
        return phrases.say("{primary} cannot be decided, but {evidence} meets {other}", **told)
    return phrases.say("{primary} not met, but {evidence} meets {other}", **told)


def _other(key: FindingKey, phrases: Phrases) -> str:
    """Name a criterion; one of malnutrition says so."""
    if key is Criterion.GLIM_2019:
        return phrases.say("GLIM 2019 (malnutrition)")
    return names.criterion(key, phrases)


def _undetermined(assessment: Assessment, phrases: Phrases) -> str:
    weight, finding = assessment.snapshot.weight, assessment.primary_finding
    if weight.current is None:
        return phrases.say("Cachexia cannot be assessed: no usable weight on record")
    if weight.stale:
        return phrases.count(
            "Cachexia cannot be assessed: last weight is {number} day old",
            "Cachexia cannot be assessed: last weight is {number} days old",
            weight.age_days or 0,
        )
    change = deciding_change(assessment)
    if change is None and "reference_weight" in finding.missing:
        return phrases.say("Cachexia cannot be assessed: no earlier weight to compare with")
    return _undecided(assessment, finding, phrases)


def _undecided(assessment: Assessment, finding: Finding, phrases: Phrases) -> str:
    change = deciding_change(assessment)
    lacking = missing_words.listed(still_needed(assessment.primary, finding), phrases)
    if change is None:
        return phrases.say("Cachexia cannot be decided: not known are {missing}", missing=lacking)
    return phrases.say(
        "Cachexia cannot be decided: {change}; not known: {missing}",
        change=share_and_time(change, assessment, phrases),
        missing=lacking,
    )


def _withheld(assessment: Assessment, phrases: Phrases) -> str:
    withholding = next(one for one in assessment.confounders if one.action is Action.WITHHOLD)
    change = deciding_change(assessment)
    if withholding.code is ConfounderCode.CANCER_INACTIVE and change and change.kg > 0:
        return phrases.say(
            "{change}, but the cancer is not recorded as active: worth a look",
            change=share_and_time(change, assessment, phrases),
        )
    return confounder_words.why_withheld(withholding, phrases)


_BY_STATUS: Final[dict[Status, Callable[[Assessment, Phrases], str]]] = {
    Status.CACHEXIA: _cachexia,
    Status.REFRACTORY_SUSPECTED: _refractory,
    Status.PRECACHEXIA: _precachexia,
    Status.AT_RISK: _at_risk,
    Status.UNDETERMINED: _undetermined,
    Status.WITHHELD: _withheld,
}
