"""Assessments and cards for a terminal: the card's Markdown reads as it is, without its escapes."""

import re
import textwrap
from collections.abc import Iterable

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.decimals import fixed
from cds_service.hooks.response import Card

WIDTH = 100
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def assessment_text(assessment: Assessment, cards: Iterable[Card]) -> str:
    """Write one patient: status, weight, findings, and the summaries of the cards."""
    lines = [
        f"{assessment.patient}  as of {assessment.as_of.isoformat()}: {assessment.status.value}",
        f"  weight    {_weight(assessment)}",
        "  findings  " + ", ".join(f"{name} {finding.verdict.value}" for name, finding in assessment.findings.items()),
    ]
    if assessment.confounders:
        named = (f"{one.code.value} ({one.action.value})" for one in assessment.confounders)
        lines.append("  care      " + ", ".join(named))
    return "\n".join([*lines, *(f"  card      {card.indicator}: {card.summary}" for card in cards)])


def cards_text(cards: Iterable[Card]) -> str:
    """Write cards in full, as a clinician would read them."""
    return "\n".join(_card(card) for card in cards)


def _card(card: Card) -> str:
    body = [_wrapped(line) for line in _ESCAPED.sub(r"\1", card.detail or "").splitlines()]
    offers = [f"    [ {suggestion.label} ]" for suggestion in card.suggestions]
    links = [f"    {link.label}: {link.url}" for link in card.links]
    return "\n".join([f"  ({card.indicator}) {card.summary}", *body, *offers, *links, ""])


def _wrapped(line: str) -> str:
    indent = "      " if line.lstrip().startswith(("-", "*")) else "    "
    return textwrap.fill(line.replace("**", ""), WIDTH, initial_indent="    ", subsequent_indent=indent)


def _weight(assessment: Assessment) -> str:
    history = assessment.snapshot.weight
    if history.current is None:
        return "none that can be used"
    now = f"{fixed(history.current.kg, 1)} kg on {history.current.when.iso}"
    change = history.six_months.change
    if change is None:
        return now
    before = f"{fixed(change.reference.kg, 1)} kg on {change.reference.when.iso}"
    word = "lost" if change.kg >= 0 else "gained"
    return f"{now}, from {before}: {fixed(abs(change.percent), 1)} % {word}"
