"""What each confounder does to the result, and for how long its cause counts. All of it is proposal."""

from dataclasses import dataclass
from enum import StrEnum

from .limits import Days, Rules


class Action(StrEnum):
    """From strongest to weakest."""

    SUPPRESS = "suppress"  # no card
    WITHHOLD = "withhold"  # an information card: why the result is not given
    DOWNGRADE = "downgrade"  # warning becomes info
    CAUTION = "caution"  # a sentence is added


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
    pregnancy_days: Days = 300
    postpartum_days: Days = 91
    infection_days: Days = 14
    surgery_days: Days = 28
    albumin_infusion_days: Days = 7
    diuretic_start_days: Days = 184
