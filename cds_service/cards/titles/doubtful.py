"""Where a weight is doubtful, this title goes before every other: weighing again comes first."""

from cds_service.cards import quantities
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.record import Excluded, Reason
from cds_service.clinical.weight_days import DayWeight
from cds_service.clinical.weight_doubts import Doubt

NEEDS_A_SCALE = frozenset((Doubt.POUND, Doubt.END))
IN_DOUBT = frozenset((Reason.UNIT_SUSPECT, Reason.IMPLAUSIBLE, Reason.CONFLICTING_DAY))


def asks_to_weigh_again(assessment: Assessment) -> bool:
    """Say whether a weight must be confirmed before anything else."""
    if assessment.readings:
        return not NEEDS_A_SCALE.isdisjoint(assessment.snapshot.weight.doubts)
    return assessment.snapshot.weight.undecided


def sentence(assessment: Assessment, phrases: Phrases) -> str | None:
    """Write the title, or None where no weight must be confirmed first."""
    doubts = assessment.snapshot.weight.doubts if assessment.readings else frozenset()
    if Doubt.POUND in doubts:
        high, low = _sides(assessment)
        return phrases.say(
            "Weights {high} and {low} do not fit: kilograms or pounds? Please weigh again",
            high=phrases.number(high.kg, 1),
            low=phrases.number(low.kg, 1),
        )
    if Doubt.END in doubts:
        return _end(assessment, phrases)
    if assessment.snapshot.weight.undecided and not assessment.readings:
        return _without_reading(assessment, phrases)
    return None


def _sides(assessment: Assessment) -> tuple[DayWeight, DayWeight]:
    """Give the latest weight on either side of the jump, the higher one first."""
    last = sorted((one.weight.current for one in assessment.readings if one.weight.current), key=lambda one: one.kg)
    return last[-1], last[0]


def _end(assessment: Assessment, phrases: Phrases) -> str:
    with_it, without_it = (one.weight.current for one in assessment.readings[:2])
    if with_it is None or without_it is None:
        return phrases.say("The latest weight does not fit the one before it: please weigh again")
    return phrases.say(
        "Latest weight {last} does not fit {other} {time} before: please weigh again",
        last=quantities.kilograms(with_it.kg, phrases),
        other=quantities.kilograms(without_it.kg, phrases),
        time=phrases.between(without_it.on, with_it.on),
    )


def _without_reading(assessment: Assessment, phrases: Phrases) -> str:
    """Name the weights that contradict each other, or the one that left a single weight behind."""
    latest = [one for one in assessment.snapshot.weight.excluded if one.reason in IN_DOUBT and one.when]
    if not latest:
        return phrases.say("The latest weights contradict each other: please weigh again")
    last = max(latest, key=lambda one: (one.when.last if one.when else assessment.as_of, one.source))
    same_day = [one for one in latest if one.when == last.when]
    told = phrases.listed(sorted({_told(one, phrases) for one in same_day}))
    if len(same_day) > 1:
        return phrases.say("Weights of one day contradict each other ({weights}): please weigh again", weights=told)
    return phrases.say(
        "A weight of {weight} may be wrong, and one alone decides nothing: please weigh again", weight=told
    )


def _told(excluded: Excluded, phrases: Phrases) -> str:
    number, _, unit = excluded.text.partition(" ")
    return quantities.as_plain_text(number, unit, phrases)
