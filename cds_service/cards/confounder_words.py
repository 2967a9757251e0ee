"""What each confounder is called, what it does to the result, and why a result is withheld because of it."""

from typing import Final, assert_never

from cds_service.clinical.confounder_rules import ConfounderCode
from cds_service.clinical.confounders import Confounder
from cds_service.clinical.words import phrase

from .markdown import escape
from .phrases import Phrases


def lead(code: ConfounderCode) -> str:
    """Name it, as a phrase."""
    match code:
        case ConfounderCode.CHILD:
            return phrase("Under 18 years")
        case ConfounderCode.PREGNANCY:
            return phrase("Pregnancy")
        case ConfounderCode.FLUID_OVERLOAD:
            return phrase("Fluid")
        case ConfounderCode.DIALYSIS:
            return phrase("Dialysis")
        case ConfounderCode.AMPUTATION:
            return phrase("Amputation")
        case ConfounderCode.INTENTIONAL_LOSS:
            return phrase("Weight loss may be intended")
        case ConfounderCode.ACUTE_INFLAMMATION:
            return phrase("Recent infection or operation")
        case ConfounderCode.HOSPICE:
            return phrase("Comfort care")
        case ConfounderCode.CANCER_INACTIVE:
            return phrase("Cancer not recorded as active")
        case ConfounderCode.THYROID_OR_MALABSORPTION:
            return phrase("Another possible cause")
        case ConfounderCode.CACHEXIA_ALREADY_CODED:
            return phrase("Cachexia is already on the problem list")
        case ConfounderCode.MALNUTRITION_CODED:
            return phrase("Malnutrition or weight loss is coded")
        case ConfounderCode.IN_NUTRITION_CARE:
            return phrase("Already in nutrition care")
        case ConfounderCode.PALLIATIVE_CARE:
            return phrase("Palliative care is involved")
        case ConfounderCode.DECEASED:
            return phrase("Recorded as deceased")
        case _:
            assert_never(code)


def effect(code: ConfounderCode) -> str:
    """Say what it does to the result, as a phrase."""
    match code:
        case ConfounderCode.CHILD:
            return phrase("these criteria are made for adults")
        case ConfounderCode.PREGNANCY:
            return phrase("weight cannot be read in the usual way in pregnancy and the months after it")
        case ConfounderCode.FLUID_OVERLOAD:
            return phrase("fluid can hide tissue loss, and losing fluid can look like weight loss")
        case ConfounderCode.DIALYSIS:
            return phrase("fluid changes weight at each session, so only weights after dialysis are compared")
        case ConfounderCode.AMPUTATION:
            return phrase("it lowers weight and BMI without wasting; nothing is corrected for it")
        case ConfounderCode.INTENTIONAL_LOSS:
            return phrase("a medicine, a diet or an operation may explain it; please confirm with the patient")
        case ConfounderCode.ACUTE_INFLAMMATION:
            return phrase("it raises CRP for a while; a high CRP was not counted and may be repeated later")
        case ConfounderCode.HOSPICE:
            return phrase("weighing may be left out where it distresses")
        case ConfounderCode.CANCER_INACTIVE:
            return phrase("the criteria assume an active cancer; weight loss in remission is worth a look")
        case ConfounderCode.THYROID_OR_MALABSORPTION:
            return phrase("it can cause weight loss by itself")
        case ConfounderCode.CACHEXIA_ALREADY_CODED:
            return phrase("this card shows where things stand now")
        case ConfounderCode.MALNUTRITION_CODED:
            return phrase("somebody has seen it before")
        case ConfounderCode.IN_NUTRITION_CARE:
            return phrase("so a dietitian is not suggested again")
        case ConfounderCode.PALLIATIVE_CARE:
            return phrase("so it is not suggested again")
        case ConfounderCode.DECEASED:
            return phrase("the criteria do not apply")
        case _:
            assert_never(code)


def _withheld(code: ConfounderCode) -> str:
    """Say why no result is given, as a phrase."""
    match code:
        case ConfounderCode.CHILD:
            return phrase("Weight change not judged: these criteria are made for adults")
        case ConfounderCode.PREGNANCY:
            return phrase("Weight change not judged: weight reads differently in pregnancy")
        case ConfounderCode.FLUID_OVERLOAD:
            return phrase("Weight change not judged: {fluid} may hide tissue loss")
        case ConfounderCode.DIALYSIS:
            return phrase("Weight change not judged: no two weights after dialysis to compare")
        case ConfounderCode.AMPUTATION:
            return phrase("Weight change not judged: an amputation may explain it")
        case ConfounderCode.INTENTIONAL_LOSS:
            return phrase("Weight change not judged: the loss may be intended")
        case ConfounderCode.ACUTE_INFLAMMATION:
            return phrase("Result not given: a recent infection or operation may explain the CRP")
        case ConfounderCode.HOSPICE:
            return phrase("Result not given: comfort comes first")
        case ConfounderCode.CANCER_INACTIVE:
            return phrase("Result not given: the cancer is not recorded as active, but worth a look")
        case ConfounderCode.THYROID_OR_MALABSORPTION:
            return phrase("Weight change not judged: another illness may explain it")
        case ConfounderCode.CACHEXIA_ALREADY_CODED:
            return phrase("Result not given: cachexia is already on the problem list")
        case ConfounderCode.MALNUTRITION_CODED:
            return phrase("Result not given: malnutrition is already coded")
        case ConfounderCode.IN_NUTRITION_CARE:
            return phrase("Result not given: the patient is in nutrition care already")
        case ConfounderCode.PALLIATIVE_CARE:
            return phrase("Result not given: palliative care is involved")
        case ConfounderCode.DECEASED:
            return phrase("Result not given: the patient is recorded as deceased")
        case _:
            assert_never(code)


LONGEST_DETAIL = 40
FLUIDS: Final = {
    "ascites": phrase("ascites"),
    "oedema": phrase("oedema"),
    "pleural effusion": phrase("pleural effusion"),
    "fluid overload": phrase("fluid overload"),
    "heart failure": phrase("fluid in heart failure"),
    "cirrhosis": phrase("fluid in cirrhosis"),
    "nephrotic syndrome": phrase("fluid in nephrotic syndrome"),
}

DETAILS: Final = {
    "ascites": phrase("ascites"),
    "oedema": phrase("oedema"),
    "pleural effusion": phrase("pleural effusion"),
    "fluid overload": phrase("fluid overload"),
    "heart failure": phrase("heart failure"),
    "cirrhosis": phrase("cirrhosis"),
    "nephrotic syndrome": phrase("nephrotic syndrome"),
    "lymphoedema": phrase("lymphoedema"),
    "intestinal infection": phrase("intestinal infection"),
    "infection": phrase("infection"),
    "influenza": phrase("influenza"),
    "COVID-19": phrase("COVID-19"),
    "finger or toe": phrase("finger or toe"),
    "hand": phrase("hand"),
    "forearm": phrase("forearm"),
    "arm": phrase("arm"),
    "foot": phrase("foot"),
    "lower leg": phrase("lower leg"),
    "leg": phrase("leg"),
    "limb": phrase("limb"),
    "hyperthyroidism": phrase("hyperthyroidism"),
    "malabsorption": phrase("malabsorption"),
    "depression": phrase("depression"),
    "anorexia nervosa": phrase("anorexia nervosa"),
    "eating disorder": phrase("eating disorder"),
    "sepsis": phrase("sepsis"),
    "pneumonia": phrase("pneumonia"),
    "urinary tract infection": phrase("urinary tract infection"),
    "comfort care": phrase("comfort care"),
    "palliative encounter": phrase("palliative encounter"),
    "history": phrase("history of cancer"),
    "remission": phrase("in remission"),
    "postpartum": phrase("after birth"),
}
"""The details that the terminology gives; a medicine's name, which the record gives, is shown escaped."""


def occasion(confounder: Confounder, phrases: Phrases) -> str:
    """Write what exactly it is and since when, as far as the chart says: "ascites, 3 May 2026"."""
    detail = confounder.detail
    what = phrases.say(DETAILS[detail]) if detail in DETAILS else escape(detail, LONGEST_DETAIL)
    if what.casefold() == phrases.say(lead(confounder.code)).casefold():
        what = ""
    when = phrases.when(confounder.when) if confounder.when else ""
    return ", ".join(part for part in (what, when) if part)


def why_withheld(confounder: Confounder, phrases: Phrases) -> str:
    """Write the plain sentence that stands for a result that is not given."""
    fluid = phrases.say(FLUIDS.get(confounder.detail, phrase("fluid")))
    return phrases.say(_withheld(confounder.code), fluid=fluid)
