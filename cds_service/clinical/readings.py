"""Several readings of one record into one answer: what they agree on stands, the rest is unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import reduce
from typing import Any, TypeVar

from .assessment import Assessment, Reading, Scores
from .body import BodyMassIndex
from .confounder_rules import Action
from .confounders import Confounder
from .finding import NO_DETAILS, Details, Finding
from .missing import Missing
from .record import Excluded, Reason, Weight
from .span import UNKNOWN
from .verdict import Verdict
from .weight_cleaning import left_out_as
from .weight_doubts import Doubt
from .weight_history import NO_LOSS_KNOWN, WeightHistory

T = TypeVar("T")


def combine(answers: Sequence[Assessment]) -> Assessment:
    """Combine the answers under each reading. A doubtful first weight matters only where a verdict depends on it."""
    first = answers[0]
    if len(answers) == 1 or (_doubts(answers) == {Doubt.BEGINNING} and _same_verdicts(answers)):
        return first
    snapshot = replace(
        first.snapshot,
        weight=_history([one.snapshot.weight for one in answers], first.snapshot.record.weights),
        bmi=_agreed([one.snapshot.bmi for one in answers], BodyMassIndex()),
    )
    return replace(
        first,
        snapshot=snapshot,
        findings={key: _finding([one.findings[key] for one in answers]) for key in first.findings},
        scores=_scores([one.scores for one in answers]),
        confounders=_confounders([one.confounders for one in answers]),
        trials=_agreed([one.trials for one in answers], ()),
        cautions=_all(one.cautions for one in answers),
        risks=tuple(risk for risk in first.risks if all(risk in one.risks for one in answers)),
        readings=tuple(Reading(one.snapshot.weight, one.primary_finding.verdict) for one in answers),
    )


def _doubts(answers: Iterable[Assessment]) -> set[Doubt]:
    return {doubt for one in answers for doubt in one.snapshot.weight.doubts}


def _same_verdicts(answers: Sequence[Assessment]) -> bool:
    said = [{key: finding.verdict for key, finding in one.findings.items()} for one in answers]
    return all(one == said[0] for one in said)


def _finding(found: Sequence[Finding]) -> Finding:
    cautions = _all(one.cautions for one in found)
    verdict = _agreed([one.verdict for one in found], Verdict.UNKNOWN)
    missing = tuple(item for item in found[0].missing if all(item in one.missing for one in found))
    details = reduce(_common, (one.details for one in found))
    if any(one.verdict is not verdict for one in found):
        return Finding(Verdict.UNKNOWN, (), (Missing.WEIGHT_CONFIRMATION,), cautions, details)
    evidence = tuple(one for one in found[0].evidence if all(one in other.evidence for other in found))
    if verdict is Verdict.UNKNOWN:
        missing = tuple(dict.fromkeys((Missing.WEIGHT_CONFIRMATION, *missing)))
    return Finding(verdict, evidence, missing, cautions, details)


def _common(one: Details, other: Details) -> Details:
    """Give what both say; a criterion that applies under one reading only says nothing under the other."""
    return one.common(other) if type(one) is type(other) else NO_DETAILS


def _history(histories: Sequence[WeightHistory], weights: Iterable[Weight]) -> WeightHistory:
    first = histories[0]
    losses = {
        one.name: _agreed([getattr(history, one.name) for history in histories], NO_LOSS_KNOWN)
        for one in fields(WeightHistory)
        if isinstance(one.default, type(NO_LOSS_KNOWN))
    }
    return replace(
        first,
        **losses,
        current=_agreed([one.current for one in histories], None),
        kg=_agreed([one.kg for one in histories], UNKNOWN),
        undecided=True,
        largest_episode=_agreed([one.largest_episode for one in histories], None),
        just_outside=_agreed([one.just_outside for one in histories], None),
        direction=_agreed([one.direction for one in histories], None),
        direction_of_year=_agreed([one.direction_of_year for one in histories], None),
        loss_is_past=all(one.loss_is_past for one in histories),
        excluded=_excluded(histories, weights),
        cautions=_all(one.cautions for one in histories),
        doubts=frozenset[Doubt]().union(*(one.doubts for one in histories)),
    )


def _excluded(histories: Sequence[WeightHistory], weights: Iterable[Weight]) -> tuple[Excluded, ...]:
    """List what every reading leaves out, and each doubtful weight as unconfirmed."""
    doubtful = {source for one in histories for source in (*one.with_doubtful, *one.without_doubtful)}
    listed = dict.fromkeys(item for one in histories for item in one.excluded if item.source not in doubtful)
    unconfirmed = (left_out_as(Reason.UNCONFIRMED, one) for one in weights if one.recorded.source in doubtful)
    return (*listed, *unconfirmed)


def _scores(scores: Sequence[Scores]) -> Scores:
    return Scores(**{one.name: _agreed([getattr(score, one.name) for score in scores], None) for one in fields(Scores)})


def _confounders(found: Sequence[Sequence[Confounder]]) -> tuple[Confounder, ...]:
    """Keep each once; what withholds a result under some readings only cautions."""
    listed: dict[Any, Confounder] = {}
    for one in (confounder for confounders in found for confounder in confounders):
        everywhere = all(
            any(other.code is one.code and other.action is one.action for other in confounders) for confounders in found
        )
        kept = one if everywhere or one.action is not Action.WITHHOLD else replace(one, action=Action.CAUTION)
        listed.setdefault(kept.code, kept)
    return tuple(listed.values())


def _agreed(values: Sequence[T], otherwise: T) -> T:
    return values[0] if all(one == values[0] for one in values) else otherwise


def _all(lists: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(one for listed in lists for one in listed))
