"""Part 5: a few values that were left out, each with its reason, the latest weights first."""

from datetime import date

from cds_service.cards import exclusion_words, quantities
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Excluded, Reason


def lines(assessment: Assessment, phrases: Phrases, *, most: int) -> list[str]:
    """Write the part, with so many values."""
    snapshot = assessment.snapshot
    told = [
        *snapshot.weight.excluded,
        *snapshot.heights.excluded,
        *snapshot.record.excluded,
        *snapshot.laboratory.excluded,
    ]
    if assessment.readings:  # both sides of a doubt stand at the top
        told = [one for one in told if one.reason is not Reason.UNCONFIRMED]
    if not told:
        return []
    listed = sorted(told, key=_order)
    shown = [_line(one, assessment, phrases) for one in listed[:most]]
    if not shown:
        return [phrases.count("**Left out:** {number} value.", "**Left out:** {number} values.", len(listed))]
    if more := len(listed) - len(shown):
        shown.append(phrases.count("and {number} more", "and {number} more", more))
    return [phrases.say("**Left out:** {values}.", values="; ".join(shown))]


def _order(one: Excluded) -> tuple[bool, int, str]:
    latest = one.when.last.toordinal() if one.when else date.min.toordinal()
    return one.measure is not Measure.WEIGHT, -latest, one.source


def _line(one: Excluded, assessment: Assessment, phrases: Phrases) -> str:
    why = phrases.say(exclusion_words.why(one.reason))
    number, _, unit = one.text.partition(" ")
    # The value of another patient is nothing to show here.
    value = (
        "" if one.reason is Reason.OTHER_PATIENT else quantities.as_recorded(number, unit, phrases) if one.text else ""
    )
    named = value or phrases.say(one.measure.phrase)
    if one.measure is not Measure.WEIGHT and value:
        named = phrases.say("{measure} {value}", measure=phrases.say(one.measure.phrase), value=value)
    if one.when is None:
        return phrases.say("{value}: {reason}", value=named, reason=why)
    return phrases.say(
        "{value} ({date}): {reason}", value=named, date=phrases.short_date(one.when, assessment.as_of), reason=why
    )
