"""What a criterion found, and why: verdict, evidence, what is missing, what to be careful about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeVar

from .caution import Caution
from .evidence import Evidence
from .missing import Needed
from .verdict import Verdict, at_least


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A verdict on one condition, with its reasons."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Needed, ...] = ()
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """What only one criterion reports. Its fields are written to the answer; its words are told on the card."""

    def steps_in_words(self) -> str | None:
        """Say how many of its steps were gone, as a phrase."""
        return None

    def stage_in_words(self) -> str | None:
        """Name the stage or degree in which it is met, as a phrase."""
        return None

    def common(self, other: Self) -> "Details":
        """Give what holds under this reading of the record and under another one."""
        return self if self == other else NO_DETAILS


NO_DETAILS = Details()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one criterion says of one patient."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Needed, ...] = ()
    cautions: tuple[Caution, ...] = ()
    details: Details = NO_DETAILS

    @classmethod
    def of(cls, reasoned: Reasoned, details: Details = NO_DETAILS) -> "Finding":
        """Build a finding from the combined condition of its criterion."""
        return cls(reasoned.verdict, reasoned.evidence, reasoned.missing, reasoned.cautions, details)

    @property
    def reasoned(self) -> Reasoned:
        """The finding as a condition of another one."""
        return Reasoned(self.verdict, self.evidence, self.missing, self.cautions)


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
    listed = tuple(items)
    return listed if len(listed) < 2 else tuple(dict.fromkeys(listed))
