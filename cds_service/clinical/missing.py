"""What would have to be known for a verdict that is open."""

from enum import StrEnum

from .evidence import Quantity, Sign
from .measures import Measure


class Missing(StrEnum):
    """What can be missing beside the measures and signs that criteria weigh."""

    WEIGHT = "weight"
    CURRENT_WEIGHT = "current_weight"
    REFERENCE_WEIGHT = "reference_weight"
    LONGER_HISTORY = "longer_history"
    WEIGHT_CONFIRMATION = "weight_confirmation"
    WEIGHT_DATE = "weight_date"
    HEIGHT = "height"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    PERFORMANCE_STATUS = "performance_status"
    PROGNOSIS = "prognosis"
    CANCER_TYPE = "cancer_type"
    STAGE = "stage"
    MGPS = "mgps"
    ELIGIBILITY = "eligibility"


Needed = Missing | Measure | Quantity | Sign
