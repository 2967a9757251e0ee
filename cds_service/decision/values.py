"""The values that a decision rested on, as text; kept in the record only where the site has asked for it."""

from collections.abc import Iterator

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.measures import Measure

from .assessment_json import weight_json


def values_of(assessment: Assessment) -> dict[str, str]:
    """Name each value that there is; dates and units stand beside them."""
    return dict(_values(assessment))


def _values(assessment: Assessment) -> Iterator[tuple[str, str]]:
    weight = weight_json(assessment)
    for which in ("current", "reference"):
        if told := weight.get(which):
            yield f"{which}_kg", told["kg"]
            yield f"{which}_on", told["date"]
    for name in ("loss_percent_6_months", "loss_percent_12_months", "bmi"):
        if weight.get(name) is not None:
            yield name, weight[name]
    for measure in (Measure.CRP, Measure.ALBUMIN):
        if lab := assessment.snapshot.laboratory.latest(measure):
            yield measure.value, lab.recorded.text
