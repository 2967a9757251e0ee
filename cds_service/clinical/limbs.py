"""Amputation between two weights: what it took is no wasting, and decides only where the rest of the loss would not."""

from collections.abc import Iterable
from fractions import Fraction

from .confounder_rules import LimbShares
from .evidence import Comparison, LossEvidence
from .facts import Fact, Kind
from .finding import Finding
from .snapshot import Snapshot
from .verdict import Verdict
from .weight_history import Change


def between_weights(snapshot: Snapshot) -> tuple[Fact, ...]:
    """List the amputations that happened, or may have happened, between the two weights."""
    change = snapshot.weight.six_months.change
    if change is None:
        return ()
    return tuple(
        fact
        for fact in snapshot.record.stated(Kind.AMPUTATION)
        if fact.happened and fact.when and fact.when.within(change.reference.on, change.current.on) is not False
    )


def decides(
    facts: Iterable[Fact], change: Change, primary: Finding, limits: Iterable[Comparison], shares: LimbShares
) -> bool:
    """Say whether without the limbs another verdict might stand: a limit lies between the loss and what remains."""
    taken = sum((Fraction(shares.of(one)) for one in {fact.detail for fact in facts}), Fraction(0)) / 100
    if not taken:
        return False
    rest = 100 * (1 - Fraction(change.current.kg) / (Fraction(change.reference.kg) * (1 - taken)))
    weighed = [one.comparison for one in primary.evidence if isinstance(one, LossEvidence)]
    held = weighed if primary.verdict is Verdict.MET else [*weighed, *limits]
    return any(_met(change.percent, one) and not _met(rest, one) for one in held)


def _met(percent: Fraction, comparison: Comparison) -> bool:
    threshold = Fraction(comparison.threshold)
    return percent >= threshold if comparison.operator == ">=" else percent > threshold
