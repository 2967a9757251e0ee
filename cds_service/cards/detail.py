"""The detail of an assessment card: its parts in their order, in Markdown that is also good plain text."""

from collections.abc import Iterable
from typing import Final

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.referral_rules import ReferralKind

from .parts import (
    based_on,
    comfort,
    finding,
    footer,
    in_the_chart,
    left_out,
    next_steps,
    not_available,
    other_definitions,
    take_care,
    would_help,
)
from .phrases import Phrases

PARTS: Final = (
    finding.lines,
    comfort.lines,
    based_on.lines,
    other_definitions.lines,
    take_care.lines,
    in_the_chart.lines,
    left_out.lines,
    would_help.lines,
    not_available.lines,
)


def describe(
    assessment: Assessment,
    suggested: Iterable[ReferralKind],
    phrases: Phrases,
    *,
    ruleset_label: str,
    rules_url: str | None,
) -> str:
    """Write the detail; a part without content is left out."""
    parts = [part(assessment, phrases) for part in PARTS]
    parts.append(next_steps.lines(suggested, phrases))
    parts.append(footer.lines(ruleset_label, rules_url, phrases))
    return as_markdown(parts)


def as_markdown(parts: Iterable[list[str]]) -> str:
    """Set the parts apart; a list follows its lead after an empty line, which every renderer understands."""
    return "\n\n".join(_block(part) for part in parts if part)


def _block(lines: list[str]) -> str:
    lead, *items = lines
    return "\n".join((lead, "", *items)) if items else lead
