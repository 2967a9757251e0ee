"""What happened around a blood sample and may have changed it: infections, operations, infusions."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from .calendar import When
from .facts import Fact, Kind, Standing
from .record import PatientRecord


class Disturbances:
    """The facts of one kind, each with the days whose samples it disturbs.

    One counts for so many days after it, and for samples up to `lead_days` before it was recorded. One without a date
    counts for every sample while it is active. Asking about one sample takes a look at the ends of the sorted days, so
    that thousands of samples beside thousands of facts cost their sum and not their product.
    """

    def __init__(self, record: PatientRecord, kind: Kind, days: int, *, lead_days: int = 0) -> None:
        facts = (*record.stated(kind), *record.stated(kind, Standing.INACTIVE))
        self._always = any(fact.when is None and fact.standing is Standing.ACTIVE for fact in facts)
        self._facts = facts
        self._days, self._lead = days, lead_days
        spans = sorted(self._span(fact.when) for fact in facts if fact.when)
        self._begins = [begin for begin, _ in spans]
        self._latest_ends = list(accumulate((end for _, end in spans), max))

    def touch(self, sampled: When) -> bool:
        """Say whether any of them may have changed a sample."""
        before = bisect_right(self._begins, sampled.last.toordinal())
        return self._always or (before > 0 and self._latest_ends[before - 1] >= sampled.first.toordinal())

    def around(self, sampled: When) -> Iterable[Fact]:
        """Give those that may have changed a sample."""
        return (fact for fact in self._facts if self._counts(fact, sampled))

    def _counts(self, fact: Fact, sampled: When) -> bool:
        if fact.when is None:
            return fact.standing is Standing.ACTIVE
        begin, end = self._span(fact.when)
        return begin <= sampled.last.toordinal() and sampled.first.toordinal() <= end

    def _span(self, when: When) -> tuple[int, int]:
        """Count in days as numbers, so that no date can run over either end of the calendar."""
        return when.first.toordinal() - self._lead, when.last.toordinal() + self._days
