"""What happened around a blood sample and may have changed it: infections, operations, infusions."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from .calendar import LAST_DAY, When
from .facts import Fact


class Disturbances:
    """Facts, each with the days whose samples it disturbs.

    One counts for so many days after it, for samples up to `lead_days` before it was recorded, and, where it goes on
    (`while_active`), until it ends. One without a date then counts for every sample. Asking about one sample takes a
    look at the ends of the sorted days, so that thousands of samples beside thousands of facts cost their sum and not
    their product.
    """

    def __init__(self, facts: Iterable[Fact], days: int, *, lead_days: int = 0, while_active: bool = False) -> None:
        self._facts = tuple(facts)
        self._days, self._lead, self._while_active = days, lead_days, while_active
        self._always = any(self._counts_always(fact) for fact in self._facts)
        spans = sorted(self._span(fact, fact.when) for fact in self._facts if fact.when)
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
            return self._counts_always(fact)
        begin, end = self._span(fact, fact.when)
        return begin <= sampled.last.toordinal() and sampled.first.toordinal() <= end

    def _counts_always(self, fact: Fact) -> bool:
        return fact.when is None and fact.lasts

    def _span(self, fact: Fact, when: When) -> tuple[int, int]:
        """Count in days as numbers, so that no date can run over either end of the calendar."""
        end = when.last.toordinal() + self._days
        if self._while_active and fact.lasts:
            end = LAST_DAY
        elif self._while_active and fact.until is not None:
            end = max(end, fact.until.last.toordinal())
        return when.first.toordinal() - self._lead, end
