"""CASCO: staging of an entered total by the 2017 validation, Argiles et al., Front Physiol 2017;8:92.

The item points are not computed here, and no partial sum is ever called CASCO. The 2011 cut-points leave gaps; only
whole totals of the 2017 version or of MiniCASCO are staged.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cds_service.clinical.record import CascoTotal
from cds_service.clinical.snapshot import Snapshot


class CascoStage(StrEnum):
    """The stages of 2017."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


STAGES = ((47, CascoStage.SEVERE), (29, CascoStage.MODERATE), (15, CascoStage.MILD), (0, CascoStage.NONE))
"""The instrument itself: the least total of each stage."""
STAGED_VERSIONS = ("2017", "mini")


@dataclass(frozen=True, slots=True)
class Casco:
    """An entered total, the version of the instrument, and the stage where the 2017 cut-points give one."""

    total: Decimal
    version: str
    stage: CascoStage | None


def stage(snapshot: Snapshot) -> Casco | None:
    """Stage the latest total; None without one."""
    totals = [one for one in snapshot.record.casco if one.recorded.when.last <= snapshot.today]
    if not totals:
        return None
    latest = max(totals, key=lambda one: (one.recorded.when.last, one.recorded.moment, one.recorded.source))
    return Casco(latest.total, latest.version, _stage(latest))


def _stage(entered: CascoTotal) -> CascoStage | None:
    whole = entered.total == entered.total.to_integral_value()
    if not whole or entered.version.lower() not in STAGED_VERSIONS or not 0 <= entered.total <= 100:
        return None
    return next(stage for least, stage in STAGES if entered.total >= least)
