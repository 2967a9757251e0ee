"""What the rules say of one patient on one day: status, findings, scores, confounders, referrals."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .calendar import When
from .caution import Caution
from .confounder_rules import Action, ConfounderCode
from .confounders import Confounder
from .criteria.casco import Casco
from .facts import Kind
from .finding import Finding
from .record import ReferralState
from .referral_rules import ReferralKind
from .risk_rules import Risk
from .ruleset import ClinicalRules, Criterion, FindingKey
from .snapshot import Snapshot
from .span import Span
from .status import Status
from .trials import Match
from .verdict import Verdict
from .weight_history import WeightHistory

DECISIVE = frozenset({"weights", "heights", "labs", "function"})
"""The kinds of data that a criterion weighs."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Prognostic scores; None where one cannot be computed."""

    wlgs: int | None
    gps: int | None
    mgps: int | None
    crp_albumin_ratio: Fraction | None
    nlr: Fraction | None
    pni: Fraction | None
    gnri: Fraction | None
    conut: int | None
    casco: Casco | None


@dataclass(frozen=True, slots=True)
class ActiveReferral:
    """A referral that the findings support and that the chart already holds, and how far it has come."""

    kind: ReferralKind
    since: When | None
    source: str
    state: ReferralState = ReferralState.ACTIVE


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer to what the record leaves in doubt, and what the primary criterion says under it."""

    weight: WeightHistory
    primary: Verdict


@dataclass(frozen=True)
class Assessment:
    """The answer of the clinical core, with everything that a card or an auditor needs to explain it."""

    status: Status
    rules: ClinicalRules
    snapshot: Snapshot
    findings: dict[FindingKey, Finding]
    scores: Scores
    confounders: tuple[Confounder, ...] = ()
    referrals: tuple[ReferralKind, ...] = ()
    active_referrals: tuple[ActiveReferral, ...] = ()
    trials: tuple[Match, ...] = ()
    performance: Span | None = None
    cautions: tuple[Caution, ...] = ()
    risks: tuple[Risk, ...] = ()
    """Why the patient is at risk although the primary criterion may not hold."""
    readings: tuple[Reading, ...] = ()
    """Where a doubt is open: what each answer to it means."""

    @property
    def primary(self) -> Criterion:
        """The criterion that decides."""
        return self.rules.primary

    @property
    def patient(self) -> str:
        """The id of the patient's resource."""
        return self.snapshot.record.patient

    @property
    def as_of(self) -> date:
        """The day that counts as today."""
        return self.snapshot.today

    @property
    def primary_finding(self) -> Finding:
        """The finding of the primary criterion."""
        return self.findings[self.primary]

    @property
    def downgraded(self) -> bool:
        """Whether a confounder turns the warning into information, or a course that is no longer downhill."""
        return self.snapshot.weight.loss_is_past or any(one.action is Action.DOWNGRADE for one in self.confounders)

    @property
    def cancer_is_suspected(self) -> bool:
        """Whether every cancer that counts is only provisional, suspected or not yet confirmed."""
        cancers = self.snapshot.record.stated(Kind.CANCER)
        return bool(cancers) and all(Caution.CANCER_UNCONFIRMED in one.cautions for one in cancers)

    @property
    def unread(self) -> tuple[str, ...]:
        """Kinds of data of which a read failed, and that could have decided what is open."""
        if self.primary_finding.verdict is not Verdict.UNKNOWN:
            return ()
        return tuple(one for one in self.snapshot.record.failed if one in DECISIVE)

    @property
    def spares_the_dying(self) -> bool:
        """Whether nothing is shown: in hospice nobody is asked for a weight."""
        in_hospice = any(one.code is ConfounderCode.HOSPICE for one in self.confounders)
        return in_hospice and self.status is not Status.REFRACTORY_SUSPECTED
