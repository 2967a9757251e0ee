"""An assessment for a terminal, in a few lines."""

from collections.abc import Iterable

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.decimals import fixed
from cds_service.hooks.response import Card


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
