"""Indices of two or three blood values: CRP/albumin, NLR, PNI, GNRI, CONUT. Prognostic; no cut-off is applied.

PNI is Onodera's. GNRI is 1.489 x albumin (g/L) + 41.7 x weight / ideal weight, the ratio capped at 1. CONUT's first
lymphocyte step is 1600/uL, as in the original. Values belong together when they are at most 7 days apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from cds_service.clinical.limits import Rules
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Sex
from cds_service.clinical.snapshot import Snapshot

# The steps, factors and formulae below are the published instruments themselves: changed, they would be other indices.
ALBUMIN_STEPS = ((35, 0), (30, 2), (25, 4))
LYMPHOCYTE_STEPS = (("1.6", 0), ("1.2", 1), ("0.8", 2))
CHOLESTEROL_STEPS = ((180, 0), (140, 1), (100, 2))


@dataclass(frozen=True)
class GnriRules(Rules):
    """GNRI's ideal weight: Lorentz's formulae, or the weight at a BMI of 22."""

    ideal_weight: Literal["lorentz", "bmi_22"] = "lorentz"


def crp_albumin_ratio(snapshot: Snapshot, pairing_days: int) -> Fraction | None:
    """Divide CRP in mg/L by albumin in g/L."""
    return _ratio(snapshot, pairing_days, Measure.CRP, Measure.ALBUMIN)


def neutrophil_lymphocyte_ratio(snapshot: Snapshot) -> Fraction | None:
    """Divide absolute neutrophils by absolute lymphocytes of the same day: they come from one sample."""
    return _ratio(snapshot, 0, Measure.NEUTROPHILS, Measure.LYMPHOCYTES)


def prognostic_nutritional_index(snapshot: Snapshot, pairing_days: int) -> Fraction | None:
    """Add albumin in g/L and five times the lymphocytes in 10*9/L."""
    values = _together(snapshot, pairing_days, Measure.ALBUMIN, Measure.LYMPHOCYTES)
    return values[0] + 5 * values[1] if values else None


def geriatric_nutritional_risk_index(snapshot: Snapshot, rules: GnriRules) -> Fraction | None:
    """Weigh albumin and the share of the ideal weight; None without albumin, weight, height and (Lorentz) sex."""
    albumin = snapshot.laboratory.latest(Measure.ALBUMIN)
    ideal = _ideal_weight(snapshot, rules)
    weight = snapshot.weight.kg.exact
    if albumin is None or albumin.span.exact is None or ideal is None or weight is None:
        return None
    share = min(weight / ideal, Fraction(1))
    return Fraction("1.489") * albumin.span.exact + Fraction("41.7") * share


def controlling_nutritional_status(snapshot: Snapshot, pairing_days: int) -> int | None:
    """Add the points of albumin, lymphocytes and cholesterol: 0 to 12."""
    values = _together(snapshot, pairing_days, Measure.ALBUMIN, Measure.LYMPHOCYTES, Measure.CHOLESTEROL)
    if values is None:
        return None
    albumin, lymphocytes, cholesterol = values
    return (
        _points(albumin, ALBUMIN_STEPS, 6)
        + _points(lymphocytes, LYMPHOCYTE_STEPS, 3)
        + _points(cholesterol, CHOLESTEROL_STEPS, 3)
    )


def _points(value: Fraction, steps: Sequence[tuple[int | str, int]], below: int) -> int:
    return next((points for limit, points in steps if value >= Fraction(limit)), below)


def _ratio(snapshot: Snapshot, days: int, over: Measure, under: Measure) -> Fraction | None:
    values = _together(snapshot, days, over, under)
    return values[0] / values[1] if values and values[1] else None


def _together(snapshot: Snapshot, days: int, *analytes: Measure) -> list[Fraction] | None:
    """Give exact values of one time, the first analyte's latest leading; None where one is missing or only bounded."""
    first = snapshot.laboratory.latest(analytes[0])
    if first is None:
        return None
    labs = [snapshot.laboratory.nearest(one, first, days) for one in analytes[1:]]
    values = [lab.span.exact if lab else None for lab in (first, *labs)]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _ideal_weight(snapshot: Snapshot, rules: GnriRules) -> Fraction | None:
    cm = snapshot.heights.cm.exact
    if cm is None:
        return None
    if rules.ideal_weight == "bmi_22":
        return 22 * cm * cm / 10_000
    if snapshot.record.sex is None:
        return None
    divisor = Fraction(4) if snapshot.record.sex is Sex.MALE else Fraction("2.5")
    ideal = cm - 100 - (cm - 150) / divisor
    return ideal if ideal > 0 else None
