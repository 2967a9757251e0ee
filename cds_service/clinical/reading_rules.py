"""How a record is read before any criterion looks at it: windows, plausibility, staleness, units, confounders."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from .confounder_rules import ConfounderRules
from .limits import (
    PROPOSAL,
    About,
    CrpMgPerL,
    Days,
    Limits,
    Rules,
    Times,
)
from .measures import Family, Measure, Range
from .screening import ScreeningRules
from .weight_rules import WeightSeriesRules

CLASE_2001 = "Clase 2001, as LOINC cites it"


@dataclass(frozen=True)
class StalenessRules(Rules):
    """How old a value may be and still count."""

    labs_days: Annotated[Days, About("An older laboratory value decides nothing.", PROPOSAL, (30, 180))] = 60
    labs_shown_days: Annotated[
        Days,
        About("An older laboratory value is not shown; one too old to decide is shown as such.", PROPOSAL, (90, 365)),
    ] = 180
    symptoms_days: Annotated[Days, About("An older symptom observation does not count.", PROPOSAL, (30, 180))] = 90
    performance_days: Annotated[Days, About("An older performance status does not count.", PROPOSAL, (30, 180))] = 60
    screening_days: Annotated[Days, About("An older screening score does not count.", PROPOSAL, (30, 180))] = 90
    coded_symptoms_days: Annotated[
        Days, About("A coded symptom counts so long after its onset or its last record.", PROPOSAL, (90, 365))
    ] = 180
    grip_days: Annotated[Days, About("An older grip strength does not count.", PROPOSAL, (30, 180))] = 90
    intake_days: Annotated[Days, About("An older energy intake does not count.", PROPOSAL, (7, 60))] = 30
    muscle_days: Annotated[Days, About("An older measure of muscle does not count.", PROPOSAL, (60, 365))] = 180

    def days(self, measure: Measure) -> int:
        """Say how many days a value of a measure counts; weight, height and BMI follow the weight series."""
        days: int = getattr(self, _DAYS[measure.family])
        return days


_DAYS = {
    Family.LABORATORY: "labs_days",
    Family.PERFORMANCE: "performance_days",
    Family.STRENGTH: "grip_days",
    Family.INTAKE: "intake_days",
    Family.MUSCLE: "muscle_days",
}


@dataclass(frozen=True)
class LabPlausibilityRules(Rules):
    """The range outside which a laboratory value is taken for a unit error."""

    highest_crp_mg_per_l: Annotated[
        Decimal, Limits(100, 5000, "mg/L"), About("A CRP above it is implausible.", PROPOSAL, (500, 1000))
    ] = Measure.CRP.plausible.high
    lowest_albumin_g_per_l: Annotated[
        Decimal, Limits(1, 20, "g/L"), About("An albumin below it is implausible.", PROPOSAL, (5, 15))
    ] = Measure.ALBUMIN.plausible.low
    highest_albumin_g_per_l: Annotated[
        Decimal, Limits(50, 100, "g/L"), About("An albumin above it is implausible.", PROPOSAL, (55, 70))
    ] = Measure.ALBUMIN.plausible.high
    lowest_haemoglobin_g_per_dl: Annotated[
        Decimal, Limits(1, 5, "g/dL"), About("A haemoglobin below it is implausible.", PROPOSAL, (2, 4))
    ] = Measure.HAEMOGLOBIN.plausible.low
    highest_haemoglobin_g_per_dl: Annotated[
        Decimal, Limits(20, 30, "g/dL"), About("A haemoglobin above it is implausible.", PROPOSAL, (22, 25))
    ] = Measure.HAEMOGLOBIN.plausible.high
    albumin_dye_difference_g_per_l: Annotated[
        Decimal,
        Limits(0, 20, "g/L"),
        About(
            "So far the two dyes for albumin differ; near the cut-off a change of dye carries a caution.",
            CLASE_2001,
            (4, 7),
        ),
    ] = Decimal("5.5")
    persistent_crp_days: Annotated[
        Days, About("Two raised CRPs at least so far apart count as persistent.", PROPOSAL, (3, 28))
    ] = 7
    slipped_crp_least_ratio: Annotated[
        Times,
        About("A CRP at least so many times the one before, in mg/dL, may have slipped its unit.", PROPOSAL, (7, 9)),
    ] = 8
    slipped_crp_greatest_ratio: Annotated[
        Times, About("A CRP more than so many times the one before has not slipped its unit.", PROPOSAL, (11, 15))
    ] = 12
    slipped_crp_up_to_mg_per_l: Annotated[
        CrpMgPerL, About("A CRP above this has not slipped its unit.", PROPOSAL, (100, 200))
    ] = Decimal(200)

    def range(self, measure: Measure) -> Range:
        """Give the range of a measure, in its own unit."""
        match measure:
            case Measure.CRP:
                return Range(measure.plausible.low, self.highest_crp_mg_per_l)
            case Measure.ALBUMIN:
                return Range(self.lowest_albumin_g_per_l, self.highest_albumin_g_per_l)
            case Measure.HAEMOGLOBIN:
                return Range(self.lowest_haemoglobin_g_per_dl, self.highest_haemoglobin_g_per_dl)
            case _:
                return measure.plausible


@dataclass(frozen=True)
class PerformanceRules(Rules):
    """How an older index of performance stands in for the ECOG grade."""

    karnofsky_of_ecog_3: Annotated[
        int,
        Limits(10, 70, "%"),
        About("A Karnofsky index up to it stands for ECOG 3 or 4, above it for 0 to 2.", PROPOSAL, (40, 50)),
    ] = 40


@dataclass(frozen=True)
class ReadingRules(Rules):
    """The part of the clinical rules that chooses the values that count."""

    weight_series: WeightSeriesRules = field(default_factory=WeightSeriesRules)
    staleness: StalenessRules = field(default_factory=StalenessRules)
    lab_plausibility: LabPlausibilityRules = field(default_factory=LabPlausibilityRules)
    performance: PerformanceRules = field(default_factory=PerformanceRules)
    crp_nmol_per_mg: (
        Annotated[
            Decimal,
            Limits(5, 20, "nmol/mg"),
            About(
                "Turns a molar CRP into mg/L; unset, it lies between the two published factors.",
                "the laboratory; 9.524 (AMA) and 8.69 (pentamer mass) are published",
                (Decimal("8.6"), Decimal("9.6")),
            ),
        ]
        | None
    ) = None
    albumin_molar_mass: Annotated[
        Decimal,
        Limits(60000, 70000, "g/mol"),
        About("Turns a molar albumin into g/L.", "the mass of human serum albumin, rounded", (66000, 67000)),
    ] = Decimal(66500)
    confounders: ConfounderRules = field(default_factory=ConfounderRules)
    screening: ScreeningRules = field(default_factory=ScreeningRules)
