"""Part 6, continued: what could not be had or read; its absence says nothing about the patient."""

from collections.abc import Iterator

from cds_service.cards import names
from cds_service.cards.markdown import escape
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Coding
from cds_service.clinical.status import Status

MOST_CODES = 5


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    told = list(_told(assessment, phrases))
    return [phrases.say("**Gaps in the data**"), *(f"- {one}" for one in told)] if told else []


def _told(assessment: Assessment, phrases: Phrases) -> Iterator[str]:
    record = assessment.snapshot.record
    if record.unavailable:
        kinds = phrases.listed(names.named(names.DATA_KINDS, one, phrases) for one in record.unavailable)
        yield phrases.say("Not available for this answer: {kinds}", kinds=kinds)
    if record.set_aside:
        yield phrases.count("{number} entry could not be read", "{number} entries could not be read", record.set_aside)
    if record.unrecognised and assessment.status is Status.UNDETERMINED:
        yield _unrecognised(record.unrecognised, phrases)


def _unrecognised(codings: tuple[Coding, ...], phrases: Phrases) -> str:
    shown = [_named(one) for one in codings[:MOST_CODES]]
    if more := len(codings) - len(shown):
        shown.append(phrases.count("{number} more", "{number} more", more))
    return phrases.say("Diagnoses that the rules do not know: {diagnoses}", diagnoses=phrases.listed(shown))


def _named(coding: Coding) -> str:
    """Give the record's words for a code and the code itself: somebody may want to add it to the list."""
    return f"{escape(coding.display)} ({escape(coding.code)})" if coding.display else escape(coding.code)
