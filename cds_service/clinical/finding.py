"""What a criterion found, and why: verdict, evidence, what is missing, what to be careful about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from .verdict import Verdict, at_least


@dataclass(frozen=True, slots=True)
class Evidence:
    """One value that met a threshold: `weight_loss 7.500 % (> 5) from 2026-01-15 to 2026-06-28`."""

    name: str
    value: str
    unit: str = ""
    threshold: str = ""
    since: date | None = None
    until: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A verdict on one condition, with its reasons."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one criterion says of one patient.

    `details` holds what only this criterion reports (a branch, a stage, a count of factors).
    """

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    details: tuple[tuple[str, str | int | None], ...] = ()

    @classmethod
    def of(cls, reasoned: Reasoned, **details: str | int | None) -> "Finding":
        """Build a finding from the combined condition of its criterion."""
        return cls(reasoned.verdict, reasoned.evidence, reasoned.missing, reasoned.cautions, tuple(details.items()))

    def detail(self, name: str) -> str | int | None:
        """Look up one of the details; None where the criterion does not report it."""
        return dict(self.details).get(name)


_T = TypeVar("_T")

NOT_APPLICABLE = Finding(Verdict.NOT_APPLICABLE)


def count_of(count: int, conditions: Iterable[Reasoned]) -> Reasoned:
    """Combine conditions of which at least `count` must be met; keep only the reasons that matter."""
    listed = tuple(conditions)
    verdict = at_least(count, (one.verdict for one in listed))
    relevant = [one for one in listed if one.verdict is Verdict.MET] if verdict is Verdict.MET else listed
    unknown = [one for one in listed if one.verdict is Verdict.UNKNOWN] if verdict is Verdict.UNKNOWN else ()
    return Reasoned(
        verdict,
        _once(item for one in relevant for item in one.evidence),
        _once(item for one in unknown for item in one.missing),
        _once(item for one in relevant for item in one.cautions),
    )


def either(*conditions: Reasoned) -> Reasoned:
    """Combine conditions of which one is enough."""
    return count_of(1, conditions)


def every(*conditions: Reasoned) -> Reasoned:
    """Combine conditions that must all be met."""
    return count_of(len(conditions), conditions)


def _once(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))
