"""Part 1, where a weight is doubtful: both answers, and what each would mean."""

from cds_service.cards import quantities
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment, Reading
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.words import phrase


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    told = list(dict.fromkeys(one for reading in assessment.readings if (one := _line(reading, assessment, phrases))))
    return [phrases.say("**Two readings**"), *(f"- {one}" for one in told)] if told else []


def _line(reading: Reading, assessment: Assessment, phrases: Phrases) -> str:
    current, change = reading.weight.current, reading.weight.six_months.change
    if current is None:
        return ""
    told = {
        "weight": quantities.kilograms(current.kg, phrases),
        "date": phrases.short_date(current.when, assessment.as_of),
        "means": phrases.say(_MEANS[reading.primary]),
    }
    if change is None or change.kg <= 0:
        return phrases.say("{weight} ({date}) is right: {means}", **told)
    return phrases.say(
        "{weight} ({date}) is right: {percent} lost from {before}, {means}",
        percent=quantities.percent(change.percent, [], phrases),
        before=quantities.kilograms(change.reference.kg, phrases),
        **told,
    )


_MEANS = {
    Verdict.MET: phrase("cachexia criteria met"),
    Verdict.NOT_MET: phrase("not met"),
    Verdict.UNKNOWN: phrase("not to be decided"),
    Verdict.NOT_APPLICABLE: phrase("not applicable"),
}
