"""Dialysis: an ongoing one makes dry weights the only ones that count, a session the weights around it unfit."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from .calendar import When
from .facts import Fact, Kind, Standing
from .record import PatientRecord, Weight, WeightKind


@dataclass(frozen=True, slots=True)
class Dialysis:
    """Whether the patient is on dialysis, and which weights lie near a session of one who is not."""

    ongoing: tuple[Fact, ...] = ()
    near: tuple[Weight, ...] = ()
    sessions: tuple[Fact, ...] = ()

    @property
    def why(self) -> tuple[Fact, ...]:
        """The facts that matter: the ongoing dialysis, or the sessions near a weight."""
        return self.ongoing or (self.sessions if self.near else ())


def read_dialysis(record: PatientRecord, session_days: int) -> Dialysis:
    """Find an ongoing dialysis; failing that, the weights within so many days of a session."""
    ongoing = tuple(fact for fact in record.stated(Kind.DIALYSIS) if fact.lasts and not _transplanted(record, fact))
    if ongoing:
        return Dialysis(ongoing)
    sessions = tuple(fact for fact in record.stated(Kind.DIALYSIS) if fact.passing and fact.when)
    return Dialysis((), tuple(_near(record.weights, sessions, session_days)), sessions)


def _transplanted(record: PatientRecord, dialysis: Fact) -> bool:
    """Say whether a kidney was transplanted since; without both dates an active transplant is the later word."""
    transplants = (*record.stated(Kind.KIDNEY_TRANSPLANT), *record.stated(Kind.KIDNEY_TRANSPLANT, Standing.INACTIVE))
    return any(dialysis.when is None or one.when is None or one.when.last >= dialysis.when.first for one in transplants)


def _near(weights: Iterable[Weight], sessions: Iterable[Fact], days: int) -> Iterable[Weight]:
    """Give the weights near a session; sorted days cost the sum of both, not the product."""
    dates = sorted({one.when.first.toordinal() for one in sessions if one.when})
    for weight in weights if dates else ():
        if weight.kind is WeightKind.MEASURED and _within(weight.recorded.when, dates, days):
            yield weight


def _within(when: When, dates: list[int], days: int) -> bool:
    first, last = when.first.toordinal() - days, when.last.toordinal() + days
    place = bisect_left(dates, first)
    return place < len(dates) and dates[place] <= last
