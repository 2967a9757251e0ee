"""What the criteria read of a weight series: current weight, reference weights, losses as exact shares of them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .caution import Caution
from .record import Excluded
from .span import UNKNOWN, Span
from .weight_days import DayWeight


@dataclass(frozen=True, slots=True)
class Change:
    """The way from a reference weight to a later one."""

    reference: DayWeight
    current: DayWeight
    corroborated: bool = True

    @property
    def percent(self) -> Fraction:
        """The loss in percent of the reference weight; negative is a gain."""
        return 100 * Fraction(self.reference.kg - self.current.kg) / Fraction(self.reference.kg)

    @property
    def kg(self) -> Decimal:
        """The loss in kilograms; negative is a gain."""
        return self.reference.kg - self.current.kg


@dataclass(frozen=True, slots=True)
class Loss:
    """A weight loss over one window: the change that was seen, and what its percentage can be.

    The two differ only where a partial date leaves open whether a weight lies in the window.
    """

    change: Change | None = None
    percent: Span = UNKNOWN
    date_open: bool = False
    """Whether a partial date leaves open which loss it is, or whether there is one."""


NO_LOSS_KNOWN = Loss()


@dataclass(frozen=True, slots=True)
class WeightHistory:
    """What the series says. Where the current weight is stale, every loss is unknown."""

    current: DayWeight | None = None
    kg: Span = UNKNOWN
    """What the current weight can be, where it is recent enough; a partial date can leave several possibilities."""
    age_days: int | None = None
    stale: bool = False
    six_months: Loss = NO_LOSS_KNOWN
    twelve_months: Loss = NO_LOSS_KNOWN
    beyond_six_months: Loss = NO_LOSS_KNOWN
    three_to_six_months: Loss = NO_LOSS_KNOWN
    largest_episode: Change | None = None
    excluded: tuple[Excluded, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def usable(self) -> DayWeight | None:
        """The current weight, where it is recent enough to judge by."""
        return None if self.stale else self.current
