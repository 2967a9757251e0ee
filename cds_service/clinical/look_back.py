"""How far back the rules look for what is measured or observed; heights, entered totals and diagnoses count for ever.

Cleaning a series looks at neighbours, however old: the first weight that is kept has none, so nothing shows it to be a
spike. A bound that includes every neighbour is none. Nor is a loss of long ago, now regained, told any more.
"""

from dataclasses import fields
from datetime import date

from .calendar import days_before, months_before
from .reading_rules import ReadingRules
from .weight_rules import WeightSeriesRules


def first_day_used(rules: ReadingRules, today: date) -> date:
    """Give the first day whose values may still matter on `today`.

    A partial date that reaches this day counts whole.
    """
    confounders = rules.confounders
    longest = max(*_staleness(rules), confounders.pregnancy_days + confounders.postpartum_days)
    return min(_first_weight(rules.weight_series, today), days_before(today, longest))


def _staleness(rules: ReadingRules) -> list[int]:
    return [getattr(rules.staleness, one.name) for one in fields(rules.staleness)]


def _first_weight(series: WeightSeriesRules, today: date) -> date:
    """Go back from the oldest weight that can be the current one, through the widest window, to its oldest witness.

    A weight at the far end of a window is borne out by one shortly before it, or is fluid that rose from there.
    """
    windows = (series.window_months, series.long_window_months, series.beyond_lookback_months, series.baseline_months)
    oldest_current = days_before(today, series.stale_days)
    witness_days = max(series.corroboration_days, series.fluid_return_days)
    return days_before(months_before(oldest_current, max(windows)), witness_days)
