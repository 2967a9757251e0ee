"""Glasgow Prognostic Scores: GPS (Forrest 2003), mGPS (Proctor 2011), and the Japanese cut-off, off by default.

CRP must be above 10 mg/L and albumin below 35 g/L, both strictly. They count as a pair: one sample, or within 7 days.
They differ where albumin is low without inflammation: GPS 1, mGPS 0.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from cds_service.clinical.definition import Score
from cds_service.clinical.limits import PROPOSAL, About, AlbuminGPerL, CrpMgPerL, Days, Rules
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Measured
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.span import UNKNOWN, Span
from cds_service.clinical.verdict import Verdict

CITATION = "Forrest LM et al., Br J Cancer 2003;89:1028-1030; Proctor MJ et al., Br J Cancer 2011;105:726-734"

JAPANESE_VARIANT = "the Japanese variant as a review gives it, PMC10251088"


@dataclass(frozen=True)
class MgpsRules(Rules):
    """GPS and mGPS: Forrest 2003, Proctor 2011, McMillan 2013. The Japanese variant (CRP > 5) is off."""

    crp_mg_per_l: Annotated[CrpMgPerL, About("A CRP above it scores a point.", CITATION, (5, 15))] = Decimal(10)
    albumin_g_per_l: Annotated[AlbuminGPerL, About("An albumin below it scores a point.", CITATION, (30, 40))] = (
        Decimal(35)
    )
    pairing_days: Annotated[
        Days,
        About("A CRP and an albumin at most so far apart belong together, in every blood index.", PROPOSAL, (0, 14)),
    ] = 7
    japanese_variant: bool = False
    japanese_crp_mg_per_l: Annotated[
        CrpMgPerL, About("Where japanese_variant is on, mGPS counts a CRP above it.", JAPANESE_VARIANT, (3, 10))
    ] = Decimal(5)


@dataclass(frozen=True, slots=True)
class Pair:
    """A CRP and the albumin that belongs to it."""

    crp: Measured | None
    albumin: Measured | None


def pair(snapshot: Snapshot, rules: MgpsRules) -> Pair:
    """Pair the latest CRP with the albumin nearest to it."""
    crp = snapshot.laboratory.latest(Measure.CRP)
    if crp is None:
        return Pair(None, None)
    return Pair(crp, snapshot.laboratory.nearest(Measure.ALBUMIN, crp, rules.pairing_days))


def gps(snapshot: Snapshot, rules: MgpsRules) -> int | None:
    """Give the Glasgow Prognostic Score, 0 to 2; None where it cannot be decided."""
    raised, low = _verdicts(snapshot, rules, rules.crp_mg_per_l)
    if Verdict.UNKNOWN in (raised, low):
        return None
    return (raised is Verdict.MET) + (low is Verdict.MET)


def mgps(snapshot: Snapshot, rules: MgpsRules) -> int | None:
    """Give the modified score: albumin counts only where CRP is raised."""
    cut = rules.japanese_crp_mg_per_l if rules.japanese_variant else rules.crp_mg_per_l
    raised, low = _verdicts(snapshot, rules, cut)
    if raised is Verdict.NOT_MET:
        return 0
    if Verdict.UNKNOWN in (raised, low):
        return None
    return 2 if low is Verdict.MET else 1


def _verdicts(snapshot: Snapshot, rules: MgpsRules, crp_cut: Decimal) -> tuple[Verdict, Verdict]:
    values = pair(snapshot, rules)
    return _span(values.crp).above(crp_cut), _span(values.albumin).below(rules.albumin_g_per_l)


def _span(lab: Measured | None) -> Span:
    return lab.span if lab else UNKNOWN


def in_words(rules: MgpsRules) -> str:
    """Describe the rule."""
    return (
        f"CRP above {rules.crp_mg_per_l} mg/L and albumin below {rules.albumin_g_per_l} g/L, at most "
        f"{rules.pairing_days} days apart."
    )


SCORE = Score(
    heading="GPS and mGPS",
    citation=CITATION,
    url="https://doi.org/10.1038/bjc.2011.292",
)
