"""Pre-cachexia, nutritional risk, comfort care and results that are withheld."""

from cds_service.cards import confounder_words, observations, quantities
from cds_service.cards.confounder_words import FLUIDS
from cds_service.cards.deciding import deciding_change
from cds_service.cards.phrases import Phrases
from cds_service.cards.setting import setting
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.confounder_rules import Action, ConfounderCode
from cds_service.clinical.confounders import Confounder
from cds_service.clinical.words import phrase


def precachexia(assessment: Assessment, phrases: Phrases, most: int) -> str:
    """Write the title of a loss below the limit with poor appetite and inflammation."""
    told = observations.observed(assessment, phrases, most)
    return phrases.say("{observed}: possible pre-cachexia", observed=told)


def at_risk(assessment: Assessment, phrases: Phrases, most: int) -> str:
    """Write the title of a risk by another measure than the primary criterion."""
    told = observations.observed(assessment, phrases, most)
    weight = assessment.snapshot.weight
    change = deciding_change(assessment)
    if change and weight.just_outside and change.reference == weight.just_outside.reference:
        return phrases.say("{observed}: a dietitian review may be considered", observed=told)
    if change is None:
        return phrases.say("{observed}: at nutritional risk; no earlier weight on record", observed=told)
    return phrases.say("{observed}: at nutritional risk", observed=told)


def comfort(assessment: Assessment, phrases: Phrases, most: int) -> str:  # noqa: ARG001 - the signature of every title
    """Write the title where comfort is the aim of care."""
    return phrases.say("Weight loss {setting}: comfort first", setting=setting(assessment, phrases))


def withheld(assessment: Assessment, phrases: Phrases, most: int) -> str:
    """Write why no result is given."""
    withholding = next(one for one in assessment.confounders if one.action is Action.WITHHOLD)
    change = deciding_change(assessment)
    if withholding.code is ConfounderCode.CANCER_INACTIVE and change and change.kg > 0:
        message = _FORMER.get(withholding.detail, phrase("{observed}; cancer not recorded as active: worth a look"))
        return phrases.say(message, observed=observations.observed(assessment, phrases, most))
    if withholding.code is ConfounderCode.FLUID_OVERLOAD:
        return _fluid(withholding, assessment, phrases)
    return confounder_words.why_withheld(withholding, phrases)


_FORMER = {
    "remission": phrase("{observed}; cancer recorded as in remission: worth a look"),
    "history": phrase("{observed}; cancer recorded only as history: worth a look"),
}


def _fluid(confounder: Confounder, assessment: Assessment, phrases: Phrases) -> str:
    fluid = phrases.say(FLUIDS.get(confounder.detail, phrase("fluid")))
    change = deciding_change(assessment)
    if change is None:
        return phrases.say("With {fluid}, wasting cannot be ruled out", fluid=fluid)
    weight = quantities.kilograms(abs(change.kg), phrases)
    if change.kg < 0:
        return phrases.say("Weight up {weight} with {fluid}: wasting cannot be ruled out", weight=weight, fluid=fluid)
    if change.kg > 0:
        return phrases.say("Lost {weight} with {fluid}: wasting cannot be ruled out", weight=weight, fluid=fluid)
    return phrases.say("Weight steady with {fluid}: wasting cannot be ruled out", fluid=fluid)
