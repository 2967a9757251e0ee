"""What was seen, in the words of a title: "Lost 8.0 kg (10.0 %) in 5 months, poor appetite, CRP 32 mg/L".

Observations stand beside each other with commas, as in a note; the sentence around them is one of the catalogue.
"""

from collections.abc import Iterator

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.evidence import MeasureEvidence, Quantity, Sign, StatedEvidence
from cds_service.clinical.facts import Kind
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Measured
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_history import Change

from . import quantities
from .deciding import deciding_change, deciding_finding, is_usual
from .evidence import body_mass_index, change_percent
from .phrases import Phrases


def observed(assessment: Assessment, phrases: Phrases, most: int = 4) -> str:
    """Write the first so many observations."""
    told = list(dict.fromkeys(_observations(assessment, phrases)))[:most]
    return ", ".join(told)


def lost(change: Change, assessment: Assessment, phrases: Phrases) -> str:
    """Write a change as the beginning of a title."""
    told = {
        "weight": quantities.kilograms(abs(change.kg), phrases),
        "percent": change_percent(change, assessment, phrases),
        "time": _time(change, assessment, phrases),
    }
    if change.kg > 0 and is_usual(change.reference, assessment):
        return phrases.say("Lost {weight} ({percent}) from the usual weight, as stated", **told)
    if change.kg > 0:
        return phrases.say("Lost {weight} ({percent}) in {time}", **told)
    if change.kg < 0:
        return phrases.say("Weight up {weight} in {time}", **told)
    return phrases.say("Weight steady for {time}", **told)


def raised_crp(assessment: Assessment) -> Measured | None:
    """Give the CRP, where it is as high as speaks for inflammation."""
    crp = assessment.snapshot.laboratory.latest(Measure.CRP)
    limit = assessment.rules.precachexia.crp_mg_per_l
    return crp if crp and crp.span.at_least(limit) is Verdict.MET else None


def _observations(assessment: Assessment, phrases: Phrases) -> Iterator[str]:
    change = deciding_change(assessment)
    if change and change.percent >= assessment.rules.fearon_2011.ongoing_loss_percent:  # less is a scale's noise
        yield lost(change, assessment, phrases)
    yield from _low_bmi(assessment, phrases)
    if _low_muscle(assessment):
        yield phrases.say("low muscle mass")
    if assessment.snapshot.symptom(Kind.ANOREXIA)[0] is Verdict.MET:
        yield phrases.say("poor appetite")
    if crp := raised_crp(assessment):
        yield phrases.say("CRP {value}", value=quantities.span(crp.span, Measure.CRP.unit, phrases))


def _low_bmi(assessment: Assessment, phrases: Phrases) -> Iterator[str]:
    """Tell a BMI that is low by Fearon's limit, and call it underweight where GLIM calls it severe."""
    bmi, rules = assessment.snapshot.bmi.span, assessment.rules
    if bmi.exact is None or bmi.below(rules.fearon_2011.bmi) is not Verdict.MET:
        return
    value = body_mass_index(bmi.exact, assessment, phrases)
    if bmi.below(rules.glim_2019.severe_bmi) is Verdict.MET:
        yield phrases.say("Underweight (BMI {value})", value=value)
    else:
        yield phrases.say("BMI {value}", value=value)


def _low_muscle(assessment: Assessment) -> bool:
    _, finding = deciding_finding(assessment)
    if finding.verdict is not Verdict.MET:
        return False
    return any(
        (isinstance(one, MeasureEvidence) and one.measure is Quantity.MUSCLE_MASS)
        or (isinstance(one, StatedEvidence) and one.sign is Sign.SARCOPENIA)
        for one in finding.evidence
    )


def _time(change: Change, assessment: Assessment, phrases: Phrases) -> str:
    """Count in weeks just outside a window: "6 months" would say that it lies inside."""
    first, last = change.reference.on, change.current.on
    just_outside = assessment.snapshot.weight.just_outside
    if just_outside and just_outside.reference == change.reference:
        return phrases.count("{number} week", "{number} weeks", (last - first).days // 7)
    return phrases.between(first, last)
