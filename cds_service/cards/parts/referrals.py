"""Part 4, continued: the referrals that the chart already holds, and the trials of the site that may fit."""

from collections.abc import Iterator

from cds_service.cards import referral_words
from cds_service.cards.phrases import Phrases
from cds_service.cards.trial_words import matching, trial_line
from cds_service.clinical.assessment import ActiveReferral, Assessment
from cds_service.clinical.record import ReferralState
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.words import phrase

MOST_TRIALS = 2
_STATES = {
    ReferralState.ACTIVE: phrase("{referral}"),
    ReferralState.DRAFT: phrase("{referral} (draft)"),
    ReferralState.COMPLETED: phrase("{referral} (completed)"),
}


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    told = [*_there(assessment, phrases), *_trials(assessment, phrases)]
    return ["  \n".join(told)] if told else []


def _there(assessment: Assessment, phrases: Phrases) -> Iterator[str]:
    if assessment.active_referrals:
        listed = phrases.listed(_line(one, assessment, phrases) for one in assessment.active_referrals)
        yield phrases.say("**Already there:** {referrals}.", referrals=listed)


def _line(referral: ActiveReferral, assessment: Assessment, phrases: Phrases) -> str:
    name = phrases.say(_STATES[referral.state], referral=phrases.say(referral_words.name(referral.kind)))
    if referral.since is None:
        return phrases.say("{referral}, without a date", referral=name)
    return phrases.say(
        "{referral} since {date}", referral=name, date=phrases.short_date(referral.since, assessment.as_of)
    )


def _trials(assessment: Assessment, phrases: Phrases) -> Iterator[str]:
    matches = matching(assessment) if ReferralKind.TRIALS in assessment.referrals else ()
    if not matches:
        return
    shown = [trial_line(one, phrases) for one in matches[:MOST_TRIALS]]
    if more := len(matches) - len(shown):
        shown.append(phrases.count("and {number} more", "and {number} more", more))
    yield phrases.say("**Trials:** {trials}", trials="; ".join(shown))
