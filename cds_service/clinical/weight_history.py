"""What the criteria read of a weight series: current weight, reference weights, losses as exact shares of them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .caution import Caution
from .record import Excluded
from .span import UNKNOWN, Span
from .weight_days import DayWeight
from .weight_direction import Direction
from .weight_doubts import Doubt


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

    The two differ where a partial date leaves open whether a weight lies in the window, and where the record is short.
    """

    change: Change | None = None
    percent: Span = UNKNOWN
    date_open: bool = False
    """Whether a partial date leaves open which loss it is, or whether there is one."""
    short: bool = False
    """Whether the record reaches back too little to say more than that so much was lost at least."""

    @property
    def seen(self) -> Fraction | None:
        """The percentage that was seen, where no date leaves it open."""
        return None if self.change is None or self.date_open else self.change.percent


NO_LOSS_KNOWN = Loss()


@dataclass(frozen=True, slots=True)
class WeightHistory:
    """What the series says. Where the current weight is stale, every loss is unknown."""

    current: DayWeight | None = None
    kg: Span = UNKNOWN
    """What the current weight can be, where it is recent enough; a partial date can leave several possibilities."""
    age_days: int | None = None
    stale: bool = False
    undecided: bool = False
    """Whether another weight must decide: the latest ones contradict each other, or one alone was left."""
    six_months: Loss = NO_LOSS_KNOWN
    ongoing: Loss = NO_LOSS_KNOWN
    """Over six months as well, from a weight old enough that 2 % are more than noise."""
    twelve_months: Loss = NO_LOSS_KNOWN
    beyond_six_months: Loss = NO_LOSS_KNOWN
    three_to_six_months: Loss = NO_LOSS_KNOWN
    pre_illness: Loss = NO_LOSS_KNOWN
    """From the highest weight of some years, as Fearon 2006 counts."""
    just_outside: Change | None = None
    """From the last weight before a window that holds none."""
    direction: Direction | None = None
    """Over the six months."""
    direction_of_year: Direction | None = None
    loss_is_past: bool = False
    """Whether the weight has been steady or rising since it was lost."""
    largest_episode: Change | None = None
    excluded: tuple[Excluded, ...] = ()
    cautions: tuple[Caution, ...] = ()
    doubts: frozenset[Doubt] = frozenset()
    """What is doubtful, where this is one of several readings."""
    with_doubtful: tuple[str, ...] = ()
    without_doubtful: tuple[str, ...] = ()
    """The doubtful weights that this reading holds, and those that it leaves out."""

    @property
    def usable(self) -> DayWeight | None:
        """The current weight, where it is recent enough to judge by."""
        return None if self.stale else self.current
