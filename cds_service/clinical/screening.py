"""Nutritional screening and appetite scores that somebody entered, with their published cut-offs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from .limits import About, Limits, Rules
from .record import ScreeningScore


class Tool(StrEnum):
    """A screening tool or an appetite score; a site says by which code or questionnaire it records one."""

    MST = "mst"
    NRS_2002 = "nrs_2002"
    MUST = "must"
    PG_SGA = "pg_sga"
    SNAQ_SHORT = "snaq_short"
    SNAQ_APPETITE = "snaq_appetite"
    FAACT = "faact"
    VAS_APPETITE = "vas_appetite"


OF_APPETITE = frozenset((Tool.SNAQ_APPETITE, Tool.FAACT, Tool.VAS_APPETITE))
"""They tell of appetite and are no screening for malnutrition: GLIM's first step does not ask for them."""

_Score = Annotated[Decimal, Limits(0, 100, "points")]


@dataclass(frozen=True)
class ScreeningRules(Rules):
    """From which score on a tool is positive; appetite scores are positive up to theirs."""

    mst: Annotated[_Score, About("At risk from this score on.", "Ferguson 1999", (2, 3))] = Decimal(2)
    nrs_2002: Annotated[_Score, About("At risk from this score on.", "Kondrup 2003", (3, 4))] = Decimal(3)
    must: Annotated[_Score, About("At high risk from this score on.", "BAPEN 2003", (1, 2))] = Decimal(2)
    pg_sga: Annotated[
        _Score, About("A dietitian is asked for from this score on.", "Ottery, known by hearsay only", (2, 9))
    ] = Decimal(4)
    snaq_short: Annotated[_Score, About("Moderately malnourished from this score on.", "Kruizenga 2005", (2, 3))] = (
        Decimal(2)
    )
    snaq_appetite: Annotated[_Score, About("Poor appetite up to this score.", "Wilson 2005", (12, 15))] = Decimal(14)
    faact: Annotated[
        _Score, About("Poor appetite up to this score.", "ESPEN SIG 24; Blauwhoff-Buskermolen 2016 found 37", (24, 37))
    ] = Decimal(24)
    vas_appetite: Annotated[
        _Score, About("Poor appetite up to this many millimetres.", "Blauwhoff-Buskermolen 2016", (50, 70))
    ] = Decimal(70)

    def positive(self, tool: Tool, score: Decimal) -> bool:
        """Say whether a score is positive."""
        cut_off: Decimal = getattr(self, tool.value)
        return score <= cut_off if tool in OF_APPETITE else score >= cut_off


@dataclass(frozen=True, slots=True)
class Screening:
    """The latest score of a tool that is recent enough, and what it says."""

    tool: Tool
    score: ScreeningScore
    positive: bool


def read_screenings(
    scores: Iterable[ScreeningScore], today: date, since: date, rules: ScreeningRules
) -> tuple[Screening, ...]:
    """Give the latest score of each tool since a day, in the order of the tools."""
    latest: dict[Tool, ScreeningScore] = {}
    for one in sorted(scores, key=lambda score: (score.recorded.when.last, score.recorded.moment, score.score)):
        if since <= one.recorded.when.last and one.recorded.when.first <= today:
            latest[Tool(one.tool)] = one
    found = ((tool, latest[tool]) for tool in Tool if tool in latest)
    return tuple(Screening(tool, one, rules.positive(tool, one.score)) for tool, one in found)


def first_step(screenings: Iterable[Screening]) -> bool | None:
    """Say whether a screening for malnutrition is positive: any is enough; None where there was none."""
    answers = [one.positive for one in screenings if one.tool not in OF_APPETITE]
    return any(answers) if answers else None


NAMES = {
    Tool.MST: "MST",
    Tool.NRS_2002: "NRS-2002",
    Tool.MUST: "MUST",
    Tool.PG_SGA: "PG-SGA",
    Tool.SNAQ_SHORT: "SNAQ (short)",
    Tool.SNAQ_APPETITE: "SNAQ (appetite)",
    Tool.FAACT: "FAACT A/CS",
    Tool.VAS_APPETITE: "VAS appetite",
}
"""As they are known in every language."""
