"""Cachexia: what was lost, what else counts, and what would change one's mind."""

from cds_service.cards import observations, unseen
from cds_service.cards.confounder_words import DETAILS, FLUIDS
from cds_service.cards.markdown import clean
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.confounder_rules import Action, ConfounderCode
from cds_service.clinical.confounders import Confounder
from cds_service.clinical.definition import Defines
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.weight_direction import Direction
from cds_service.clinical.words import phrase


def sentence(assessment: Assessment, phrases: Phrases, most: int) -> str:
    """Write the title with so many observations."""
    told = observations.observed(assessment, phrases, most)
    lowered = {one.code: one for one in assessment.confounders if one.action is Action.DOWNGRADE}
    if intended := lowered.get(ConfounderCode.INTENTIONAL_LOSS):
        return _intended(told, intended, phrases)
    if assessment.cancer_is_suspected:
        return phrases.say(_SUSPECTED[_defines(assessment)], observed=told)
    criteria = phrases.say(_CRITERIA[_defines(assessment)])
    if not_checked := unseen.listed(assessment, phrases):
        return phrases.say(
            "{observed}: {criteria}; {unseen} not checked", observed=told, criteria=criteria, unseen=not_checked
        )
    return _sure(told, criteria, lowered.get(ConfounderCode.FLUID_OVERLOAD), assessment, phrases)


def _sure(told: str, criteria: str, fluid: Confounder | None, assessment: Assessment, phrases: Phrases) -> str:
    if fluid:
        what = phrases.say(FLUIDS.get(fluid.detail, phrase("fluid")))
        message = "{observed}: {criteria}; {fluid} may explain part of it"
        return phrases.say(message, observed=told, criteria=criteria, fluid=what)
    if course := _past(assessment):
        return phrases.say(
            "{observed}, {course}: {criteria}", observed=told, course=phrases.say(course), criteria=criteria
        )
    if _unreferred(assessment):
        return phrases.say("{observed}: {criteria}; no dietitian referral yet", observed=told, criteria=criteria)
    return phrases.say("{observed}: {criteria}", observed=told, criteria=criteria)


_CRITERIA = {
    Defines.CACHEXIA: phrase("meets cachexia criteria"),
    Defines.MALNUTRITION: phrase("meets malnutrition criteria"),
}
_SUSPECTED = {
    Defines.CACHEXIA: phrase("{observed} with suspected cancer: cachexia criteria would be met"),
    Defines.MALNUTRITION: phrase("{observed} with suspected cancer: malnutrition criteria would be met"),
}


def _defines(assessment: Assessment) -> Defines:
    return assessment.primary.definition.defines


def _intended(told: str, confounder: Confounder, phrases: Phrases) -> str:
    if confounder.detail and confounder.detail not in DETAILS:
        return phrases.say(
            "{observed}, on {drug}: intended, or cachexia?", observed=told, drug=clean(confounder.detail, 30)
        )
    return phrases.say("{observed}: intended, or cachexia?", observed=told)


def _past(assessment: Assessment) -> str | None:
    """Give the word for a loss that does not go on, as a phrase."""
    match assessment.snapshot.weight.direction:
        case Direction.STABLE:
            return phrase("now stable")
        case Direction.REGAINING:
            return phrase("now regaining")
        case Direction.FALLING | None:
            return None


def _unreferred(assessment: Assessment) -> bool:
    """Whether the record was looked at and holds no referral to the dietitian."""
    return ReferralKind.NUTRITION in assessment.referrals and "referrals" not in assessment.snapshot.record.unavailable
