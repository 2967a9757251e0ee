"""All bedside cases, theme by theme."""

from . import (
    blood,
    cancer,
    course,
    doubts,
    end_of_life,
    explained,
    fluid,
    history,
    laws,
    looked,
    nutrition,
    reach,
    statuses,
    words,
)
from .case import Case

THEMES = {
    module.__name__.rpartition(".")[2]: module.CASES
    for module in (
        *(doubts, history, reach, course, end_of_life, fluid, blood, cancer, explained, nutrition, looked, statuses),
        *(words, laws),
    )
}
CASES: tuple[Case, ...] = tuple(one for cases in THEMES.values() for one in cases)
