"""What is missing, in words."""

from collections.abc import Iterable
from typing import assert_never

from cds_service.clinical.evidence import Quantity, Sign
from cds_service.clinical.measures import Measure
from cds_service.clinical.missing import Missing, Needed
from cds_service.clinical.words import phrase

from . import names
from .phrases import Phrases


def listed(needed: Iterable[Needed], phrases: Phrases, most: int = 3) -> str:
    """List what is missing; no more than a reader takes in."""
    return phrases.listed([named(one, phrases) for one in needed][:most])


def named(needed: Needed, phrases: Phrases) -> str:
    """Name one missing thing."""
    if isinstance(needed, Measure | Quantity):
        return names.measure(needed, phrases)
    return phrases.say(_sign(needed) if isinstance(needed, Sign) else _missing(needed))


def _missing(missing: Missing) -> str:
    match missing:
        case Missing.WEIGHT:
            return phrase("weight")
        case Missing.CURRENT_WEIGHT:
            return phrase("a recent weight")
        case Missing.REFERENCE_WEIGHT:
            return phrase("an earlier weight")
        case Missing.LONGER_HISTORY:
            return phrase("weights that reach further back")
        case Missing.WEIGHT_CONFIRMATION:
            return phrase("a new weight that confirms the last one")
        case Missing.WEIGHT_DATE:
            return phrase("the exact date of a weight")
        case Missing.HEIGHT:
            return phrase("height")
        case Missing.SEX:
            return phrase("sex")
        case Missing.BIRTH_DATE:
            return phrase("date of birth")
        case Missing.AGE:
            return phrase("age")
        case Missing.PERFORMANCE_STATUS:
            return phrase("performance status (ECOG)")
        case Missing.PROGNOSIS:
            return phrase("a clinician's view of what is ahead")
        case Missing.CANCER_TYPE:
            return phrase("type of cancer")
        case Missing.STAGE:
            return phrase("stage of cachexia")
        case Missing.MGPS:
            return phrase("CRP and albumin (mGPS)")
        case Missing.ELIGIBILITY:
            return phrase("eligibility")
        case _:
            assert_never(missing)


def _sign(sign: Sign) -> str:
    match sign:
        case Sign.ANOREXIA:
            return phrase("appetite")
        case Sign.FATIGUE:
            return phrase("fatigue")
        case Sign.SARCOPENIA:
            return phrase("sarcopenia")
        case Sign.HOSPICE:
            return phrase("comfort care")
        case Sign.PROGNOSIS:
            return phrase("an entered view of what is ahead")
        case _:
            assert_never(sign)
