"""What cannot be decided: what was seen, and the one thing that would help."""

from cds_service.cards import missing_words, names, observations, quantities
from cds_service.cards.deciding import deciding_change, no_earlier_weight, still_needed
from cds_service.cards.phrases import Phrases
from cds_service.cards.wasting import WITHOUT_UNIT, left_out_later, wasting_is_coded
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.evidence import Quantity
from cds_service.clinical.measures import Measure
from cds_service.clinical.missing import Missing
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_history import Change
from cds_service.clinical.words import phrase


def sentence(assessment: Assessment, phrases: Phrases, most: int) -> str:
    """Write the title."""
    if told := _weight_needed(assessment, phrases):
        return told
    told, change = observations.observed(assessment, phrases, most), deciding_change(assessment)
    if assessment.primary_finding.verdict is Verdict.MET:
        return _perhaps_no_cancer(told, assessment, phrases)
    if change is None:
        return _without_change(told, assessment, phrases)
    return _undecided(told, change, assessment, phrases)


def _weight_needed(assessment: Assessment, phrases: Phrases) -> str | None:
    weight, record = assessment.snapshot.weight, assessment.snapshot.record
    if left_out_later(assessment, WITHOUT_UNIT):
        return phrases.say("A weight without a usable unit was left out and may decide: please check it")
    if weight.current is None:
        left_out = any(one.measure is Measure.WEIGHT for one in (*weight.excluded, *record.excluded))
        return phrases.say(NONE_USABLE if left_out else NONE_AT_ALL)
    if weight.stale:
        return _stale(assessment, phrases)
    return None


def _stale(assessment: Assessment, phrases: Phrases) -> str:
    weight = assessment.snapshot.weight
    days, episode = weight.age_days or 0, weight.largest_episode
    if (
        episode
        and episode.current == weight.current
        and episode.percent > assessment.rules.fearon_2011.weight_loss_percent
    ):
        return phrases.count(
            "Lost {weight} ({percent}) by {date}, not weighed for {number} day: please weigh again",
            "Lost {weight} ({percent}) by {date}, not weighed for {number} days: please weigh again",
            days,
            weight=quantities.kilograms(episode.kg, phrases),
            percent=quantities.percent(episode.percent, [], phrases),
            date=phrases.short_date(episode.current.when, assessment.as_of),
        )
    return phrases.count(
        "Last weight is {number} day old: please weigh again",
        "Last weight is {number} days old: please weigh again",
        days,
    )


NONE_USABLE = phrase("No usable weight on record: please weigh again")
NONE_AT_ALL = phrase("No weight on record: please weigh")


def _perhaps_no_cancer(told: str, assessment: Assessment, phrases: Phrases) -> str:
    return phrases.count(
        "{observed}: {number} diagnosis could not be recognised; is it cancer?",
        "{observed}: {number} diagnoses could not be recognised; is one of them cancer?",
        assessment.snapshot.record.unrecognised_diagnoses,
        observed=told,
    )


def _without_change(told: str, assessment: Assessment, phrases: Phrases) -> str:
    coded = phrases.say("Weight loss or malnutrition is coded") if wasting_is_coded(assessment) else ""
    observed = ", ".join(part for part in (coded, told) if part) or phrases.say("One weight")
    observed = observed[:1].upper() + observed[1:]
    if no_earlier_weight(assessment):
        return phrases.say("{observed}: no earlier weight on record; please ask", observed=observed)
    return phrases.say("{observed}: no weight to compare with; please ask", observed=observed)


def _undecided(told: str, change: Change, assessment: Assessment, phrases: Phrases) -> str:
    lacking = _lacking(assessment, phrases)
    just_outside = assessment.snapshot.weight.just_outside
    if change.kg <= 0:
        told = observations.lost(change, assessment, phrases)
        return phrases.say("{observed}: cachexia cannot be decided; {lacking}", observed=told, lacking=lacking)
    if just_outside and change.reference == just_outside.reference:
        return phrases.say("{observed}: no weight within six months to compare with", observed=told)
    limit = assessment.rules.fearon_2011.weight_loss_percent
    if change.percent > limit:
        return phrases.say("{observed}: cannot be decided; {lacking}", observed=told, lacking=lacking)
    if change.percent >= limit - 1:
        return phrases.say("{observed}: just below the cachexia limit; {lacking}", observed=told, lacking=lacking)
    return phrases.say("{observed}: below the cachexia limit; {lacking}", observed=told, lacking=lacking)


def _lacking(assessment: Assessment, phrases: Phrases) -> str:
    needed = still_needed(assessment.primary, assessment.primary_finding)
    if assessment.unread:
        kinds = (names.named(names.DATA_KINDS, one, phrases) for one in assessment.unread)
        return phrases.say("could not be read: {kinds}", kinds=phrases.listed(kinds))
    if needed == (Quantity.MUSCLE_MASS,):
        return phrases.say("muscle is not known")
    if needed == (Missing.LONGER_HISTORY,):
        return phrases.say("the record does not reach back three months")
    return phrases.say("not known: {missing}", missing=missing_words.listed(needed, phrases, most=2))
