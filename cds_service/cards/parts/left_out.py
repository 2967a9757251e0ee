"""Part 5: the values that were left out, grouped by reason, the latest first."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from cds_service.cards import exclusion_words, quantities
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Excluded, Reason

MOST_LINES = 8
MOST_VALUES = 3


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    groups = _grouped(assessment)
    if not groups:
        return []
    told = [_line(reason, values, phrases) for reason, values in groups[:MOST_LINES]]
    more = sum(len(values) for _, values in groups[MOST_LINES:])
    return [
        phrases.say("**Left out**"),
        *(f"- {one}" for one in told),
        *([f"- {phrases.count('and {number} more', 'and {number} more', more)}"] if more else []),
    ]


def _grouped(assessment: Assessment) -> list[tuple[Reason, list[Excluded]]]:
    snapshot = assessment.snapshot
    groups: dict[tuple[Measure, Reason], list[Excluded]] = defaultdict(list)
    for one in (*snapshot.weight.excluded, *snapshot.record.excluded, *snapshot.laboratory.excluded):
        groups[one.measure, one.reason].append(one)
    listed = [(key, sorted(values, key=_latest_first)) for key, values in groups.items()]
    listed.sort(key=lambda group: (group[0][0] is not Measure.WEIGHT, _latest_first(group[1][0]), _named(group[0])))
    return [(reason, values) for (_, reason), values in listed]


def _named(group: tuple[Measure, Reason]) -> tuple[str, str]:
    measure, reason = group
    return measure.key, reason


def _latest_first(one: Excluded) -> tuple[int, str]:
    return (-(one.when.last.toordinal() if one.when else date.min.toordinal()), one.source)


def _line(reason: Reason, values: Sequence[Excluded], phrases: Phrases) -> str:
    measure = phrases.say(values[0].measure.phrase)
    # The value of another patient is nothing to show here.
    shown = [] if reason is Reason.OTHER_PATIENT else [told for one in values if (told := _value(one, phrases))]
    parts, more = shown[:MOST_VALUES], len(values) - min(len(shown), MOST_VALUES)
    if parts and more:
        parts.append(phrases.count("{number} more", "{number} more", more))
    listed = phrases.listed(parts) if parts else phrases.count("{number} value", "{number} values", len(values))
    return f"**{measure[:1].upper()}{measure[1:]}:** {listed}: {phrases.say(exclusion_words.why(reason))}"


def _value(one: Excluded, phrases: Phrases) -> str:
    text, when = _text(one.text, phrases), phrases.when(one.when) if one.when else ""
    if text and when and one.when and one.when.day:
        return phrases.say("{value} on {date}", value=text, date=when)
    return ", ".join(part for part in (text, when) if part)


def _text(text: str, phrases: Phrases) -> str:
    number, _, unit = text.partition(" ")
    return quantities.as_recorded(number, unit, phrases) if text else ""
