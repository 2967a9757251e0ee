"""What each confounder is called, what it does to the result, and why a result is withheld because of it."""

from typing import Final

from cds_service.clinical.confounders import Code, Confounder

from .markdown import escape
from .phrases import Phrases, phrase

LEADS: Final = {
    Code.CHILD: phrase("Under 18 years"),
    Code.PREGNANCY: phrase("Pregnancy"),
    Code.FLUID_OVERLOAD: phrase("Fluid"),
    Code.DIALYSIS: phrase("Dialysis"),
    Code.AMPUTATION: phrase("Amputation"),
    Code.INTENTIONAL_LOSS: phrase("Weight loss may be intended"),
    Code.ACUTE_INFLAMMATION: phrase("Recent infection or operation"),
    Code.HOSPICE: phrase("Comfort care"),
    Code.CANCER_INACTIVE: phrase("Cancer not recorded as active"),
    Code.THYROID_OR_MALABSORPTION: phrase("Another possible cause"),
    Code.CACHEXIA_ALREADY_CODED: phrase("Cachexia is already on the problem list"),
    Code.DECEASED: phrase("Recorded as deceased"),
}

EFFECTS: Final = {
    Code.CHILD: phrase("these criteria are made for adults"),
    Code.PREGNANCY: phrase("weight cannot be read in the usual way in pregnancy and the months after it"),
    Code.FLUID_OVERLOAD: phrase("fluid can hide tissue loss, and losing fluid can look like weight loss"),
    Code.DIALYSIS: phrase("fluid changes weight at each session, so only weights after dialysis are compared"),
    Code.AMPUTATION: phrase("it lowers weight and BMI without wasting; nothing is corrected for it"),
    Code.INTENTIONAL_LOSS: phrase("a medicine, a diet or an operation may explain it; please confirm with the patient"),
    Code.ACUTE_INFLAMMATION: phrase("it raises CRP for a while; a high CRP was not counted and may be repeated later"),
    Code.HOSPICE: phrase("comfort comes first; weighing may be left out where it distresses"),
    Code.CANCER_INACTIVE: phrase("the criteria assume an active cancer; weight loss in remission is worth a look"),
    Code.THYROID_OR_MALABSORPTION: phrase("it can cause weight loss by itself"),
    Code.CACHEXIA_ALREADY_CODED: phrase("this card shows where things stand now"),
    Code.DECEASED: phrase("the criteria do not apply"),
}

WITHHELD: Final = {
    Code.CHILD: phrase("Weight change not judged: these criteria are made for adults"),
    Code.PREGNANCY: phrase("Weight change not judged: weight reads differently in pregnancy"),
    Code.FLUID_OVERLOAD: phrase("Weight change not judged: {fluid} may hide tissue loss"),
    Code.DIALYSIS: phrase("Weight change not judged: no two weights after dialysis to compare"),
    Code.AMPUTATION: phrase("Weight change not judged: an amputation may explain it"),
    Code.INTENTIONAL_LOSS: phrase("Weight change not judged: the loss may be intended"),
    Code.ACUTE_INFLAMMATION: phrase("Result not given: a recent infection or operation may explain the CRP"),
    Code.HOSPICE: phrase("Result not given: comfort comes first"),
    Code.CANCER_INACTIVE: phrase("Result not given: the cancer is not recorded as active, but worth a look"),
    Code.THYROID_OR_MALABSORPTION: phrase("Weight change not judged: another illness may explain it"),
    Code.CACHEXIA_ALREADY_CODED: phrase("Result not given: cachexia is already on the problem list"),
    Code.DECEASED: phrase("Result not given: the patient is recorded as deceased"),
}

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
    what = phrases.say(DETAILS[detail]) if detail in DETAILS else escape(detail)
    if what.casefold() == phrases.say(LEADS[confounder.code]).casefold():
        what = ""
    when = phrases.when(confounder.when) if confounder.when else ""
    return ", ".join(part for part in (what, when) if part)


def why_withheld(confounder: Confounder, phrases: Phrases) -> str:
    """Write the plain sentence that stands for a result that is not given."""
    fluid = phrases.say(FLUIDS.get(confounder.detail, phrase("fluid")))
    return phrases.say(WITHHELD[confounder.code], fluid=fluid)
