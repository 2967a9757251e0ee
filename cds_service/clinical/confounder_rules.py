"""The confounders: what each does to the result, and for how long its cause counts. All of it is proposal."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from .limits import PROPOSAL, About, Days, Limits, Rules


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
    adult_years: Annotated[
        int,
        Limits(16, 21, "years"),
        About("The criteria hold, and a height counts, from this age on.", PROPOSAL, (18, 21)),
    ] = 18
    pregnancy_days: Annotated[
        Days, About("A pregnancy counts so long after it was recorded.", PROPOSAL, (280, 310))
    ] = 300
    postpartum_days: Annotated[Days, About("After a birth no result is given for so long.", PROPOSAL, (84, 182))] = 91
    infection_days: Annotated[
        Days, About("A CRP so soon after the onset of an infection is not counted.", PROPOSAL, (7, 28))
    ] = 14
    surgery_days: Annotated[Days, About("A CRP so soon after an operation is not counted.", PROPOSAL, (14, 42))] = 28
    albumin_infusion_days: Annotated[
        Days, About("An albumin so soon after an infusion of albumin is not counted.", PROPOSAL, (5, 14))
    ] = 7
    recorded_after_days: Annotated[
        Days, About("An infection or operation recorded so soon after a sample was there before it.", PROPOSAL, (0, 3))
    ] = 1
    diuretic_start_days: Annotated[
        Days, About("A diuretic begun within these days may explain a loss.", PROPOSAL, (28, 184))
    ] = 184
    bariatric_days: Annotated[
        Days, About("A loss so soon after a bariatric procedure may be its intended effect.", PROPOSAL, (365, 730))
    ] = 730
