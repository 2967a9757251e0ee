"""How far the record reaches back: what was lost before it began, nobody saw (step 6c of the weight series)."""

from collections.abc import Sequence
from dataclasses import replace

from .span import Span
from .weight_days import Day
from .weight_history import Loss
from .weight_rules import WeightSeriesRules
from .weight_windows import Candidates, Current, Window


class Reach:
    """Turns the loss that was seen into what the loss can be."""

    def __init__(self, others: Sequence[Day], current: Current, rules: WeightSeriesRules) -> None:
        """Look at the measured weights beside the current one."""
        self._others, self._current, self._rules = Candidates(others), current, rules
        inside, perhaps = Window(rules.window_months).sort_out(self._others, current)
        since = min((day.last for day in inside or perhaps), default=None)
        self.is_short = since is not None and current.first - since < rules.shortest_history_days

    def bounded(self, loss: Loss, widest: Loss, window: Window) -> Loss:
        """Give the loss its bounds: at least what was seen, at most the loss since the highest weight of a window.

        Without a weight from before the short history there is no upper bound.
        """
        if not self.is_short:
            return loss
        if loss.change is None and not loss.date_open:
            return replace(loss, short=True)
        low, high = loss.percent.low, widest.percent.high if self._reaches_back(window) else None
        if low is not None and high is not None:
            high = max(low, high)  # where a site compares with the oldest weight, more can be lost in less time
        percent = Span(low, high)
        return replace(loss, percent=percent, short=percent.exact is None)

    def _reaches_back(self, window: Window) -> bool:
        inside, _ = window.sort_out(self._others, self._current)
        return any(self._current.first - day.last >= self._rules.shortest_history_days for day in inside)
