"""The detail of an assessment card: its parts in their order, short, in Markdown that is also good plain text."""

import re
from collections.abc import Iterable
from typing import Final

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.status import Status

from .parts import ask_about, comfort, course, doubt, footer, left_out, meets, referrals, take_care
from .phrases import Phrases

MOST_WORDS, MOST_WORDS_OTHERWISE = 130, 80
_SIZES: Final = (3, 2, 1, 0)
"""How many values and cautions are told, from the most to what is left where words do not suffice."""
_WORD = re.compile(r"\w[\w.,%/-]*")


def describe(assessment: Assessment, phrases: Phrases, *, ruleset_label: str, rules_url: str | None) -> str:
    """Write the detail as long as it may be; a part without content is left out."""
    most = MOST_WORDS if assessment.status is Status.CACHEXIA else MOST_WORDS_OTHERWISE
    last = footer.lines(ruleset_label, rules_url, phrases)
    details = (as_markdown([*_parts(assessment, phrases, size), last]) for size in _SIZES)
    detail = ""
    for detail in details:
        if words(detail) <= most:
            break
    return detail


def _parts(assessment: Assessment, phrases: Phrases, size: int) -> list[list[str]]:
    return [
        comfort.lines(assessment, phrases),
        course.lines(assessment, phrases, scores=size > 1, signs=size > 0),
        doubt.lines(assessment, phrases),
        meets.lines(assessment, phrases, others=size > 0),
        take_care.lines(assessment, phrases, most=size + 1),
        ask_about.lines(assessment, phrases) if size else [],
        referrals.lines(assessment, phrases),
        left_out.lines(assessment, phrases, most=size),
    ]


def as_markdown(parts: Iterable[list[str]]) -> str:
    """Set the parts apart; a list follows its lead after an empty line, which every renderer understands."""
    return "\n\n".join(_block(part) for part in parts if part)


def _block(lines: list[str]) -> str:
    lead, *items = lines
    return "\n".join((lead, "", *items)) if items else lead


def words(text: str) -> int:
    """Count what a reader reads; signs that only format are no words."""
    return len(_WORD.findall(text))
