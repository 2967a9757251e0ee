"""What met a criterion, in words: "10.0 % weight loss in 5 months", "poor appetite", "CRP 15 mg/L".

The words contain nothing of the record but numbers, so they fit a plain summary as well as Markdown.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Standing
from cds_service.clinical.finding import Evidence, Finding
from cds_service.clinical.weight_history import Change

from . import names, quantities
from .deciding import change_of, thresholds
from .phrases import Phrases, phrase

STATED: Final = {
    "anorexia": phrase("poor appetite"),
    "fatigue": phrase("fatigue"),
    "weakness": phrase("weakness"),
    "sarcopenia": phrase("low muscle mass"),
    "hospice": phrase("comfort care"),
}
MET: Final = {
    "bmi": phrase("low BMI ({value})"),
    "grip_strength": phrase("weak grip ({value})"),
    "energy_intake": phrase("low energy intake ({value})"),
    "muscle_mass": phrase("low muscle mass ({value})"),
}


def in_words(evidence: Evidence, assessment: Assessment, phrases: Phrases, *, met: bool = True) -> str:
    """Write one piece of evidence."""
    name = evidence.name.partition(":")[0]
    if name == "weight_loss":
        return _loss(evidence, assessment, phrases)
    if name in STATED:
        words = phrases.say(STATED[name])
        absent = evidence.value == Standing.REFUTED
        return phrases.say("{symptom} documented as absent", symptom=words) if absent else words
    written = _number(evidence, assessment, phrases)
    if met and name in MET:
        return phrases.say(MET[name], value=written)
    return phrases.say("{measure} {value}", measure=names.named(names.MEASURES, name, phrases), value=written)


def with_threshold(evidence: Evidence, assessment: Assessment, phrases: Phrases) -> str:
    """Write one piece of evidence with what it was held against."""
    words = in_words(evidence, assessment, phrases, met=False)
    if not evidence.threshold:
        return words
    limit = quantities.threshold(evidence.threshold, evidence.unit, phrases)
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
    limits = thresholds("weight_loss", assessment) if change.kg > 0 else []
    return quantities.percent(abs(change.percent), limits, phrases)


def body_mass_index(exact: Fraction, assessment: Assessment, phrases: Phrases) -> str:
    """Write a BMI without its unit: one decimal, or more where they decide."""
    return phrases.number(exact, quantities.deciding_places(exact, thresholds("bmi", assessment)))


def _loss(evidence: Evidence, assessment: Assessment, phrases: Phrases) -> str:
    change = change_of(evidence, assessment)
    return share_and_time(change, assessment, phrases) if change else phrases.say("weight loss")


def _number(evidence: Evidence, assessment: Assessment, phrases: Phrases) -> str:
    exact = assessment.snapshot.bmi.span.exact
    if evidence.name == "bmi" and exact is not None:
        return body_mass_index(exact, assessment, phrases)
    return quantities.value(evidence.value, evidence.unit, phrases)


def _once(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Keep one piece of each kind: a loss that was held against two thresholds is told once."""
    return list({one.name.partition(":")[0]: one for one in reversed(evidence)}.values())[::-1]
