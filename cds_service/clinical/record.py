"""One patient as the criteria see them: typed, dated, sourced; nothing of FHIR is left."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .calendar import When
from .facts import Coding, Fact, Kind, Standing
from .referral_rules import ReferralKind
from .span import Span


class Sex(StrEnum):
    """The sex that sex-specific cut-offs ask for; the record may not say."""

    FEMALE = "female"
    MALE = "male"


class Reason(StrEnum):
    """Why a value was left out of the evaluation."""

    STATUS = "status"
    CODE_DENIED = "code_denied"
    UNIT_MISSING = "unit_missing"
    UNIT_UNKNOWN = "unit_unknown"
    UNIT_SUSPECT = "unit_suspect"
    NO_VALUE = "no_value"
    COMPARATOR = "comparator"
    IMPLAUSIBLE = "implausible"
    CONFLICTING_DAY = "conflicting_day"
    ISOLATED_SPIKE = "isolated_spike"
    DATE_MISSING = "date_missing"
    DATE_FUTURE = "date_future"
    OTHER_PATIENT = "other_patient"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A value as the record writes it ("176.4", "[lb_av]"), its date and the resource that holds it."""

    value: str
    unit: str
    when: When
    source: str
    moment: str = ""
    """The date and time as sent, to order values of one day; empty where only a date is given."""

    @property
    def text(self) -> str:
        """The value with its unit."""
        return f"{self.value} {self.unit}".strip()


class WeightKind(StrEnum):
    """How a weight may be used."""

    MEASURED = "measured"
    DRY = "dry"  # measured after dialysis: the only kind that counts in a patient on dialysis
    STATED = "stated"  # told by the patient: a baseline of low trust, never the current weight


@dataclass(frozen=True, slots=True)
class Weight:
    """A body weight in kilograms."""

    kg: Decimal
    recorded: Recorded
    kind: WeightKind = WeightKind.MEASURED
    in_pounds: bool = False
    """Whether the record states pounds: only such a value can be a kilogram filed as a pound."""


@dataclass(frozen=True, slots=True)
class Height:
    """A body height in centimetres."""

    cm: Decimal
    recorded: Recorded
    stated: bool = False


class Analyte(StrEnum):
    """What the laboratory measured, with the unit of its span."""

    CRP = "crp"  # mg/L
    ALBUMIN = "albumin"  # g/L
    PREALBUMIN = "prealbumin"  # mg/L
    HAEMOGLOBIN = "haemoglobin"  # g/dL
    IL_6 = "il_6"  # pg/mL
    LYMPHOCYTES = "lymphocytes"  # 10*9/L
    NEUTROPHILS = "neutrophils"  # 10*9/L
    CHOLESTEROL = "cholesterol"  # mg/dL


@dataclass(frozen=True, slots=True)
class Lab:
    """A laboratory result; its span is in the unit of its analyte.

    `molar` is set where the record gives an amount of substance whose factor to mass is a setting: the span is
    then in nmol/L (CRP) or umol/L (albumin), and the ruleset converts it.
    """

    analyte: Analyte
    span: Span
    recorded: Recorded
    method: str = ""
    molar: bool = False


class MuscleMethod(StrEnum):
    """How muscle was measured: every paper's cut-offs hold for the methods that it names."""

    ASMI_DXA = "asmi-dxa"  # kg/m2
    ASMI_BIA = "asmi-bia"  # kg/m2
    FFMI_BIA = "ffmi-bia"  # kg/m2
    SMI_L3_CT = "smi-l3-ct"  # cm2/m2
    MAMA = "mama"  # cm2


@dataclass(frozen=True, slots=True)
class Muscle:
    """A measure of muscle, in the unit of its method."""

    method: MuscleMethod
    span: Span
    recorded: Recorded


class FunctionKind(StrEnum):
    """Measures of what the patient does and eats, with the unit of their span."""

    ECOG = "ecog"  # grade 0 to 5
    KARNOFSKY = "karnofsky"  # percent
    GRIP = "grip"  # kgf
    INTAKE = "intake"  # kcal/d
    BMI = "bmi"  # kg/m2, as stored in the record


@dataclass(frozen=True, slots=True)
class Measure:
    """A functional measure, in the unit of its kind."""

    kind: FunctionKind
    span: Span
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class CascoTotal:
    """An entered CASCO total, with the version of the instrument."""

    total: Decimal
    version: str
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral that the chart already holds: which one, and since when."""

    kind: ReferralKind
    since: When | None
    source: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A value that was left out, and why."""

    source: str
    reason: Reason
    measure: str = "weight"
    text: str = ""
    when: When | None = None


@dataclass(frozen=True)
class PatientRecord:
    """Everything that the criteria may ask about one patient."""

    patient: str
    sex: Sex | None = None
    birth: When | None = None
    death: When | None = None
    deceased: bool = False
    """Stated to be dead without a date."""
    facts: tuple[Fact, ...] = ()
    weights: tuple[Weight, ...] = ()
    heights: tuple[Height, ...] = ()
    labs: tuple[Lab, ...] = ()
    muscles: tuple[Muscle, ...] = ()
    measures: tuple[Measure, ...] = ()
    casco: tuple[CascoTotal, ...] = ()
    referrals: tuple[Referral, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    unavailable: tuple[str, ...] = ()
    """Kinds of data that could not be had: their absence from the record says nothing."""
    unrecognised: tuple[Coding, ...] = ()
    """Active conditions whose code no list of ours knows."""
    set_aside: int = 0
    """Resources that could not be read at all."""
    _by_kind: dict[Kind, tuple[Fact, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for fact in self.facts:
            self._by_kind[fact.kind] = (*self._by_kind.get(fact.kind, ()), fact)

    def stated(self, kind: Kind, standing: Standing = Standing.ACTIVE) -> tuple[Fact, ...]:
        """List the facts of one kind and standing, in a stable order."""
        return tuple(fact for fact in self._by_kind.get(kind, ()) if fact.standing is standing)

    def dead_on(self, today: date) -> bool:
        """Say whether the patient had died by that day."""
        return self.deceased or (self.death is not None and self.death.first <= today)
