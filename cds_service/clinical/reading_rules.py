"""How a record is read before any criterion looks at it: windows, plausibility, staleness, units, confounders."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from .confounder_rules import ConfounderRules
from .limits import BodyMassIndex, CrpMgPerL, Days, Kilograms, Limits, Months, Objection, Percent, Rules
from .measures import Family, Measure, Range

Ratio = Annotated[Decimal, Limits(1, 5, "")]
Share = Annotated[Decimal, Limits(0, 1, "")]
Times = Annotated[int, Limits(1, 100, "times")]


@dataclass(frozen=True)
class WeightSeriesRules(Rules):
    """How a weight series is read: windows, plausibility, conflicts, spikes."""

    reference: Literal["highest", "oldest"] = "highest"
    stale_caution_days: Days = 60
    stale_days: Days = 90
    lowest_kg: Kilograms = Measure.WEIGHT.plausible.low
    highest_kg: Kilograms = Measure.WEIGHT.plausible.high
    lowest_bmi: BodyMassIndex = Measure.BMI.plausible.low
    highest_bmi: Annotated[Decimal, Limits(40, 200, "kg/m2")] = Measure.BMI.plausible.high
    lowest_height_cm: Annotated[Decimal, Limits(50, 150, "cm")] = Measure.HEIGHT.plausible.low
    highest_height_cm: Annotated[Decimal, Limits(200, 280, "cm")] = Measure.HEIGHT.plausible.high
    same_day_conflict_percent: Percent = Decimal(5)
    spike_percent: Percent = Decimal(10)
    spike_neighbours_percent: Percent = Decimal(5)
    sudden_change_days: Days = 14
    unit_error_fit_percent: Percent = Decimal(8)
    unit_error_gap_days: Days = 366
    unit_error_lowest_ratio: Ratio = Decimal(2)
    unit_error_highest_ratio: Ratio = Decimal("2.45")
    unit_error_lowest_share: Share = Decimal("0.43")
    unit_error_highest_share: Share = Decimal("0.47")
    unit_error_parts_fit_percent: Percent = Decimal(20)
    """How far apart the parts of a series may lie after conversion: weights also change while the unit is wrong."""
    unit_error_clear_days: Times = 3
    unit_error_overwhelming_days: Times = 10
    """How many times more days one part of a series must have than the other."""
    corroboration_percent: Percent = Decimal(3)
    corroboration_days: Days = 45
    fluid_rise_percent: Percent = Decimal(5)
    fluid_return_percent: Percent = Decimal(2)
    fluid_return_days: Days = 30
    beyond_lookback_months: Annotated[int, Limits(7, 120, "months")] = 24
    window_months: Months = 6
    long_window_months: Months = 12
    baseline_months: Months = 3
    """The papers' windows: six months, Evans' twelve, and AWGC's three to six."""
    rapid_change_percent: Percent = Decimal(10)
    rapid_change_days: Days = 7
    abrupt_change_percent: Percent = Decimal(5)
    abrupt_change_days: Days = 2
    carried_forward_days: Annotated[int, Limits(2, 30, "days")] = 3
    """Identical to 0.1 kg on so many days in a row: perhaps copied, not measured."""

    def objections(self) -> Iterator[Objection]:
        """No weight lies between limits that cross."""
        yield from super().objections()
        if self.lowest_kg >= self.highest_kg:
            yield Objection(("lowest_kg", "highest_kg"), "lowest_kg must be below highest_kg")


@dataclass(frozen=True)
class StalenessRules(Rules):
    """How old a value may be and still count."""

    labs_days: Days = 90
    symptoms_days: Days = 90
    performance_days: Days = 90
    grip_days: Days = 90
    intake_days: Days = 30
    muscle_days: Days = 180

    def days(self, measure: Measure) -> int:
        """Say how many days a value of a measure counts; weight, height and BMI follow the weight series."""
        return {
            Family.LABORATORY: self.labs_days,
            Family.PERFORMANCE: self.performance_days,
            Family.STRENGTH: self.grip_days,
            Family.INTAKE: self.intake_days,
            Family.MUSCLE: self.muscle_days,
        }[measure.family]


@dataclass(frozen=True)
class LabPlausibilityRules(Rules):
    """The range outside which a laboratory value is taken for a unit error."""

    highest_crp_mg_per_l: Annotated[Decimal, Limits(100, 5000, "mg/L")] = Measure.CRP.plausible.high
    lowest_albumin_g_per_l: Annotated[Decimal, Limits(1, 20, "g/L")] = Measure.ALBUMIN.plausible.low
    highest_albumin_g_per_l: Annotated[Decimal, Limits(50, 100, "g/L")] = Measure.ALBUMIN.plausible.high
    albumin_dye_difference_g_per_l: Annotated[Decimal, Limits(0, 20, "g/L")] = Decimal("5.5")
    """Bromocresol green reads so far above bromocresol purple (LOINC, citing Clase 2001)."""
    persistent_crp_days: Days = 7
    slipped_crp_least_ratio: Times = 8
    slipped_crp_greatest_ratio: Times = 12
    slipped_crp_up_to_mg_per_l: CrpMgPerL = Decimal(200)
    """A CRP that rose about tenfold when its unit became mg/dL, and is no higher than this, may have slipped."""

    def range(self, measure: Measure) -> Range:
        """Give the range of a measure, in its own unit."""
        match measure:
            case Measure.CRP:
                return Range(measure.plausible.low, self.highest_crp_mg_per_l)
            case Measure.ALBUMIN:
                return Range(self.lowest_albumin_g_per_l, self.highest_albumin_g_per_l)
            case _:
                return measure.plausible


@dataclass(frozen=True)
class PerformanceRules(Rules):
    """How an older index of performance stands in for the ECOG grade."""

    karnofsky_of_ecog_3: Annotated[int, Limits(10, 70, "%")] = 40
    """Up to this index it stands for grade 3 or 4, above for 0 to 2."""


@dataclass(frozen=True)
class ReadingRules(Rules):
    """The part of the clinical rules that chooses the values that count."""

    weight_series: WeightSeriesRules = field(default_factory=WeightSeriesRules)
    staleness: StalenessRules = field(default_factory=StalenessRules)
    lab_plausibility: LabPlausibilityRules = field(default_factory=LabPlausibilityRules)
    performance: PerformanceRules = field(default_factory=PerformanceRules)
    crp_nmol_per_mg: Annotated[Decimal, Limits(5, 20, "nmol/mg")] | None = None
    """Unset: a molar CRP is known only to lie between the two published factors."""
    albumin_molar_mass: Annotated[Decimal, Limits(60000, 70000, "g/mol")] = Decimal(66500)
    confounders: ConfounderRules = field(default_factory=ConfounderRules)
