"""Part 3: confounders, cautions, and what could not be read, the weightiest first."""

from cds_service.cards import caution_words, confounder_words, names
from cds_service.cards.markdown import escape
from cds_service.cards.phrases import Phrases
from cds_service.cards.unseen import REFERRALS
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.caution import Caution
from cds_service.clinical.confounder_rules import Action, ConfounderCode
from cds_service.clinical.confounders import Confounder
from cds_service.clinical.facts import Coding
from cds_service.clinical.status import Status

TOLD_ELSEWHERE = frozenset(
    (
        Caution.SINGLE_UNCORROBORATED_REFERENCE,  # on nearly every card, it would say nothing
        Caution.LOSS_IS_PAST,
        Caution.STATED_REFERENCE_WEIGHT,
        Caution.STALE_WEIGHT,
        Caution.STORED_BMI,
        Caution.STATED_HEIGHT,
        Caution.BASELINE_UNDER_3_MONTHS,
    )
)
"""What stands in the course already, or matters to another criterion only."""

MOST_CODES = 2
_WEIGHT = (Action.SUPPRESS, Action.WITHHOLD, Action.DOWNGRADE, Action.CAUTION)


def lines(assessment: Assessment, phrases: Phrases, *, most: int) -> list[str]:
    """Write the part, with so many lines."""
    confounders = sorted(assessment.confounders, key=lambda one: _WEIGHT.index(one.action))
    told = [
        *(_confounder(one, phrases) for one in confounders),
        *_unread(assessment, phrases),
        *dict.fromkeys(phrases.say(caution_words.sentence(one)) for one in _cautions(assessment)),
    ]
    if more := len(told[most:]):
        told[most:] = [phrases.count("and {number} more", "and {number} more", more)]
    return [phrases.say("**Take care**"), *(f"- {one}" for one in told)] if told else []


def _confounder(confounder: Confounder, phrases: Phrases) -> str:
    lead = phrases.say(confounder_words.lead(confounder.code))
    occasion = confounder_words.occasion(confounder, phrases)
    effect = phrases.say(confounder_words.effect(confounder.code))
    return f"{lead} ({occasion}): {effect}." if occasion else f"{lead}: {effect}."


def _unread(assessment: Assessment, phrases: Phrases) -> list[str]:
    record, told = assessment.snapshot.record, []
    if record.unavailable:
        kinds = phrases.listed(names.named(names.DATA_KINDS, one, phrases) for one in record.unavailable)
        told.append(phrases.say("Not available: {kinds}.", kinds=kinds))
    if REFERRALS in record.unavailable and assessment.referrals:
        told.append(phrases.say("An existing referral may not have been seen."))
    if record.unread_medicines:
        told.append(
            phrases.count(
                "{number} medicine could not be read.", "{number} medicines could not be read.", record.unread_medicines
            )
        )
    if record.set_aside:
        told.append(
            phrases.count("{number} entry could not be read.", "{number} entries could not be read.", record.set_aside)
        )
    if record.unrecognised and assessment.status is Status.UNDETERMINED:
        told.append(_unrecognised(record.unrecognised, phrases))
    return told


def _unrecognised(codings: tuple[Coding, ...], phrases: Phrases) -> str:
    """Count them, with the first codes and the record's words: somebody may want to add them to the list."""
    shown = [_named(one) for one in codings]
    if more := len(shown[MOST_CODES:]):
        shown[MOST_CODES:] = [phrases.count("{number} more", "{number} more", more)]
    return phrases.count(
        "{number} diagnosis could not be recognised: {diagnoses}.",
        "{number} diagnoses could not be recognised: {diagnoses}.",
        len(codings),
        diagnoses=phrases.listed(shown),
    )


def _named(coding: Coding) -> str:
    if coding.display and coding.code:
        return f"{escape(coding.display, 40)} ({escape(coding.code)})"
    return escape(coding.display or coding.code, 40)


def _cautions(assessment: Assessment) -> list[Caution]:
    """Collect every caution once; a confounder that is told says the same better."""
    findings = () if assessment.status is Status.WITHHELD else (assessment.primary_finding,)
    every = (
        *assessment.snapshot.weight.cautions,
        *(caution for finding in findings for caution in finding.cautions),
        *assessment.cautions,
    )
    told = TOLD_ELSEWHERE
    if any(one.code is ConfounderCode.ACUTE_INFLAMMATION for one in assessment.confounders):
        told = told | {Caution.ACUTE_INFLAMMATION}
    return [one for one in dict.fromkeys(every) if one not in told]
