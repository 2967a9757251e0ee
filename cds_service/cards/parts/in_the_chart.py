"""Part 4, continued: the referrals that the chart already holds, so they are not suggested again."""

from cds_service.cards import referral_words
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import ActiveReferral, Assessment


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    told = [_line(one, phrases) for one in assessment.active_referrals]
    return [phrases.say("**Already in the chart**"), *told] if told else []


def _line(referral: ActiveReferral, phrases: Phrases) -> str:
    name = phrases.say(referral_words.name(referral.kind))
    if referral.since is None:
        return "- " + phrases.say("{referral}: active, date not recorded", referral=name)
    return "- " + phrases.say("{referral}: active since {date}", referral=name, date=phrases.when(referral.since))
