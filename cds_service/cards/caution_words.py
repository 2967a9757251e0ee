"""The sentence of each caution."""

from typing import assert_never

from cds_service.clinical.caution import Caution
from cds_service.clinical.words import phrase


def sentence(caution: Caution) -> str:
    """Give the sentence, a phrase of the catalogue."""
    match caution:
        case Caution.SINGLE_UNCORROBORATED_REFERENCE:
            return phrase("The earlier weight stands alone: no weight near its date confirms it.")
        case Caution.STALE_WEIGHT:
            return phrase("The last weight is some time ago; what happened since is not known.")
        case Caution.RAPID_RISE_AND_RETURN:
            return phrase(
                "Weight rose and fell back within weeks, which suggests fluid; those days do not count as the earlier"
                " weight."
            )
        case Caution.RAPID_CHANGE:
            return phrase("The last change was very fast: fluid or an error in weighing is possible.")
        case Caution.WITHIN_SCALE_NOISE:
            return phrase("The loss is small enough to be the scale's noise.")
        case Caution.SHORT_HISTORY:
            return phrase("The record reaches back less than three months; more may have been lost before.")
        case Caution.LOSS_IS_PAST:
            return phrase("The weight has been steady or rising since: the loss is past.")
        case Caution.CARRIED_FORWARD_WEIGHTS:
            return phrase("The last three weights are identical: perhaps copied, not measured.")
        case Caution.STATED_REFERENCE_WEIGHT:
            return phrase("The earlier weight was told by the patient, not measured.")
        case Caution.PARTIAL_DATE_UNDECIDED:
            return phrase("A weight without an exact date was left out; it might change the result.")
        case Caution.STATED_HEIGHT:
            return phrase("The height was told by the patient, so the BMI is less certain.")
        case Caution.STORED_BMI:
            return phrase("The BMI is the stored one; there is no height to check it with.")
        case Caution.SARCOPENIA_CODED:
            return phrase("Low muscle mass is taken from a diagnosis; how it was measured is not known.")
        case Caution.BASELINE_UNDER_3_MONTHS:
            return phrase("AWGC 2023 looks back 3 to 6 months; the earlier weight is younger than that.")
        case Caution.ECOG_FROM_KARNOFSKY:
            return phrase("Performance status was read from Karnofsky; the scales match only roughly.")
        case Caution.ACUTE_INFLAMMATION:
            return phrase("A recent infection or operation may raise CRP; a high CRP was not counted.")
        case Caution.BIRTH_DATE_MISSING:
            return phrase("The date of birth is missing, so limits that depend on age may be undecided.")
        case Caution.OPERATION_BETWEEN_WEIGHTS:
            return phrase("An operation lies between the two weights; what it removed counts as loss.")
        case Caution.SINGLE_RAISED_CRP:
            return phrase("CRP was raised once; a second value a week apart would show whether it lasts.")
        case Caution.ALBUMIN_ASSAY_CHANGED:
            return phrase("Albumin was measured by two methods that differ by about 5.5 g/L.")
        case Caution.CRP_UNIT_SUSPECT:
            return phrase("CRP rose tenfold when its unit changed: please check the unit.")
        case Caution.CRP_MAY_BE_LOWERED:
            return phrase("A medicine on record can lower CRP; a low CRP does not rule out inflammation.")
        case Caution.SYMPTOM_UNDATED:
            return phrase("A symptom is coded without a date; it was taken as present.")
        case Caution.PREGNANCY_DISBELIEVED:
            return phrase("A pregnancy on record does not fit sex, age or date, and was not counted.")
        case Caution.HOSPICE_TO_CONFIRM:
            return phrase("The hospice record is old: please confirm.")
        case Caution.CLINICAL_STATUS_MISSING:
            return phrase("The cancer diagnosis has no status on record; it was taken as active.")
        case Caution.CANCER_UNCONFIRMED:
            return phrase("The cancer diagnosis is marked as not yet confirmed.")
        case _:
            assert_never(caution)
