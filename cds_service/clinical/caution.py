"""What to be careful about in a result or a record."""

from enum import StrEnum


class Caution(StrEnum):
    """Each has a sentence on the card."""

    SINGLE_UNCORROBORATED_REFERENCE = "single_uncorroborated_reference"
    STALE_WEIGHT = "stale_weight"
    RAPID_RISE_AND_RETURN = "rapid_rise_and_return"
    RAPID_CHANGE = "rapid_change"
    WITHIN_SCALE_NOISE = "within_scale_noise"
    SHORT_HISTORY = "short_history"
    LOSS_IS_PAST = "loss_is_past"
    CARRIED_FORWARD_WEIGHTS = "carried_forward_weights"
    STATED_REFERENCE_WEIGHT = "stated_reference_weight"
    PARTIAL_DATE_UNDECIDED = "partial_date_undecided"
    STATED_HEIGHT = "stated_height"
    STORED_BMI = "stored_bmi"
    SARCOPENIA_CODED = "sarcopenia_coded"
    BASELINE_UNDER_3_MONTHS = "baseline_under_3_months"
    ECOG_FROM_KARNOFSKY = "ecog_from_karnofsky"
    ACUTE_INFLAMMATION = "acute_inflammation"
    BIRTH_DATE_MISSING = "birth_date_missing"
    OPERATION_BETWEEN_WEIGHTS = "operation_between_weights"
    SINGLE_RAISED_CRP = "single_raised_crp"
    ALBUMIN_ASSAY_CHANGED = "albumin_assay_changed"
    CRP_UNIT_SUSPECT = "crp_unit_suspect"
    CRP_MAY_BE_LOWERED = "crp_may_be_lowered"
    CLINICAL_STATUS_MISSING = "clinical_status_missing"
    CANCER_UNCONFIRMED = "cancer_unconfirmed"
