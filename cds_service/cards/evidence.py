"""What met a criterion, in words: "10.0 % weight loss in 5 months", "poor appetite", "CRP 15 mg/L".

The words contain nothing of the record but numbers, so they fit a plain summary as well as Markdown.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.evidence import Evidence, LossEvidence, MeasureEvidence, Quantity, Sign, StatedEvidence
from cds_service.clinical.facts import Standing
from cds_service.clinical.finding import Finding
from cds_service.clinical.measures import Measure
from cds_service.clinical.weight_history import Change
from cds_service.clinical.words import phrase

from . import names, quantities
from .deciding import bmi_comparisons, loss_comparisons
from .phrases import Phrases


def in_words(evidence: Evidence, assessment: Assessment, phrases: Phrases, *, met: bool = True) -> str:
    """Write one piece of evidence."""
    match evidence:
        case LossEvidence():
            return share_and_time(evidence.change, assessment, phrases)
        case StatedEvidence():
            words = phrases.say(_sign(evidence.sign))
            absent = evidence.standing is Standing.REFUTED
            return phrases.say("{symptom} documented as absent", symptom=words) if absent else words
        case MeasureEvidence():
            return _measured(evidence, assessment, phrases, met=met)
        case _:
            assert_never(evidence)


def with_threshold(evidence: Evidence, assessment: Assessment, phrases: Phrases) -> str:
    """Write one piece of evidence with what it was held against."""
    words = in_words(evidence, assessment, phrases, met=False)
    if isinstance(evidence, StatedEvidence):
        return words
    limit = quantities.condition(evidence.comparison, phrases)
    return phrases.say("{evidence} (criterion: {limit})", evidence=words, limit=limit)


def joined(finding: Finding, assessment: Assessment, phrases: Phrases, most: int = 3) -> str:
    """Write the evidence of a finding that is met as one phrase: "a with b and c"."""
    return with_others([in_words(one, assessment, phrases) for one in _once(finding.evidence)[:most]], phrases)


def with_others(words: Sequence[str], phrases: Phrases) -> str:
    """Join phrases: the first is the main thing."""
    if len(words) < 2:
        return "".join(words)
    return phrases.say("{first} with {others}", first=words[0], others=phrases.listed(words[1:]))


def share_and_time(change: Change, assessment: Assessment, phrases: Phrases) -> str:
    """Write a weight change without kilograms; a gain is called a gain."""
    time = phrases.between(change.reference.on, change.current.on)
    share = change_percent(change, assessment, phrases)
    if change.kg > 0:
        return phrases.say("{percent} weight loss in {time}", percent=share, time=time)
    if change.kg < 0:
        return phrases.say("{percent} weight gain in {time}", percent=share, time=time)
    return phrases.say("no weight change in {time}", time=time)


def change_percent(change: Change, assessment: Assessment, phrases: Phrases) -> str:
    """Write the size of a change, with the decimals that decide."""
    limits = loss_comparisons(assessment) if change.kg > 0 else []
    return quantities.percent(abs(change.percent), limits, phrases)


def body_mass_index(exact: Fraction, assessment: Assessment, phrases: Phrases) -> str:
    """Write a BMI without its unit: one decimal, or more where they decide."""
    return phrases.number(exact, quantities.deciding_places(exact, bmi_comparisons(assessment)))


def _measured(evidence: MeasureEvidence, assessment: Assessment, phrases: Phrases, *, met: bool) -> str:
    exact = evidence.span.exact
    if evidence.measure is Quantity.BMI and exact is not None:
        written = body_mass_index(exact, assessment, phrases)
    else:
        written = quantities.span(evidence.span, evidence.comparison.unit, phrases)
    if met and isinstance(evidence.measure, Quantity):
        return phrases.say(_low(evidence.measure), value=written)
    return phrases.say("{measure} {value}", measure=names.measure(evidence.measure, phrases), value=written)


def _low(quantity: Quantity) -> str:
    """Say of a value that it is too low: no criterion is met by a high one."""
    match quantity:
        case Quantity.BMI:
            return phrase("low BMI ({value})")
        case Quantity.GRIP_STRENGTH:
            return phrase("weak grip ({value})")
        case Quantity.ENERGY_INTAKE:
            return phrase("low energy intake ({value})")
        case Quantity.MUSCLE_MASS:
            return phrase("low muscle mass ({value})")
        case _:
            assert_never(quantity)


def _sign(sign: Sign) -> str:
    match sign:
        case Sign.ANOREXIA:
            return phrase("poor appetite")
        case Sign.FATIGUE:
            return phrase("fatigue")
        case Sign.SARCOPENIA:
            return phrase("low muscle mass")
        case Sign.HOSPICE:
            return phrase("comfort care")
        case Sign.PROGNOSIS:
            return phrase("an entered view of what is ahead")
        case _:
            assert_never(sign)


def _once(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Keep one piece of each kind: a loss that was held against two thresholds is told once."""
    return list({_told(one): one for one in reversed(evidence)}.values())[::-1]


def _told(evidence: Evidence) -> type[LossEvidence] | Measure | Quantity | Sign:
    match evidence:
        case LossEvidence():
            return LossEvidence
        case MeasureEvidence():
            return evidence.measure
        case StatedEvidence():
            return evidence.sign
        case _:
            assert_never(evidence)
