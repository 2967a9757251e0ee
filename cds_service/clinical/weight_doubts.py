"""Two readings instead of a guess: what the record does not settle is read both ways (step 6b of the weight series).

An end of the series has one neighbour, so nothing says which of the two is wrong; nor does anything where evidence
leaves the side of a pound's jump open. Each answer is a reading, at most four.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .record import Excluded, Reason
from .weight_cleaning import clean, left_out_as
from .weight_days import Day, Placed, differing_by_more_than
from .weight_rules import WeightSeriesRules
from .weight_units import Bodies, unit_mix_ups


class Doubt(StrEnum):
    """What is doubtful."""

    POUND = "pound"
    """One side of a jump by a pound's factor is in the wrong unit."""
    END = "end"
    """The last weight does not fit the one before it."""
    BEGINNING = "beginning"
    """The first weight does not fit the second; it matters only where the answer depends on it."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The days of a series under one answer to its doubts."""

    days: Sequence[Day]
    left_out: Sequence[Excluded]
    doubts: frozenset[Doubt] = frozenset()
    undecided: bool = False
    """Whether what is left decides nothing: the latest weights contradict each other, or one alone was left."""


def cleanings(measured: Sequence[Placed], rules: WeightSeriesRules, bodies: Bodies) -> list[Cleaned]:
    """Clean a series under each answer to its doubts; the first holds the higher weights, and the last day."""
    mixed = unit_mix_ups(measured, rules, bodies)
    gone = [
        *(left_out_as(Reason.UNIT_SUSPECT, measured[place].weight) for place in sorted(mixed.suspect)),
        *(left_out_as(Reason.IMPLAUSIBLE, measured[place].weight) for place in sorted(mixed.implausible)),
    ]
    found: list[Cleaned] = []
    for doubted in (mixed.low, mixed.high) if mixed.high else (frozenset[int](),):
        out = mixed.suspect | mixed.implausible | doubted
        trusted = [one for place, one in enumerate(measured) if place not in out] if out else measured
        days, left_out, contradicted = clean(trusted, rules)
        single = bool(mixed.implausible) and len(days) == 1
        pound = frozenset((Doubt.POUND,)) if mixed.high else frozenset[Doubt]()
        one = Cleaned(days, [*gone, *left_out], pound, undecided=contradicted or single)
        found += [one] if contradicted else _by_the_end(one, rules, bodies)
    return found if len(found) > 1 else list(_by_the_beginning(found[0], rules, bodies))


def _by_the_end(cleaned: Cleaned, rules: WeightSeriesRules, bodies: Bodies) -> list[Cleaned]:
    days = cleaned.days
    if len(days) < 2 or not _sudden(days[-2], days[-1], rules):
        return [cleaned]
    before, last = (bodies.can_weigh(day.mass) for day in days[-2:])
    if before != last:
        return [_without(cleaned, -1 if before else -2)]
    doubted = cleaned.doubts | {Doubt.END}
    return [replace(cleaned, doubts=doubted), replace(cleaned, days=days[:-1], doubts=doubted)]


def _by_the_beginning(cleaned: Cleaned, rules: WeightSeriesRules, bodies: Bodies) -> Iterator[Cleaned]:
    """Doubt a first weight that does not fit the second; with three days or more, for of two the last is in doubt."""
    days = cleaned.days
    if cleaned.undecided or len(days) < 3 or not _sudden(days[0], days[1], rules):
        yield cleaned
        return
    first, second = (bodies.can_weigh(day.mass) for day in days[:2])
    if first != second:
        yield _without(cleaned, 1 if first else 0)
        return
    yield replace(cleaned, doubts=frozenset((Doubt.BEGINNING,)))
    yield replace(cleaned, days=days[1:], doubts=frozenset((Doubt.BEGINNING,)))


def _without(cleaned: Cleaned, place: int) -> Cleaned:
    """Leave out a day that a known height gives away; a verdict never rests on a single weight that is left."""
    days = [day for day in cleaned.days if day is not cleaned.days[place]]
    out = [left_out_as(Reason.IMPLAUSIBLE, one.weight) for one in cleaned.days[place].placed]
    return replace(cleaned, days=days, left_out=[*cleaned.left_out, *out], undecided=len(days) == 1)


def _sudden(day: Day, other: Day, rules: WeightSeriesRules) -> bool:
    differs = differing_by_more_than(rules.spike_percent)
    return abs(other.first - day.first) <= rules.sudden_change_days and differs(day.mass, other.mass)
