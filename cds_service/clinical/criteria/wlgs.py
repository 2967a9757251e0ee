"""BMI-adjusted weight loss grade: Martin et al., J Clin Oncol 2015;33:90-99. Prognostic, not diagnostic.

Half-open intervals fill the gaps that the paper prints between its categories; a gain counts as stable. The BMI is
the current one. The grid is the instrument itself: none of it is a setting.
"""

from fractions import Fraction

from cds_service.clinical.definition import Score
from cds_service.clinical.snapshot import Snapshot

LOSS_BOUNDS = ("2.5", "6", "11", "15")
BMI_BOUNDS = ("28", "25", "22", "20")
GRADES = (
    (0, 0, 1, 1, 3),
    (1, 2, 2, 2, 3),
    (2, 3, 3, 3, 4),
    (3, 3, 3, 4, 4),
    (3, 4, 4, 4, 4),
)
"""Rows: loss < 2.5 %, [2.5, 6), [6, 11), [11, 15), >= 15 %. Columns: BMI >= 28, >= 25, >= 22, >= 20, below 20."""


def score(snapshot: Snapshot) -> int | None:
    """Give the grade, 0 to 4; None without both a loss and a BMI."""
    percent, index = snapshot.weight.six_months.seen, snapshot.bmi.span.exact
    if percent is None or index is None or snapshot.weight.usable is None:
        return None
    row = sum(percent >= Fraction(bound) for bound in LOSS_BOUNDS)
    column = sum(index < Fraction(bound) for bound in BMI_BOUNDS)
    return GRADES[row][column]


def in_words() -> str:
    """Describe the rule."""
    return "Grade 0 to 4 from weight loss in 6 months and current BMI."


SCORE = Score(
    heading="Weight loss grade (WLGS)",
    citation="Martin L et al., J Clin Oncol 2015;33:90-99",
    url="https://doi.org/10.1200/JCO.2014.56.1894",
)
