"""CASCO: staging of an entered total by the 2017 validation, Argiles et al., Front Physiol 2017;8:92.

The item points are not computed here, and no partial sum is ever called CASCO. The 2011 cut-points leave gaps; only
whole totals of the 2017 version or of MiniCASCO are staged.
"""

from dataclasses import dataclass

from cds_service.clinical.decimals import plain
from cds_service.clinical.record import CascoTotal
from cds_service.clinical.snapshot import Snapshot

STAGES = ((47, "severe"), (29, "moderate"), (15, "mild"), (0, "none"))
STAGED_VERSIONS = ("2017", "mini")


@dataclass(frozen=True, slots=True)
class Casco:
    """An entered total, the version of the instrument, and the stage where the 2017 cut-points give one."""

    total: str
    version: str
    stage: str | None


def stage(snapshot: Snapshot) -> Casco | None:
    """Stage the latest total; None without one."""
    totals = [one for one in snapshot.record.casco if one.recorded.when.last <= snapshot.today]
    if not totals:
        return None
    latest = max(totals, key=lambda one: (one.recorded.when.last, one.recorded.moment, one.recorded.source))
    return Casco(plain(latest.total), latest.version, _stage(latest))


def _stage(entered: CascoTotal) -> str | None:
    whole = entered.total == entered.total.to_integral_value()
    if not whole or entered.version.lower() not in STAGED_VERSIONS or not 0 <= entered.total <= 100:
        return None
    return next(name for least, name in STAGES if entered.total >= least)
