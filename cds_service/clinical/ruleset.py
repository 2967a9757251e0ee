"""Every number and choice of the clinical rules, with the published values as defaults.

`docs/clinical-manual.md` gives the source of each. Numbers marked "proposal" there are ours, not a paper's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from .confounder_rules import ConfounderRules
from .limits import (
    About,
    AlbuminGPerL,
    BodyMassIndex,
    CrpMgPerL,
    Days,
    Kilograms,
    Limits,
    LossPercent,
    Objection,
    Percent,
    Rules,
)
from .measures import Family, Measure, Range
from .referral_rules import ReferralRules

Amount = Annotated[Decimal, Limits(0, 1000, "")]
MuscleCutOff = Annotated[Decimal, Limits(1, 100, "")]


class Criterion(StrEnum):
    """The criteria that can be the primary one."""

    FEARON_2011 = "fearon_2011"
    EVANS_2008 = "evans_2008"
    FEARON_2006 = "fearon_2006"
    GLIM_2019 = "glim_2019"
    AWGC_2023 = "awgc_2023"


@dataclass(frozen=True)
class BySex(Rules):
    """A cut-off for men and one for women."""

    male: MuscleCutOff
    female: MuscleCutOff


def _by_sex(male: str, female: str) -> BySex:
    return BySex(Decimal(male), Decimal(female))


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
    corroboration_percent: Percent = Decimal(3)
    corroboration_days: Days = 45
    fluid_rise_percent: Percent = Decimal(5)
    fluid_return_percent: Percent = Decimal(2)
    fluid_return_days: Days = 30
    beyond_lookback_months: Annotated[int, Limits(7, 120, "months")] = 24

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
class Fearon2011Rules(Rules):
    """Fearon 2011, Lancet Oncol 12:489: loss > 5 %, or > 2 % with BMI < 20 or with low muscle."""

    enabled: bool = True
    weight_loss_percent: Annotated[
        LossPercent,
        About("Cachexia is met above this loss in six months.", "Fearon 2011, Lancet Oncol 12:489", (2, 10)),
    ] = Decimal(5)
    ongoing_loss_percent: Percent = Decimal(2)
    bmi: BodyMassIndex = Decimal(20)
    asmi_dxa: BySex = field(default_factory=lambda: _by_sex("7.26", "5.45"))
    smi_l3_ct: BySex = field(default_factory=lambda: _by_sex("55", "39"))
    ffmi_bia: BySex = field(default_factory=lambda: _by_sex("14.6", "11.4"))
    mama: BySex = field(default_factory=lambda: _by_sex("32", "18"))


@dataclass(frozen=True)
class Evans2008Rules(Rules):
    """Evans 2008, Clin Nutr 27:793: loss >= 5 % in 12 months and three of five."""

    enabled: bool = True
    weight_loss_percent: Percent = Decimal(5)
    bmi: BodyMassIndex = Decimal(20)
    crp_mg_per_l: CrpMgPerL = Decimal(5)
    il_6_pg_per_ml: Amount = Decimal(4)
    haemoglobin_g_per_dl: Annotated[Decimal, Limits(5, 20, "g/dL")] = Decimal(12)
    albumin_g_per_l: AlbuminGPerL = Decimal(32)
    intake_kcal_per_kg: Annotated[Decimal, Limits(5, 50, "kcal/kg/d")] = Decimal(20)
    grip_kg: BySex = field(default_factory=lambda: _by_sex("27", "16"))
    asmi_dxa: BySex = field(default_factory=lambda: _by_sex("7.25", "5.45"))


@dataclass(frozen=True)
class Fearon2006Rules(Rules):
    """Fearon 2006, Am J Clin Nutr 83:1345: weight loss, low intake, systemic inflammation."""

    enabled: bool = True
    weight_loss_percent: Percent = Decimal(10)
    intake_kcal: Annotated[Decimal, Limits(500, 3000, "kcal/d")] = Decimal(1500)
    crp_mg_per_l: CrpMgPerL = Decimal(10)


@dataclass(frozen=True)
class Glim2019Rules(Rules):
    """GLIM 2019, one-step: malnutrition, with stage; in a disease-based and a CRP-confirmed form."""

    in_order: ClassVar[tuple[tuple[str, str], ...]] = (
        ("weight_loss_percent", "severe_loss_percent"),
        ("weight_loss_beyond_percent", "severe_loss_beyond_percent"),
        ("severe_bmi", "bmi"),
        ("severe_bmi_older", "bmi_older"),
    )

    enabled: bool = True
    region: Literal["default", "asia"] = "default"
    weight_loss_percent: Percent = Decimal(5)
    weight_loss_beyond_percent: Percent = Decimal(10)
    severe_loss_percent: Percent = Decimal(10)
    severe_loss_beyond_percent: Percent = Decimal(20)
    older_from_years: Annotated[int, Limits(60, 80, "years")] = 70
    bmi: BodyMassIndex = Decimal(20)
    bmi_older: BodyMassIndex = Decimal(22)
    bmi_asia: BodyMassIndex = Decimal("18.5")
    bmi_older_asia: BodyMassIndex = Decimal(20)
    severe_bmi: BodyMassIndex = Decimal("18.5")
    severe_bmi_older: BodyMassIndex = Decimal(20)
    crp_mg_per_l: CrpMgPerL = Decimal(10)
    ffmi_bia: BySex = field(default_factory=lambda: _by_sex("17", "15"))
    asmi_dxa: BySex = field(default_factory=lambda: _by_sex("7.0", "5.5"))
    asmi_bia: BySex = field(default_factory=lambda: _by_sex("7.0", "5.7"))
    smi_l3_ct: BySex = field(default_factory=lambda: _by_sex("55", "39"))


@dataclass(frozen=True)
class Awgc2023Rules(Rules):
    """AWGC 2023, JCSM 14:1949: loss > 2 % or BMI < 21, with anorexia, weak grip or CRP > 5 mg/L."""

    enabled: bool = True
    weight_loss_percent: Percent = Decimal(2)
    weight_loss_operator: Literal[">", ">="] = ">"
    bmi: BodyMassIndex = Decimal(21)
    crp_mg_per_l: CrpMgPerL = Decimal(5)
    grip_kg: BySex = field(default_factory=lambda: _by_sex("28", "18"))


@dataclass(frozen=True)
class PrecachexiaRules(Rules):
    """Operational pre-cachexia: loss of 1 kg or more and up to 5 %, anorexia, CRP >= 10 mg/L (proposal)."""

    enabled: bool = True
    weight_loss_percent: Percent = Decimal(5)
    weight_loss_kg: Kilograms = Decimal(1)
    crp_mg_per_l: CrpMgPerL = Decimal(10)


@dataclass(frozen=True)
class MgpsRules(Rules):
    """GPS and mGPS: Forrest 2003, Proctor 2011, McMillan 2013. The Japanese variant (CRP > 5) is off."""

    crp_mg_per_l: CrpMgPerL = Decimal(10)
    albumin_g_per_l: AlbuminGPerL = Decimal(35)
    pairing_days: Days = 7
    japanese_variant: bool = False
    japanese_crp_mg_per_l: CrpMgPerL = Decimal(5)


@dataclass(frozen=True)
class GnriRules(Rules):
    """GNRI's ideal weight: Lorentz's formulae, or the weight at a BMI of 22."""

    ideal_weight: Literal["lorentz", "bmi_22"] = "lorentz"


@dataclass(frozen=True)
class ClinicalRules(Rules):
    """The clinical half of a ruleset."""

    primary: Criterion = Criterion.FEARON_2011
    fearon_2011: Fearon2011Rules = field(default_factory=Fearon2011Rules)
    evans_2008: Evans2008Rules = field(default_factory=Evans2008Rules)
    fearon_2006: Fearon2006Rules = field(default_factory=Fearon2006Rules)
    glim_2019: Glim2019Rules = field(default_factory=Glim2019Rules)
    awgc_2023: Awgc2023Rules = field(default_factory=Awgc2023Rules)
    precachexia: PrecachexiaRules = field(default_factory=PrecachexiaRules)
    mgps: MgpsRules = field(default_factory=MgpsRules)
    gnri: GnriRules = field(default_factory=GnriRules)
    weight_series: WeightSeriesRules = field(default_factory=WeightSeriesRules)
    staleness: StalenessRules = field(default_factory=StalenessRules)
    lab_plausibility: LabPlausibilityRules = field(default_factory=LabPlausibilityRules)
    crp_nmol_per_mg: Annotated[Decimal, Limits(5, 20, "nmol/mg")] | None = None
    """Unset: a molar CRP is known only to lie between the two published factors."""
    albumin_molar_mass: Annotated[Decimal, Limits(60000, 70000, "g/mol")] = Decimal(66500)
    confounders: ConfounderRules = field(default_factory=ConfounderRules)
    referrals: ReferralRules = field(default_factory=ReferralRules)

    def objections(self) -> Iterator[Objection]:
        """Without its primary criterion nothing has a status."""
        yield from super().objections()
        if self.primary not in set(Criterion):
            yield Objection(("primary",), "primary must be a criterion")
        elif not getattr(self, self.primary).enabled:
            yield Objection(("primary", self.primary), "the primary criterion must be enabled")
