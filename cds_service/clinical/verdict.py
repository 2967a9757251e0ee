"""Three-valued logic: met, not met, unknown; and not applicable for criteria that do not concern the patient."""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """What a criterion, or one condition of it, says. Unknown is never "no"."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @classmethod
    def of(cls, truth: bool | None) -> "Verdict":  # noqa: FBT001 - the truth value is the whole argument
        """Turn a truth value into a verdict; None is unknown."""
        if truth is None:
            return cls.UNKNOWN
        return cls.MET if truth else cls.NOT_MET


def at_least(count: int, verdicts: Iterable[Verdict]) -> Verdict:
    """Say whether at least `count` are met: decided as soon as the unknown ones cannot change it."""
    listed = list(verdicts)
    met = listed.count(Verdict.MET)
    open_ = listed.count(Verdict.UNKNOWN)
    if met >= count:
        return Verdict.MET
    return Verdict.UNKNOWN if met + open_ >= count else Verdict.NOT_MET


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's "and"."""
    listed = list(verdicts)
    return at_least(len(listed), listed)


def agreed(one: Verdict, other: Verdict) -> Verdict:
    """Say what two readings of a record agree on; unknown where they do not."""
    return one if one is other else Verdict.UNKNOWN
