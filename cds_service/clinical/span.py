"""An exact number, or the bounds between which it lies, and what that decides about a threshold.

`<5 mg/L`, a molar CRP whose factor the laboratory did not give, and a weight dated "2026-01" are all the
same thing: a number of which only bounds are known. A comparison is decided where the bounds decide it and
unknown otherwise. Numbers are rationals, so that no comparison is ever rounded (64.0 -> 60.8 kg is exactly 5 %).
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from .verdict import Verdict

Number = Decimal | Fraction | int


def rational(number: Number) -> Fraction:
    """Give a number as the rational that it is."""
    return number if isinstance(number, Fraction) else _rational(number)


@lru_cache(4096)  # thresholds and laboratory values: few, and met again and again
def _rational(number: Decimal | int) -> Fraction:
    return Fraction(number)


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers between `low` and `high`; None is no bound; an open end does not contain its bound."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            return
        if self.low is not self.high and self.low > self.high:
            raise ValueError("a span's low bound lies above its high bound")
        if (self.low_open or self.high_open) and self.low == self.high:
            raise ValueError("a span with one open bound at both ends is empty")

    @classmethod
    def exactly(cls, number: Number) -> "Span":
        """Build the span of one known number."""
        exact = rational(number)
        return cls(exact, exact)

    @classmethod
    def between(cls, one: Number, other: Number) -> "Span":
        """Build the span whose ends are two numbers, in either order."""
        low, high = rational(one), rational(other)
        if low == high:
            return cls(low, low)
        return cls(low, high) if low < high else cls(high, low)

    @property
    def exact(self) -> Fraction | None:
        """The number, where it is known."""
        return self.low if self.low is self.high or self.low == self.high else None

    def above(self, threshold: Number) -> Verdict:
        """Decide `number > threshold`."""
        limit = rational(threshold)
        if self.low is not None and (self.low > limit or (self.low == limit and self.low_open)):
            return Verdict.MET
        if self.high is not None and self.high <= limit:
            return Verdict.NOT_MET
        return Verdict.UNKNOWN

    def at_least(self, threshold: Number) -> Verdict:
        """Decide `number >= threshold`."""
        limit = rational(threshold)
        if self.low is not None and self.low >= limit:
            return Verdict.MET
        if self.high is not None and (self.high < limit or (self.high == limit and self.high_open)):
            return Verdict.NOT_MET
        return Verdict.UNKNOWN

    def below(self, threshold: Number) -> Verdict:
        """Decide `number < threshold`."""
        return _NEGATED[self.at_least(threshold)]

    def at_most(self, threshold: Number) -> Verdict:
        """Decide `number <= threshold`."""
        return _NEGATED[self.above(threshold)]

    def scaled(self, factor: Number) -> "Span":
        """Multiply by a positive factor: a change of unit."""
        by = rational(factor)
        if by <= 0:
            raise ValueError("a unit's factor is positive")
        low = None if self.low is None else self.low * by
        high = low if self.high is self.low else None if self.high is None else self.high * by
        return Span(low, high, self.low_open, self.high_open)


UNKNOWN = Span()

_NEGATED = {
    Verdict.MET: Verdict.NOT_MET,
    Verdict.NOT_MET: Verdict.MET,
    Verdict.UNKNOWN: Verdict.UNKNOWN,
}


def hull(spans: list[Span]) -> Span:
    """Find the smallest span that holds all of them: the number is one of these, we do not know which."""
    lows = [span.low for span in spans]
    highs = [span.high for span in spans]
    low = None if None in lows else min(bound for bound in lows if bound is not None)
    high = None if None in highs else max(bound for bound in highs if bound is not None)
    return Span(low, high)
