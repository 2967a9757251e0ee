"""What the rules say of one patient on one day: status, findings, scores, confounders, referrals."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .calendar import When
from .caution import Caution
from .confounder_rules import Action, ConfounderCode
from .confounders import Confounder
from .criteria.casco import Casco
from .finding import Finding
from .referral_rules import ReferralKind
from .ruleset import ClinicalRules, Criterion, FindingKey
from .snapshot import Snapshot
from .span import Span
from .status import Status
from .trials import Match


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
    """A referral that the findings support and that the chart already holds."""

    kind: ReferralKind
    since: When | None
    source: str


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
        """Whether a confounder turns the warning into information."""
        return any(one.action is Action.DOWNGRADE for one in self.confounders)

    @property
    def spares_the_dying(self) -> bool:
        """Whether nothing is shown: in hospice nobody is asked for a weight."""
        in_hospice = any(one.code is ConfounderCode.HOSPICE for one in self.confounders)
        return in_hospice and self.status is not Status.REFRACTORY_SUSPECTED
