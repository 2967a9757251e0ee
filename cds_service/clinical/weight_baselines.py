"""Reference weights: which earlier weight the current one is compared with, window by window.

The highest one counts (or the oldest, where a site chooses so), a measured one before one that the patient told. A
weight of which only some possible days lie in the window leaves the loss open between the answers with and without it.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from .span import Span, hull
from .weight_days import Day, day_weight, differing_by_more_than
from .weight_history import NO_LOSS_KNOWN, Change, Loss
from .weight_rules import WeightSeriesRules
from .weight_windows import Candidates, Current, Window


class Baselines:
    """The possible reference weights of a series."""

    def __init__(
        self,
        measured: Iterable[Day],
        told: Iterable[Day],
        usual: Iterable[Day],
        witnesses: Candidates,
        may_be_fluid: Callable[[Day], bool],
        rules: WeightSeriesRules,
    ) -> None:
        self._measured, self._told, self._usual = Candidates(measured), Candidates(told), Candidates(usual)
        self._witnesses = witnesses
        self._may_be_fluid = may_be_fluid
        self._rules = rules
        self._apart = differing_by_more_than(rules.corroboration_percent)

    def loss(self, window: Window, current: Current, day: Day | None) -> Loss:
        """Compare the current weight with the reference of a window; `day` is it, where it is one weight.

        A usual weight says how much and not since when, so that only windows beyond six months ask for it.
        """
        otherwise = NO_LOSS_KNOWN
        if window.since > self._rules.window_months:
            sure, open_ = window.sort_out(self._usual, current)
            otherwise = self._answer(sure, open_, current, day, otherwise)
        sure, open_ = window.sort_out(self._told, current)
        told = self._answer(sure, open_, current, day, otherwise)
        sure, open_ = window.sort_out(self._measured, current)
        if self._measured.vague:
            doubtful = [self._is_doubtful(one) for one in sure]
            open_ += [one for one, doubt in zip(sure, doubtful, strict=True) if doubt]
            sure = [one for one, doubt in zip(sure, doubtful, strict=True) if not doubt]
        return self._answer(sure, open_, current, day, told)

    def _is_doubtful(self, day: Day) -> bool:
        return day.first != day.last and self._may_be_fluid(day)

    def _answer(
        self, sure: Sequence[Day], open_: Sequence[Day], current: Current, day: Day | None, otherwise: Loss
    ) -> Loss:
        """Combine what surely lies in the window with what may; `otherwise` answers where nothing does."""
        if not sure and not open_:
            return otherwise
        known = self._between(self._chosen(sure), current, day) if sure else otherwise
        spans = [known.percent, *(_percent(one, current) for one in self._deciding(sure, open_))]
        if all(span == spans[0] for span in spans):
            return known
        return Loss(known.change, hull(spans), date_open=True)

    def _chosen(self, inside: Iterable[Day]) -> Day:
        if self._rules.reference == "oldest":
            return min(inside, key=lambda one: one.first)
        return max(inside, key=lambda one: (one.mass, one.first))

    def _deciding(self, sure: Sequence[Day], open_: Sequence[Day]) -> list[Day]:
        """Give the open weights at which the answer could end: no other one gives more or less."""
        ends = [min(open_, key=_mass), max(open_, key=_mass)] if open_ else []
        if not sure or self._rules.reference == "oldest":
            return ends
        highest = self._chosen(sure).mass
        return [one for one in ends if one.mass > highest]

    def _between(self, reference: Day, current: Current, day: Day | None) -> Loss:
        percent = _percent(reference, current)
        if day is None:
            return Loss(None, percent)
        return Loss(Change(day_weight(reference), day_weight(day), self._corroborated(reference)), percent)

    def _corroborated(self, reference: Day) -> bool:
        """Look for another weight near its date, whatever day a partial date means."""
        days = self._rules.corroboration_days
        near = self._witnesses.dated_between(reference.last - days, reference.first + days)
        return any(one.first != reference.first and not self._apart(one.mass, reference.mass) for one in near)


def _mass(day: Day) -> int:
    return day.mass


def _percent(reference: Day, current: Current) -> Span:
    """Give what the loss can be, in percent of the reference weight."""
    least, most = (
        Fraction(100 * (reference.mass - mass), reference.mass) for mass in (current.heaviest, current.lightest)
    )
    return Span.between(least, most)


def widened(loss: Loss, other: Loss) -> Loss:
    """Leave a loss open between two answers."""
    if other.percent == loss.percent and not other.date_open:
        return loss
    return Loss(loss.change, hull([loss.percent, other.percent]), date_open=True)
