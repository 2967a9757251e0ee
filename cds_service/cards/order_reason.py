"""What the one who receives a referral reads: this patient's course in one line, never the card's title."""

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.measures import Measure
from cds_service.clinical.status import Status

from . import quantities
from .deciding import deciding_change, is_usual
from .evidence import body_mass_index, change_percent
from .phrases import Phrases


def order_reason(assessment: Assessment, phrases: Phrases) -> str:
    """Write "Lost 8.0 kg (10.0 %), 80.0 → 72.0 kg, 15 Jan to 25 Jun 2026; BMI 23.5; CRP 32 mg/L (25 Jun); ECOG 1."."""
    parts = (
        _course(assessment, phrases),
        _bmi(assessment, phrases),
        _crp(assessment, phrases),
        _performance(assessment, phrases),
        phrases.say("care focused on comfort") if assessment.status is Status.REFRACTORY_SUSPECTED else "",
    )
    return "; ".join(part for part in parts if part) + "."


def _course(assessment: Assessment, phrases: Phrases) -> str:
    if assessment.readings:
        return _doubtful(assessment, phrases)
    change = deciding_change(assessment)
    if change is None or change.percent < assessment.rules.fearon_2011.ongoing_loss_percent:
        return _weight(assessment, phrases)
    if is_usual(change.reference, assessment):
        return phrases.say(
            "Lost {weight} ({percent}) from a stated usual weight of {before}, now {now} ({last})",
            weight=quantities.kilograms(change.kg, phrases),
            percent=change_percent(change, assessment, phrases),
            before=quantities.kilograms(change.reference.kg, phrases),
            now=quantities.kilograms(change.current.kg, phrases),
            last=phrases.when(change.current.when),
        )
    return phrases.say(
        "Lost {weight} ({percent}), {before} → {now} kg, {first} to {last}",
        weight=quantities.kilograms(change.kg, phrases),
        percent=change_percent(change, assessment, phrases),
        before=phrases.number(change.reference.kg, 1),
        now=phrases.number(change.current.kg, 1),
        first=phrases.short_date(change.reference.when, change.current.on),
        last=phrases.when(change.current.when),
    )


def _weight(assessment: Assessment, phrases: Phrases) -> str:
    current = assessment.snapshot.weight.current
    if current is None:
        return phrases.say("No usable weight on record")
    told = {"weight": quantities.kilograms(current.kg, phrases), "date": phrases.when(current.when)}
    return phrases.say("Weight {weight} ({date})", **told)


def _doubtful(assessment: Assessment, phrases: Phrases) -> str:
    currents = dict.fromkeys(one.weight.current for one in assessment.readings if one.weight.current)
    weights = (
        phrases.say(
            "{weight} ({date})",
            weight=quantities.kilograms(one.kg, phrases),
            date=phrases.short_date(one.when, assessment.as_of),
        )
        for one in currents
    )
    return phrases.say("Latest weight to be confirmed: {weights}", weights=phrases.listed(weights))


def _bmi(assessment: Assessment, phrases: Phrases) -> str:
    exact = assessment.snapshot.bmi.span.exact
    return "" if exact is None else phrases.say("BMI {value}", value=body_mass_index(exact, assessment, phrases))


def _crp(assessment: Assessment, phrases: Phrases) -> str:
    crp = assessment.snapshot.laboratory.latest(Measure.CRP)
    if crp is None:
        return ""
    value = quantities.span(crp.span, Measure.CRP.unit, phrases)
    return phrases.say(
        "CRP {value} ({date})", value=value, date=phrases.short_date(crp.recorded.when, assessment.as_of)
    )


def _performance(assessment: Assessment, phrases: Phrases) -> str:
    ecog = assessment.snapshot.latest(Measure.ECOG)
    if ecog is None or ecog.span.exact is None:
        return ""
    return phrases.say("ECOG {grade}", grade=int(ecog.span.exact))
