"""Part 1: the course. Where the weight came from and where it is going, and the values beside it, with their dates."""

from collections.abc import Callable, Iterator
from typing import Final, assert_never

from cds_service.cards import names, quantities
from cds_service.cards.deciding import deciding_change
from cds_service.cards.evidence import body_mass_index
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.criteria.glasgow import pair
from cds_service.clinical.evidence import Evidence, LossEvidence, MeasureEvidence, Quantity, Sign, StatedEvidence
from cds_service.clinical.facts import Kind, Standing
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Measured, Weight, WeightKind
from cds_service.clinical.screening import NAMES
from cds_service.clinical.status import Status
from cds_service.clinical.weight_days import DayWeight
from cds_service.clinical.weight_direction import Direction
from cds_service.clinical.words import phrase

Written = Iterator[str]


def lines(assessment: Assessment, phrases: Phrases, *, scores: bool, signs: bool) -> list[str]:
    """Write the part: the weights, then the values, where there is room with other signs and scores."""
    tellers = (*_BESIDE, *((_weighed,) if signs else ()), *((_scores,) if scores else ()))
    beside = [told for tell in tellers for told in tell(assessment, phrases)]
    told = [*_weights(assessment, phrases), *([" · ".join(beside)] if beside else [])]
    return ["  \n".join(told)] if told else []


def weight_in_short(weight: DayWeight, assessment: Assessment, phrases: Phrases) -> str:
    """Write "80.0 kg (15 Jan)", with how it came about where it was not measured, and as recorded in other units."""
    entry = next((one for one in assessment.snapshot.record.weights if one.recorded.source == weight.sources[0]), None)
    parts = (
        _as_recorded(entry, weight, phrases),
        phrases.say(_kind(entry.kind)) if entry and entry.kind is not WeightKind.MEASURED else "",
        phrases.short_date(weight.when, assessment.as_of),
    )
    told = quantities.kilograms(weight.kg, phrases)
    return phrases.say("{weight} ({details})", weight=told, details=", ".join(part for part in parts if part))


def _weights(assessment: Assessment, phrases: Phrases) -> Written:
    history, change = assessment.snapshot.weight, deciding_change(assessment)
    if assessment.readings:
        return
    if change:
        told = {
            "before": weight_in_short(change.reference, assessment, phrases),
            "now": weight_in_short(change.current, assessment, phrases),
        }
        direction = history.direction or history.direction_of_year
        if direction is None or change.kg <= 0:
            yield phrases.say("{before} → {now}", **told)
        else:
            yield phrases.say("{before} → {now}, {course}", course=phrases.say(_direction(direction)), **told)
    elif history.current:
        yield weight_in_short(history.current, assessment, phrases)


def _kind(kind: WeightKind) -> str:
    match kind:
        case WeightKind.MEASURED:
            return phrase("measured")
        case WeightKind.DRY:
            return phrase("after dialysis")
        case WeightKind.STATED:
            return phrase("stated by the patient")
        case WeightKind.USUAL:
            return phrase("usual weight, stated by the patient")
        case _:
            assert_never(kind)


def _direction(direction: Direction) -> str:
    match direction:
        case Direction.FALLING:
            return phrase("falling")
        case Direction.STABLE:
            return phrase("now stable")
        case Direction.REGAINING:
            return phrase("now regaining")
        case _:
            assert_never(direction)


def _as_recorded(entry: Weight | None, weight: DayWeight, phrases: Phrases) -> str:
    """Give what the record says, unless it says kilograms or the day's weight is a mean of two."""
    if entry is None or entry.recorded.unit == "kg" or entry.kg != weight.kg:
        return ""
    return quantities.recorded(entry.recorded, phrases)


def _bmi(assessment: Assessment, phrases: Phrases) -> Written:
    snapshot = assessment.snapshot
    exact, height = snapshot.bmi.span.exact, snapshot.height
    if exact is None:
        return
    told = body_mass_index(exact, assessment, phrases)
    if height is None:
        yield phrases.say("BMI {bmi} (as stored)", bmi=told)
    elif height.stated:
        yield phrases.say(
            "BMI {bmi} (height stated, {height})", bmi=told, height=quantities.recorded(height.recorded, phrases)
        )
    else:
        yield phrases.say("BMI {bmi}", bmi=told)


def _laboratory(assessment: Assessment, phrases: Phrases) -> Written:
    laboratory = assessment.snapshot.laboratory
    paired = pair(assessment.snapshot, assessment.rules.mgps)
    albumin = paired.albumin or laboratory.latest(Measure.ALBUMIN)
    for measure, lab in ((Measure.CRP, paired.crp), (Measure.ALBUMIN, albumin)):
        if lab:
            yield _dated(DATED[measure], lab, assessment, phrases)
        elif aged := laboratory.aged.get(measure):
            yield _dated(AGED[measure], aged, assessment, phrases)


DATED: Final = {
    Measure.CRP: phrase("CRP {value} ({date})"),
    Measure.ALBUMIN: phrase("albumin {value} ({date})"),
}
AGED: Final = {
    Measure.CRP: phrase("CRP {value} ({date}, too old to count)"),
    Measure.ALBUMIN: phrase("albumin {value} ({date}, too old to count)"),
}


def _dated(label: str, lab: Measured, assessment: Assessment, phrases: Phrases) -> str:
    value = quantities.laboratory(lab, phrases)
    return phrases.say(label, value=value, date=phrases.short_date(lab.recorded.when, assessment.as_of))


def _performance(assessment: Assessment, phrases: Phrases) -> Written:
    for measure, label in (
        (Measure.ECOG, phrase("ECOG {grade} ({date})")),
        (Measure.KARNOFSKY, phrase("Karnofsky {grade} ({date})")),
    ):
        measured = assessment.snapshot.latest(measure)
        if measured and measured.span.exact is not None:
            date = phrases.short_date(measured.recorded.when, assessment.as_of)
            yield phrases.say(label, grade=int(measured.span.exact), date=date)
            return


def _appetite(assessment: Assessment, phrases: Phrases) -> Written:
    _, fact = assessment.snapshot.symptom(Kind.ANOREXIA)
    if fact is None:
        return
    when = phrases.short_date(fact.when, assessment.as_of) if fact.when else ""
    message = (
        phrase("poor appetite") if fact.standing is Standing.ACTIVE else phrase("poor appetite documented as absent")
    )
    told = phrases.say(message)
    yield phrases.say("{sign} ({date})", sign=told, date=when) if when else told


def _screening(assessment: Assessment, phrases: Phrases) -> Written:
    positive, negative = phrase("{tool} {score}, positive ({date})"), phrase("{tool} {score}, negative ({date})")
    for one in assessment.snapshot.screenings:
        told = {
            "tool": NAMES[one.tool],
            "score": phrases.measured(one.score.score),
            "date": phrases.short_date(one.score.recorded.when, assessment.as_of),
        }
        yield phrases.say(positive if one.positive else negative, **told)


def _weighed(assessment: Assessment, phrases: Phrases) -> Written:
    """Tell what else a criterion weighed that is met, each once: muscle, grip, intake, fatigue, haemoglobin."""
    weighed = (one for finding in assessment.findings.values() for one in finding.evidence)
    for evidence in {_what(one): one for one in weighed}.values():
        if isinstance(evidence, StatedEvidence) and evidence.sign in SIGNS:
            when = phrases.short_day(evidence.until, assessment.as_of) if evidence.until else ""
            absent = evidence.standing is Standing.REFUTED
            told = phrases.say(SIGNS[evidence.sign])
            told = phrases.say("{sign} documented as absent", sign=told) if absent else told
            yield phrases.say("{sign} ({date})", sign=told, date=when) if when else told
        elif isinstance(evidence, MeasureEvidence) and evidence.measure in MEASURES:
            yield _measured(evidence, assessment, phrases)


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


def _measured(evidence: MeasureEvidence, assessment: Assessment, phrases: Phrases) -> str:
    parts = (
        phrases.say(evidence.method.by) if evidence.method else "",
        phrases.short_day(evidence.until, assessment.as_of) if evidence.until else "",
    )
    told = {
        "measure": names.measure(evidence.measure, phrases),
        "value": quantities.span(evidence.span, evidence.comparison.unit, phrases),
        "details": ", ".join(part for part in parts if part),
    }
    if not told["details"]:
        return phrases.say("{measure} {value}", **told)
    return phrases.say("{measure} {value} ({details})", **told)


SIGNS: Final = {Sign.FATIGUE: phrase("fatigue"), Sign.SARCOPENIA: phrase("sarcopenia")}
MEASURES: Final = frozenset(
    (Quantity.GRIP_STRENGTH, Quantity.ENERGY_INTAKE, Quantity.MUSCLE_MASS, Measure.HAEMOGLOBIN, Measure.IL_6)
)


def _scores(assessment: Assessment, phrases: Phrases) -> Written:
    if assessment.status in UNSCORED:
        return
    scores = assessment.scores
    if scores.mgps is not None:
        yield phrases.say("mGPS {mgps}", mgps=scores.mgps)
    if scores.wlgs is not None:
        yield phrases.say("weight loss grade {grade}", grade=scores.wlgs)
    if scores.casco and scores.casco.stage:
        yield phrases.say("CASCO {total}", total=quantities.number(scores.casco.total, "", phrases))


UNSCORED: Final = frozenset((Status.WITHHELD, Status.REFRACTORY_SUSPECTED))
"""Where a grade would rest on a doubtful weight, or would only tell a prognosis."""

_BESIDE: Final[tuple[Callable[[Assessment, Phrases], Written], ...]] = (
    _bmi,
    _laboratory,
    _performance,
    _appetite,
    _screening,
)
