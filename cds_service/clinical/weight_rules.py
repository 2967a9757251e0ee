"""How a weight series is read: windows, plausibility, conflicts, spikes, mixed-up units."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from .limits import PROPOSAL, About, BodyMassIndex, Days, Kilograms, Limits, Months, Objection, Percent, Rules, Times
from .measures import Measure

CHAN_2017 = "Chan and Raffa 2017"
MSK_OEDEMA = "after the oedema rule of reznik-lab/cachexia (MSK), episode_identification"
FEARON_2011 = "Fearon K et al., Lancet Oncol 2011;12:489-495"
EVANS_2008 = "Evans WJ et al., Clin Nutr 2008;27:793-799"
AWGC_2023 = "Arai H et al., J Cachexia Sarcopenia Muscle 2023;14:1949-1958"

Ratio = Annotated[Decimal, Limits(1, 5, "times")]
Share = Annotated[Decimal, Limits(0, 1, "times")]


@dataclass(frozen=True)
class WeightSeriesRules(Rules):
    """How a weight series is read: windows, plausibility, conflicts, spikes."""

    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("stale_caution_days", "stale_days"),
        ("spike_neighbours_percent", "spike_percent"),
        ("fluid_return_percent", "fluid_rise_percent"),
    )

    reference: Literal["highest", "oldest"] = "highest"
    stale_caution_days: Annotated[
        Days, About("A current weight older than this carries a caution.", PROPOSAL, (30, 90))
    ] = 60
    stale_days: Annotated[
        Days, About("With a current weight older than this the weight criteria are unknown.", PROPOSAL, (60, 120))
    ] = 90
    lowest_kg: Annotated[Kilograms, About("A weight below it is implausible.", CHAN_2017, (20, 35))] = (
        Measure.WEIGHT.plausible.low
    )
    highest_kg: Annotated[Kilograms, About("A weight above it is implausible.", CHAN_2017, (250, 350))] = (
        Measure.WEIGHT.plausible.high
    )
    lowest_bmi: Annotated[
        BodyMassIndex, About("A weight of which the BMI would be at or below it is implausible.", CHAN_2017, (10, 13))
    ] = Measure.BMI.plausible.low
    highest_bmi: Annotated[
        Decimal,
        Limits(40, 200, "kg/m2"),
        About("A weight of which the BMI would be at or above it is implausible.", CHAN_2017, (80, 100)),
    ] = Measure.BMI.plausible.high
    lowest_height_cm: Annotated[
        Decimal, Limits(50, 150, "cm"), About("A height below it is implausible.", PROPOSAL, (90, 130))
    ] = Measure.HEIGHT.plausible.low
    highest_height_cm: Annotated[
        Decimal, Limits(200, 280, "cm"), About("A height above it is implausible.", PROPOSAL, (220, 250))
    ] = Measure.HEIGHT.plausible.high
    same_day_conflict_percent: Annotated[
        Percent, About("Weights of one day that differ by more contradict each other.", PROPOSAL, (2, 10))
    ] = Decimal(5)
    spike_percent: Annotated[
        Percent, About("A weight that departs by more from both neighbours is a spike.", PROPOSAL, (8, 20))
    ] = Decimal(10)
    spike_neighbours_percent: Annotated[
        Percent, About("The neighbours of a spike agree with each other within this.", PROPOSAL, (2, 8))
    ] = Decimal(5)
    sudden_change_days: Annotated[
        Days, About("A jump by a spike's percentage within these days is sudden.", PROPOSAL, (7, 30))
    ] = 14
    unit_error_fit_percent: Annotated[
        Percent, About("A weight taken as pounds fits its neighbours within this.", PROPOSAL, (4, 10))
    ] = Decimal(8)
    unit_error_gap_days: Annotated[
        Days,
        About("Only weights at most so far apart can show that pounds were filed as kilograms.", PROPOSAL, (90, 730)),
    ] = 366
    unit_error_lowest_ratio: Annotated[
        Ratio,
        About(
            "A weight at least so many times its neighbour may be pounds filed as kilograms.",
            PROPOSAL,
            (Decimal("1.9"), Decimal("2.2")),
        ),
    ] = Decimal(2)
    unit_error_highest_ratio: Annotated[
        Ratio,
        About(
            "A weight more than so many times its neighbour is no pound filed as a kilogram.",
            PROPOSAL,
            (Decimal("2.21"), Decimal("2.5")),
        ),
    ] = Decimal("2.45")
    unit_error_parts_fit_percent: Annotated[
        Percent,
        About(
            "The two parts of a series fit within this once one is converted; weights change meanwhile.",
            PROPOSAL,
            (8, 30),
        ),
    ] = Decimal(20)
    unit_error_later_fit_percent: Annotated[
        Percent, About("Another day within this of the last one bears out its side of a jump.", PROPOSAL, (3, 8))
    ] = Decimal(5)
    doubt_lowest_bmi: Annotated[
        BodyMassIndex, About("Of two doubtful weights one with a lower BMI is wrong.", PROPOSAL, (11, 14))
    ] = Decimal(12)
    doubt_highest_bmi: Annotated[
        Decimal,
        Limits(40, 200, "kg/m2"),
        About("Of two doubtful weights one with a higher BMI is wrong.", PROPOSAL, (60, 90)),
    ] = Decimal(80)
    unit_error_clear_days: Annotated[
        Times, About("So many times more days make one part of a series clearly the right one.", PROPOSAL, (2, 5))
    ] = 3
    corroboration_percent: Annotated[
        Percent, About("Another weight within this bears a reference weight out.", PROPOSAL, (2, 5))
    ] = Decimal(3)
    corroboration_days: Annotated[
        Days, About("Another weight within these days bears a reference weight out.", PROPOSAL, (30, 90))
    ] = 45
    fluid_rise_percent: Annotated[
        Percent, About("A rise by this or more that soon returns is likely fluid.", MSK_OEDEMA, (3, 8))
    ] = Decimal(5)
    fluid_return_percent: Annotated[
        Percent, About("A weight has returned when it is within this of the one before the rise.", MSK_OEDEMA, (1, 3))
    ] = Decimal(2)
    fluid_return_days: Annotated[
        Days, About("A rise that returns within these days is likely fluid.", MSK_OEDEMA, (14, 45))
    ] = 30
    beyond_lookback_months: Annotated[
        int,
        Limits(7, 120, "months"),
        About("So far back the loss beyond six months is looked for.", PROPOSAL, (12, 60)),
    ] = 24
    window_months: Annotated[
        Months,
        About("The window of a loss: weights so far back are compared with the current one.", FEARON_2011, (3, 12)),
    ] = 6
    long_window_months: Annotated[Months, About("Evans 2008 looks so far back for a loss.", EVANS_2008, (6, 12))] = 12
    baseline_months: Annotated[
        Months, About("AWGC 2023 takes a baseline that lies at least so far back.", AWGC_2023, (1, 6))
    ] = 3
    rapid_change_percent: Annotated[
        Percent, About("A loss above this within rapid_change_days carries a caution.", PROPOSAL, (5, 15))
    ] = Decimal(10)
    rapid_change_days: Annotated[
        Days, About("Within so many days a loss above rapid_change_percent is fast.", PROPOSAL, (14, 45))
    ] = 30
    steep_change_percent: Annotated[
        Percent, About("A loss above this within steep_change_days carries a caution.", PROPOSAL, (15, 30))
    ] = Decimal(20)
    steep_change_days: Annotated[
        Days, About("Within so many days a loss above steep_change_percent is fast.", PROPOSAL, (30, 90))
    ] = 60
    abrupt_change_percent: Annotated[
        Percent, About("A loss above this within abrupt_change_days carries a caution.", PROPOSAL, (3, 10))
    ] = Decimal(5)
    abrupt_change_days: Annotated[
        Days, About("Within so many days a loss above abrupt_change_percent is fast.", PROPOSAL, (1, 7))
    ] = 2
    shortest_history_days: Annotated[
        Days, About("A record that reaches back less far cannot rule a loss out.", PROPOSAL, (60, 180))
    ] = 90
    shortest_span_days: Annotated[
        Days, About("A younger weight is no reference: a scale's noise would be called a loss.", PROPOSAL, (7, 28))
    ] = 14
    ongoing_span_days: Annotated[
        Days, About("Where 2 % decide, a weight younger than this is no reference.", PROPOSAL, (14, 60))
    ] = 28
    scale_noise_kg: Annotated[
        Decimal, Limits(0, 5, "kg"), About("A smaller loss that decides carries a caution.", PROPOSAL, (1, 3))
    ] = Decimal("1.5")
    stable_percent: Annotated[
        Percent,
        About("Weights within this of each other are steady.", PROPOSAL, (1, 5)),
    ] = Decimal(2)
    stable_days: Annotated[
        Days, About("A weight steady for so long is stable: its loss is past.", PROPOSAL, (60, 180))
    ] = 90
    regained_days: Annotated[
        Days, About("A weight that has risen since its lowest day so long ago is regained.", PROPOSAL, (7, 60))
    ] = 14
    height_conflict_cm: Annotated[
        Decimal,
        Limits(1, 20, "cm"),
        About("A height that departs by more from others is left out.", PROPOSAL, (2, 6)),
    ] = Decimal(3)
    carried_forward_days: Annotated[
        int,
        Limits(2, 30, "days"),
        About(
            "Weights identical to 0.1 kg on so many days in a row carry a caution: perhaps copied.", PROPOSAL, (3, 6)
        ),
    ] = 3

    def objections(self) -> Iterator[Objection]:
        """No weight lies between limits that cross."""
        yield from super().objections()
        if self.lowest_kg >= self.highest_kg:
            yield Objection(("lowest_kg", "highest_kg"), "lowest_kg must be below highest_kg")
