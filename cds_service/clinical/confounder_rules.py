"""The confounders: what each does to the result, and for how long its cause counts. All of it is proposal."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from .limits import PROPOSAL, About, Days, Limits, LossPercent, Rules


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
    MALNUTRITION_CODED = "malnutrition_coded"
    IN_NUTRITION_CARE = "in_nutrition_care"
    PALLIATIVE_CARE = "palliative_care"
    DECEASED = "deceased"


_Share = Annotated[Decimal, Limits(0, 30, "%")]
SHARES = "a textbook's segment weights, known by hearsay only; confirm locally"


@dataclass(frozen=True)
class LimbShares(Rules):
    """What share of the body's weight an amputation takes."""

    finger_or_toe: Annotated[_Share, About("A finger or a toe.", SHARES, (0, 1))] = Decimal(0)
    hand: Annotated[_Share, About("A hand.", SHARES, (Decimal("0.5"), 1))] = Decimal("0.7")
    forearm: Annotated[_Share, About("A hand with its forearm.", SHARES, (2, 3))] = Decimal("2.3")
    arm: Annotated[_Share, About("A whole arm.", SHARES, (4, 6))] = Decimal(5)
    foot: Annotated[_Share, About("A foot.", SHARES, (1, 2))] = Decimal("1.5")
    lower_leg: Annotated[_Share, About("A foot with its lower leg.", SHARES, (5, 7))] = Decimal("5.9")
    leg: Annotated[_Share, About("A whole leg.", SHARES, (14, 18))] = Decimal(16)
    limb: Annotated[_Share, About("A limb of which the record does not say more.", SHARES, (5, 18))] = Decimal(16)

    def of(self, detail: str) -> Decimal:
        """Give the share of a limb as the code tables name it; one that is not named may be a leg."""
        share: Decimal = getattr(self, detail.replace(" ", "_"), self.limb)
        return share


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
    """Holds while the weight is about what it was at the code's date; a further loss is news."""
    malnutrition_coded: Action = Action.CAUTION
    palliative_care: Action = Action.CAUTION
    in_nutrition_care: Action = Action.CAUTION
    adult_years: Annotated[
        int,
        Limits(16, 21, "years"),
        About("The criteria hold, and a height counts, from this age on.", PROPOSAL, (18, 21)),
    ] = 18
    pregnancy_days: Annotated[
        Days, About("A pregnancy counts so long after it was recorded.", PROPOSAL, (280, 365))
    ] = 365
    youngest_pregnant_years: Annotated[
        int, Limits(8, 18, "years"), About("Before this age a pregnancy code is not believed.", PROPOSAL, (10, 14))
    ] = 12
    oldest_pregnant_years: Annotated[
        int, Limits(45, 65, "years"), About("After this age a pregnancy code is not believed.", PROPOSAL, (50, 58))
    ] = 55
    postpartum_days: Annotated[Days, About("After a birth no result is given for so long.", PROPOSAL, (84, 182))] = 91
    infection_days: Annotated[
        Days, About("A CRP so soon after the onset of an infection is not counted.", PROPOSAL, (7, 28))
    ] = 28
    surgery_days: Annotated[Days, About("A CRP so soon after an operation is not counted.", PROPOSAL, (14, 42))] = 28
    albumin_infusion_days: Annotated[
        Days, About("An albumin so soon after an infusion of albumin is not counted.", PROPOSAL, (5, 14))
    ] = 7
    recorded_after_days: Annotated[
        Days, About("An infection or operation recorded so soon after a sample was there before it.", PROPOSAL, (0, 3))
    ] = 1
    encounter_fluid_days: Annotated[
        Days, About("Fluid that one encounter diagnosed counts so long.", PROPOSAL, (28, 180))
    ] = 90
    diuretic_start_days: Annotated[
        Days, About("A diuretic first ordered within these days may explain a change of weight.", PROPOSAL, (28, 184))
    ] = 90
    diuretic_change_percent: Annotated[
        LossPercent,
        About("A first diuretic tells of fluid where the weight has moved so much since.", PROPOSAL, (1, 5)),
    ] = Decimal(2)
    drainage_days: Annotated[
        Days, About("Fluid that was drained so near a weight belongs to it.", PROPOSAL, (7, 60))
    ] = 28
    dialysis_session_days: Annotated[
        Days, About("A weight so near a session of dialysis may be of before or after it.", PROPOSAL, (7, 60))
    ] = 28
    hospice_renewal_days: Annotated[
        Days, About("Hospice care that is open for longer is to be confirmed.", PROPOSAL, (90, 365))
    ] = 180
    nutrition_care_days: Annotated[
        Days, About("A dietitian's visit counts as nutrition care for so long.", PROPOSAL, (30, 180))
    ] = 90
    palliative_days: Annotated[
        Days, About("A contact with palliative care counts as its involvement for so long.", PROPOSAL, (90, 365))
    ] = 180
    prognosis_days: Annotated[Days, About("A clinician's prognosis counts for so long.", PROPOSAL, (30, 120))] = 90
    treatment_lead_days: Annotated[
        Days, About("A treatment that lowers weight counts where it began so long before it.", PROPOSAL, (14, 56))
    ] = 28
    treatment_months: Annotated[
        int,
        Limits(3, 36, "months"),
        About(
            "A treatment that ended may have acted so long after it was ordered; a steady one so long before.",
            PROPOSAL,
            (6, 18),
        ),
    ] = 12
    coded_again_percent: Annotated[
        LossPercent,
        About("Coded cachexia stays news where so much was lost since the code.", PROPOSAL, (3, 10)),
    ] = Decimal(5)
    amputated: LimbShares = field(default_factory=LimbShares)
    bariatric_days: Annotated[
        Days, About("A loss so soon after a bariatric procedure may be its intended effect.", PROPOSAL, (365, 730))
    ] = 730
