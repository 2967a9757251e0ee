"""What says "look" where no loss can be judged: codes and symptoms of wasting, a weight that lacks its unit."""

from collections.abc import Set

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Kind
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Reason
from cds_service.clinical.verdict import Verdict

WITHOUT_UNIT = frozenset((Reason.UNIT_MISSING, Reason.UNIT_UNKNOWN))
DOUBTED = WITHOUT_UNIT | {Reason.UNIT_SUSPECT, Reason.IMPLAUSIBLE}
CODED = (Kind.WEIGHT_LOSS, Kind.MALNUTRITION, Kind.CACHEXIA)


def coded_wasting(assessment: Assessment) -> bool:
    """Say whether somebody coded weight loss, malnutrition or cachexia, or documented a poor appetite."""
    return wasting_is_coded(assessment) or assessment.snapshot.symptom(Kind.ANOREXIA)[0] is Verdict.MET


def wasting_is_coded(assessment: Assessment) -> bool:
    """Say whether weight loss, malnutrition or cachexia is coded."""
    return any(assessment.snapshot.record.stated(kind) for kind in CODED)


def left_out_later(assessment: Assessment, reasons: Set[Reason]) -> bool:
    """Say whether a weight that was left out for one of the reasons is later than every one that counts, or alone."""
    weight = assessment.snapshot.weight
    left_out = [
        one.when.last
        for one in (*assessment.snapshot.record.excluded, *weight.excluded)
        if one.measure is Measure.WEIGHT and one.reason in reasons and one.when
    ]
    if weight.current is None:
        return bool(left_out) and not assessment.snapshot.record.weights
    return any(last > weight.current.when.last for last in left_out)
