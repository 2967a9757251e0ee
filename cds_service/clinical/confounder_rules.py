"""The confounders: what each does to the result, and for how long its cause counts. All of it is proposal."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from .limits import Days, Limits, Rules


class Action(StrEnum):
    """From strongest to weakest."""

    SUPPRESS = "suppress"  # no card
    WITHHOLD = "withhold"  # an information card: why the result is not given
    DOWNGRADE = "downgrade"  # warning becomes info
    CAUTION = "caution"  # a sentence is added


class ConfounderCode(StrEnum):
    """The confounders that an assessment can name."""

    CHILD = "child"
    PREGNANCY = "pregnancy"
    FLUID_OVERLOAD = "fluid_overload"
    DIALYSIS = "dialysis"
    AMPUTATION = "amputation"
    INTENTIONAL_LOSS = "intentional_loss"
    ACUTE_INFLAMMATION = "acute_inflammation"
    HOSPICE = "hospice"
    CANCER_INACTIVE = "cancer_inactive"
    THYROID_OR_MALABSORPTION = "thyroid_or_malabsorption"
    CACHEXIA_ALREADY_CODED = "cachexia_already_coded"
    DECEASED = "deceased"


@dataclass(frozen=True)
class ConfounderRules(Rules):
    """The action of each confounder and the windows of the dated ones."""

    child: Action = Action.SUPPRESS
    pregnancy: Action = Action.SUPPRESS
    deceased: Action = Action.SUPPRESS
    fluid_overload: Action = Action.WITHHOLD
    """Holds where the criteria are not met, since fluid hides loss; where they are met it is a caution."""
    dialysis: Action = Action.WITHHOLD
    """Holds without weights of one kind; with dry weights it is a caution."""
    amputation: Action = Action.WITHHOLD
    intentional_loss: Action = Action.DOWNGRADE
    acute_inflammation: Action = Action.CAUTION
    hospice: Action = Action.CAUTION
    cancer_inactive: Action = Action.WITHHOLD
    thyroid_or_malabsorption: Action = Action.CAUTION
    cachexia_already_coded: Action = Action.DOWNGRADE
    adult_years: Annotated[int, Limits(16, 21, "years")] = 18
    """The age from which the criteria hold, and from which a height counts."""
    pregnancy_days: Days = 300
    postpartum_days: Days = 91
    infection_days: Days = 14
    surgery_days: Days = 28
    albumin_infusion_days: Days = 7
    recorded_after_days: Days = 1
    """An infection or operation that was recorded so soon after a sample was there before it."""
    diuretic_start_days: Days = 184
    bariatric_days: Days = 730
    """How long after a bariatric procedure a loss may still be its intended effect."""
