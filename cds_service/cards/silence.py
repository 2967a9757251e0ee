"""Whether an undetermined patient gets a card: where somebody can act on it today (cards.md, "When to be silent")."""

from typing import assert_never

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Kind
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_direction import PAST
from cds_service.clinical.weight_history import Change

from .observations import raised_crp
from .rules import CardRules
from .wasting import DOUBTED, coded_wasting, left_out_later

SILENT = frozenset((Status.NO_CACHEXIA, Status.NOT_APPLICABLE))


def silent(assessment: Assessment, rules: CardRules) -> bool:
    """Say whether there is nothing to show."""
    if assessment.status in SILENT or assessment.spares_the_dying:
        return True
    if assessment.status is not Status.UNDETERMINED:
        return False
    match rules.undetermined:
        case "always":
            return False
        case "never":
            return True
        case "actionable":
            return not actionable(assessment, rules)
        case _:
            assert_never(rules.undetermined)


def actionable(assessment: Assessment, rules: CardRules) -> bool:
    """Say whether somebody can act on an undetermined patient today."""
    weight = assessment.snapshot.weight
    change = weight.six_months.change
    return (
        weight.current is None
        or weight.undecided
        or left_out_later(assessment, DOUBTED)
        or bool(assessment.unread)
        or assessment.primary_finding.verdict is Verdict.MET
        or _underweight(assessment)
        or (change is not None and _worth_a_look(change, assessment, rules))
        or (change is None and (coded_wasting(assessment) or _lost_outside(assessment, rules)))
    )


def _underweight(assessment: Assessment) -> bool:
    return assessment.snapshot.bmi.span.below(assessment.rules.fearon_2011.bmi) is Verdict.MET


def _worth_a_look(change: Change, assessment: Assessment, rules: CardRules) -> bool:
    """Near the limit; or beyond a scale's noise with another sign, where it is not past."""
    if change.percent >= rules.near_limit_percent:
        return True
    beyond_noise = change.percent >= assessment.rules.fearon_2011.ongoing_loss_percent
    past = assessment.snapshot.weight.direction in PAST
    poor_appetite = assessment.snapshot.symptom(Kind.ANOREXIA)[0] is Verdict.MET
    return beyond_noise and not past and (poor_appetite or raised_crp(assessment) is not None)


def _lost_outside(assessment: Assessment, rules: CardRules) -> bool:
    """Whether something was lost since a weight just outside the window, or before the last weight became old."""
    weight = assessment.snapshot.weight
    if weight.just_outside:
        return weight.just_outside.percent >= assessment.rules.fearon_2011.ongoing_loss_percent
    episode = weight.largest_episode
    return bool(
        weight.stale and episode and episode.current == weight.current and episode.percent >= rules.near_limit_percent
    )
