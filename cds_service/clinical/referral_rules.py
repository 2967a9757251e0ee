"""Which referral each status supports, and what holds it back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from .limits import Limits, Rules

EcogGrade = Annotated[int, Limits(0, 5, "")]


class ReferralKind(StrEnum):
    """The referrals that a card can suggest."""

    NUTRITION = "nutrition"
    PHYSIOTHERAPY = "physiotherapy"
    PSYCHOSOCIAL = "psychosocial"
    TRIALS = "trials"
    PALLIATIVE = "palliative"


_K = ReferralKind


@dataclass(frozen=True)
class ReferralRules(Rules):
    """The referrals by status, in the order of their cards."""

    cachexia: tuple[ReferralKind, ...] = (_K.NUTRITION, _K.PHYSIOTHERAPY, _K.PSYCHOSOCIAL, _K.TRIALS)
    refractory_suspected: tuple[ReferralKind, ...] = (_K.PALLIATIVE, _K.PSYCHOSOCIAL)
    precachexia: tuple[ReferralKind, ...] = (_K.NUTRITION,)
    at_risk: tuple[ReferralKind, ...] = (_K.NUTRITION,)
    exercise_up_to_ecog: EcogGrade = 3
    """Physiotherapy is held back above this grade."""
    trials_up_to_ecog: EcogGrade = 3
    """A trial referral is held back above this grade."""
    palliative_from_ecog: EcogGrade = 3
    """From this grade on, cachexia also supports palliative care."""
