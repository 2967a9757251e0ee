"""One patient as the criteria see them: typed, dated, sourced."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import is_

from .calendar import When
from .facts import Coding, Fact, Kind, Standing
from .measures import Family, Measure
from .referral_rules import ReferralKind
from .span import Span


class Sex(StrEnum):
    """The sex that sex-specific cut-offs ask for; the record may not say."""

    FEMALE = "female"
    MALE = "male"


class ReferralState(StrEnum):
    """How far a referral has come."""

    ACTIVE = "active"
    DRAFT = "draft"
    COMPLETED = "completed"


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
    UNCONFIRMED = "unconfirmed"
    HEIGHT_CONFLICT = "height_conflict"
    CONFLICTING_DAY = "conflicting_day"
    ISOLATED_SPIKE = "isolated_spike"
    DATE_MISSING = "date_missing"
    DATE_FUTURE = "date_future"
    OTHER_PATIENT = "other_patient"
    MALFORMED = "malformed"


@dataclass(slots=True, unsafe_hash=True)  # not frozen, though nobody changes it: a call makes thousands
class Recorded:
    """A value as the record writes it ("176.4", "[lb_av]"), its date and the resource that holds it."""

    value: str
    unit: str
    when: When
    source: str
    moment: str = ""
    """The instant, to order values of one day; of weights, whose day alone counts, as sent."""

    @property
    def text(self) -> str:
        """The value with its unit."""
        return f"{self.value} {self.unit}".strip()


class WeightKind(StrEnum):
    """How a weight may be used."""

    MEASURED = "measured"
    DRY = "dry"  # measured after dialysis: the only kind that counts in a patient on dialysis
    STATED = "stated"  # told by the patient: a baseline of low trust, never the current weight
    USUAL = "usual"  # told as the weight before, at no date: it says how much was lost, never since when


@dataclass(slots=True, unsafe_hash=True)  # as Recorded
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


@dataclass(slots=True, unsafe_hash=True)  # as Recorded
class Measured:
    """A value of any other measure; its span is in the unit of the measure.

    `molar` is set where the record gives an amount of substance whose factor to mass is a setting: the span is
    then in nmol/L (CRP) or umol/L (albumin), and the ruleset converts it.
    """

    measure: Measure
    span: Span
    recorded: Recorded
    method: str = ""
    """How the laboratory did it, where its code says so: BCG or BCP for albumin."""
    molar: bool = False


@dataclass(frozen=True, slots=True)
class CascoTotal:
    """An entered CASCO total, with the version of the instrument."""

    total: Decimal
    version: str
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class ScreeningScore:
    """An entered score of a screening tool, by the tool's name in rulesets; the items are not kept."""

    tool: str
    score: Decimal
    recorded: Recorded


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral that the chart already holds: which one, since when, and how far it has come."""

    kind: ReferralKind
    since: When | None
    source: str
    state: ReferralState = ReferralState.ACTIVE


@dataclass(frozen=True, slots=True)
class UnreadMedicine:
    """A medicine of which the record gives neither a code nor a name: it may be one that lowers weight."""

    source: str


@dataclass(frozen=True, slots=True)
class Excluded:
    """A value that was left out, and why."""

    source: str
    reason: Reason
    measure: Measure = Measure.WEIGHT
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
    values: tuple[Measured, ...] = ()
    """Laboratory, muscle, function, intake: everything measured but weights and heights."""
    casco: tuple[CascoTotal, ...] = ()
    screenings: tuple[ScreeningScore, ...] = ()
    referrals: tuple[Referral, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    unavailable: tuple[str, ...] = ()
    """Kinds of data that could not be had: their absence from the record says nothing."""
    failed: tuple[str, ...] = ()
    """Those of them that were asked for, and whose read failed; the others a client never sends."""
    unrecognised: tuple[Coding, ...] = ()
    """Active conditions whose code no list of ours knows."""
    unrecognised_diagnoses: int = 0
    """How many active conditions have no code in a system that anybody here knows: one may be the cancer."""
    unread_medicines: int = 0
    set_aside: int = 0
    """Resources that could not be read at all."""
    _facts: dict[tuple[Kind, Standing], list[Fact]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _values: dict[Measure, list[Measured]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for fact in self.facts:
            self._facts.setdefault((fact.kind, fact.standing), []).append(fact)
        for value in self.values:
            self._values.setdefault(value.measure, []).append(value)

    def as_of(self, today: date) -> "PatientRecord":
        """Give the record without the facts and referrals that came later; later values are named when read."""
        facts = tuple(fact for one in self.facts if (fact := one.as_of(today)))
        referrals = tuple(one for one in self.referrals if one.since is None or one.since.first <= today)
        if len(facts) == len(self.facts) and all(map(is_, facts, self.facts)) and len(referrals) == len(self.referrals):
            return self
        return replace(self, facts=facts, referrals=referrals)

    def stated(self, kind: Kind, standing: Standing = Standing.ACTIVE) -> tuple[Fact, ...]:
        """List the facts of one kind and standing, in a stable order."""
        return tuple(self._facts.get((kind, standing), ()))

    def known(self, kind: Kind) -> tuple[Fact, ...]:
        """List the facts of one kind that are or were so."""
        return (*self.stated(kind), *self.stated(kind, Standing.INACTIVE))

    def measured(self, measure: Measure) -> tuple[Measured, ...]:
        """List the values of a measure, in a stable order."""
        return tuple(self._values.get(measure, ()))

    @property
    def labs(self) -> tuple[Measured, ...]:
        """The laboratory values, in a stable order."""
        return tuple(value for value in self.values if value.measure.family is Family.LABORATORY)

    def dead_on(self, today: date) -> bool:
        """Say whether the patient had died by that day."""
        return self.deceased or (self.death is not None and self.death.first <= today)
