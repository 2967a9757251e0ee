"""The title of an assessment's card: one sentence below 140 characters, with the number that matters."""

from collections.abc import Callable
from typing import assert_never

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.status import Status
from cds_service.hooks.response import SUMMARY_LIMIT

from .phrases import Phrases
from .titles import doubtful, met, other, undetermined

MOST_OBSERVATIONS = 4

Title = Callable[[Assessment, Phrases, int], str]


def title(assessment: Assessment, phrases: Phrases) -> str:
    """Write it, with as many observations as fit. A doubtful weight goes before everything else."""
    if told := doubtful.sentence(assessment, phrases):
        return fitting(told)
    write = _title_of(assessment.status)
    sentences = (write(assessment, phrases, most) for most in range(MOST_OBSERVATIONS, 0, -1))
    return next((one for one in sentences if _length(one) < SUMMARY_LIMIT), None) or fitting(
        write(assessment, phrases, 1)
    )


def fitting(sentence: str) -> str:
    """Shorten a sentence that a client would refuse: ours fit, one with an odd value or a long translation may not."""
    if _length(sentence) < SUMMARY_LIMIT:
        return sentence
    while _length(sentence) > SUMMARY_LIMIT - 2:
        sentence = sentence[:-1]
    return (sentence.rpartition(" ")[0] or sentence).rstrip(" ,;:") + "…"


def _length(sentence: str) -> int:
    return len(sentence.encode("utf-16-le")) // 2


def _title_of(status: Status) -> Title:
    match status:
        case Status.CACHEXIA:
            return met.sentence
        case Status.REFRACTORY_SUSPECTED:
            return other.comfort
        case Status.PRECACHEXIA:
            return other.precachexia
        case Status.AT_RISK:
            return other.at_risk
        case Status.UNDETERMINED:
            return undetermined.sentence
        case Status.WITHHELD:
            return other.withheld
        case Status.NO_CACHEXIA | Status.NOT_APPLICABLE:
            raise ValueError("no card is written for it")
        case _:
            assert_never(status)
