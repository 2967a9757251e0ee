"""Part 2: what the finding is based on: each value with unit, date and kind of source."""

from collections.abc import Callable, Iterator
from typing import Final, assert_never

from cds_service.cards import names, quantities
from cds_service.cards.deciding import deciding_change
from cds_service.cards.evidence import body_mass_index, change_percent
from cds_service.cards.phrases import Phrases
from cds_service.cards.weights import weight_line
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.criteria.casco import CascoStage
from cds_service.clinical.criteria.glasgow import pair
from cds_service.clinical.evidence import Evidence, LossEvidence, MeasureEvidence, Quantity, Sign, StatedEvidence
from cds_service.clinical.facts import Standing
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Measured
from cds_service.clinical.status import Status
from cds_service.clinical.words import phrase

Written = Iterator[str]
WORTH_A_LINE: Final = 5
"""Percent; smaller losses in the past say nothing today."""


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    told = [line for tell in _TELLERS for line in tell(assessment, phrases)]
    return [phrases.say("**Based on**"), *(f"- {one}" for one in told)] if told else []


def _weights(assessment: Assessment, phrases: Phrases) -> Written:
    weight, change = assessment.snapshot.weight, deciding_change(assessment)
    if weight.stale and weight.current:
        told = weight_line(weight.current, assessment, phrases)
        age = phrases.count("{number} day old", "{number} days old", weight.age_days or 0)
        yield phrases.say("**Last weight:** {weight}, {age}", weight=told, age=age)
    elif weight.current:
        yield phrases.say("**Weight now:** {weight}", weight=weight_line(weight.current, assessment, phrases))
    if change:
        told = weight_line(change.reference, assessment, phrases)
        yield phrases.say("**Weight before:** {weight}", weight=told)


def _change(assessment: Assessment, phrases: Phrases) -> Written:
    change = deciding_change(assessment)
    if change is None:
        return
    told = {
        "weight": quantities.kilograms(abs(change.kg), phrases),
        "percent": change_percent(change, assessment, phrases),
        "time": phrases.between(change.reference.on, change.current.on),
    }
    if change.kg > 0:
        yield phrases.say("**Change:** lost {weight} ({percent}) in {time}", **told)
    elif change.kg < 0:
        yield phrases.say("**Change:** gained {weight} ({percent}) in {time}", **told)
    else:
        yield phrases.say("**Change:** none in {time}", **told)


def _past_episode(assessment: Assessment, phrases: Phrases) -> Written:
    """The largest loss inside any six months, where it is not the one of today: the trend in one line."""
    episode = assessment.snapshot.weight.largest_episode
    if episode is None or episode.current == assessment.snapshot.weight.current or episode.percent <= WORTH_A_LINE:
        return
    yield phrases.say(
        "**Largest loss on record:** {percent} in {time}, until {date}",
        percent=quantities.percent(episode.percent, [], phrases),
        time=phrases.between(episode.reference.on, episode.current.on),
        date=phrases.when(episode.current.when),
    )


def _bmi(assessment: Assessment, phrases: Phrases) -> Written:
    snapshot = assessment.snapshot
    exact, height = snapshot.bmi.span.exact, snapshot.height
    if exact is None or snapshot.bmi.when is None:
        return
    told = {"bmi": body_mass_index(exact, assessment, phrases)}
    if height is None:
        when = phrases.when(snapshot.bmi.when)
        yield phrases.say("**BMI:** {bmi} kg/m², as stored on {date}", date=when, **told)
        return
    told |= {"height": quantities.recorded(height.recorded, phrases), "date": phrases.when(height.recorded.when)}
    if height.stated:
        yield phrases.say("**BMI:** {bmi} kg/m² (height {height}, told by the patient, {date})", **told)
    else:
        yield phrases.say("**BMI:** {bmi} kg/m² (height {height}, {date})", **told)


def _laboratory(assessment: Assessment, phrases: Phrases) -> Written:
    laboratory = assessment.snapshot.laboratory
    paired = pair(assessment.snapshot, assessment.rules.mgps)
    albumin = paired.albumin or laboratory.latest(Measure.ALBUMIN)
    for label, lab in ((phrase("**CRP:** {value}"), paired.crp), (phrase("**Albumin:** {value}"), albumin)):
        if lab:
            yield phrases.say(label, value=_result(lab, phrases))


def _result(lab: Measured, phrases: Phrases) -> str:
    value, when = quantities.laboratory(lab, phrases), phrases.when(lab.recorded.when)
    return phrases.say("{value}, {date}, laboratory", value=value, date=when)


def _scores(assessment: Assessment, phrases: Phrases) -> Written:
    if assessment.status in UNSCORED:
        return
    scores = assessment.scores
    if scores.mgps is not None and scores.gps is not None:
        yield phrases.say("**Glasgow scores:** mGPS {mgps} of 2, GPS {gps} of 2", mgps=scores.mgps, gps=scores.gps)
    elif scores.mgps is not None:
        yield phrases.say("**Glasgow score:** mGPS {mgps} of 2", mgps=scores.mgps)
    if scores.wlgs is not None:
        yield phrases.say("**Weight loss grade:** {grade} of 4 (BMI-adjusted, Martin 2015)", grade=scores.wlgs)
    if scores.casco and scores.casco.stage:
        told = {
            "total": quantities.number(scores.casco.total, "", phrases),
            "stage": phrases.say(_stage(scores.casco.stage)),
        }
        yield phrases.say("**CASCO:** {total}, {stage}", **told)


UNSCORED: Final = frozenset((Status.WITHHELD, Status.REFRACTORY_SUSPECTED))
"""Where a grade would rest on a doubtful weight, or would only tell a prognosis."""


def _stage(stage: CascoStage) -> str:
    match stage:
        case CascoStage.NONE:
            return phrase("no cachexia by its stages")
        case CascoStage.MILD:
            return phrase("mild")
        case CascoStage.MODERATE:
            return phrase("moderate")
        case CascoStage.SEVERE:
            return phrase("severe")
        case _:
            assert_never(stage)


def _performance(assessment: Assessment, phrases: Phrases) -> Written:
    for measure, label in (
        (Measure.ECOG, phrase("**Performance status:** ECOG {grade}, {date}")),
        (Measure.KARNOFSKY, phrase("**Performance status:** Karnofsky {grade}, {date}")),
    ):
        measured = assessment.snapshot.latest(measure)
        if measured and measured.span.exact is not None:
            told = {"grade": int(measured.span.exact), "date": phrases.when(measured.recorded.when)}
            yield phrases.say(label, **told)
            return


def _signs(assessment: Assessment, phrases: Phrases) -> Written:
    """Tell the other values that any criterion weighed, each once."""
    weighed = {_what(one): one for finding in assessment.findings.values() for one in finding.evidence}
    for evidence in weighed.values():
        if isinstance(evidence, StatedEvidence) and (label := _stated_label(evidence.sign)):
            yield phrases.say(label, value=_sign(_documented(evidence, phrases), evidence, None, phrases))
        elif isinstance(evidence, MeasureEvidence) and (label := _measured_label(evidence.measure)):
            value = quantities.span(evidence.span, evidence.comparison.unit, phrases)
            yield phrases.say(label, value=_sign(value, evidence, evidence.method, phrases))


def _what(evidence: Evidence) -> object:
    match evidence:
        case LossEvidence():
            return LossEvidence
        case MeasureEvidence():
            return evidence.measure, evidence.method
        case StatedEvidence():
            return evidence.sign
        case _:
            assert_never(evidence)


def _stated_label(sign: Sign) -> str | None:
    match sign:
        case Sign.ANOREXIA:
            return phrase("**Poor appetite:** {value}")
        case Sign.FATIGUE:
            return phrase("**Fatigue:** {value}")
        case Sign.SARCOPENIA:
            return phrase("**Sarcopenia:** {value}")
        case Sign.HOSPICE:
            return None
        case _:
            assert_never(sign)


def _measured_label(measure: Measure | Quantity) -> str | None:
    """Give the label of what has no line of its own."""
    return {
        Quantity.GRIP_STRENGTH: phrase("**Grip strength:** {value}"),
        Quantity.ENERGY_INTAKE: phrase("**Energy intake:** {value}"),
        Quantity.MUSCLE_MASS: phrase("**Muscle mass:** {value}"),
        Measure.HAEMOGLOBIN: phrase("**Haemoglobin:** {value}"),
        Measure.IL_6: phrase("**Interleukin 6:** {value}"),
    }.get(measure)


def _documented(evidence: StatedEvidence, phrases: Phrases) -> str:
    absent = evidence.standing is Standing.REFUTED
    return phrases.say("documented as absent") if absent else phrases.say("documented")


def _sign(value: str, evidence: StatedEvidence | MeasureEvidence, method: Measure | None, phrases: Phrases) -> str:
    parts = (
        value,
        phrases.say(method.by) if method else "",
        phrases.day(evidence.until) if evidence.until else "",
        names.source(evidence.source, phrases) if evidence.source else "",
    )
    return ", ".join(part for part in parts if part)


_TELLERS: Final[tuple[Callable[[Assessment, Phrases], Written], ...]] = (
    _weights,
    _change,
    _past_episode,
    _bmi,
    _laboratory,
    _scores,
    _performance,
    _signs,
)
