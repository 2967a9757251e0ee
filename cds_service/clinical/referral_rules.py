"""Which referral each status supports, and what holds it back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from .limits import PROPOSAL, About, Days, Limits, Rules

EcogGrade = Annotated[int, Limits(0, 5, "ECOG grade")]


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
    exercise_up_to_ecog: Annotated[
        EcogGrade, About("Physiotherapy is held back above this grade.", PROPOSAL, (2, 4))
    ] = 3
    trials_up_to_ecog: Annotated[
        EcogGrade, About("A trial referral is held back above this grade.", PROPOSAL, (1, 3))
    ] = 3
    active_days: Annotated[
        Days, About("A referral that has been active for longer may be suggested again.", PROPOSAL, (90, 365))
    ] = 180
    done_days: Annotated[
        Days, About("A referral that was drafted or completed counts for so long.", PROPOSAL, (30, 180))
    ] = 90
    palliative_from_ecog: Annotated[
        EcogGrade, About("From this grade on, cachexia also supports palliative care.", PROPOSAL, (2, 4))
    ] = 3
