"""The registry of criteria, and every number and choice of the clinical rules with the published values as defaults.

A criterion is registered in two lines: its member of `Criterion` and its section of `CriteriaRules`; mypy asks for
the second. `docs/clinical-manual.md` gives the source of each number; those marked "proposal" there are ours, not a
paper's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, Self

from .criteria import (
    awgc_2023,
    evans_2008,
    fearon_2006,
    fearon_2011,
    glasgow,
    glim_2019,
    precachexia,
    refractory,
    wlgs,
)
from .criteria.awgc_2023 import Awgc2023Rules
from .criteria.blood_indices import GnriRules
from .criteria.evans_2008 import Evans2008Rules
from .criteria.fearon_2006 import Fearon2006Rules
from .criteria.fearon_2011 import Fearon2011Rules
from .criteria.glasgow import MgpsRules
from .criteria.glim_2019 import Glim2019Rules
from .criteria.precachexia import PrecachexiaRules
from .criteria.refractory import RefractoryRules
from .definition import CriterionRules, Definition, R, Score
from .finding import Finding
from .limits import Objection, Rules
from .reading_rules import ReadingRules
from .referral_rules import ReferralRules
from .risk_rules import PUBLISHED, Risk
from .snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Registered(Generic[R]):
    """A definition, and where its settings stand in the rules."""

    definition: Definition[R]
    section: Callable[["CriteriaRules"], R]


class _Key(StrEnum):
    """Base of the enums of what finds something: the value is the definition's id."""

    registered: Registered[Any]

    def __new__(cls, registered: Registered[Any]) -> Self:
        member = str.__new__(cls, registered.definition.id)
        member._value_ = registered.definition.id
        member.registered = registered
        return member

    @property
    def definition(self) -> Definition[Any]:
        """What is published about it."""
        return self.registered.definition

    def enabled(self, rules: "CriteriaRules") -> bool:
        """Say whether it is switched on; what has no switch always is."""
        section = self.registered.section(rules)
        return section.enabled if isinstance(section, CriterionRules) else True

    def assess(self, snapshot: Snapshot, rules: "CriteriaRules") -> Finding:
        """Decide it for one patient."""
        return self.definition.assess(snapshot, self.registered.section(rules))

    def in_words(self, rules: "CriteriaRules") -> str:
        """Describe it with the numbers in force."""
        return self.definition.in_words(self.registered.section(rules))


class Criterion(_Key):
    """The criteria that can be the primary one, in the order in which they are told."""

    FEARON_2011 = Registered(fearon_2011.DEFINITION, lambda rules: rules.fearon_2011)
    EVANS_2008 = Registered(evans_2008.DEFINITION, lambda rules: rules.evans_2008)
    FEARON_2006 = Registered(fearon_2006.DEFINITION, lambda rules: rules.fearon_2006)
    GLIM_2019 = Registered(glim_2019.DEFINITION, lambda rules: rules.glim_2019)
    AWGC_2023 = Registered(awgc_2023.DEFINITION, lambda rules: rules.awgc_2023)


class Stage(_Key):
    """What is suspected before and after cachexia."""

    PRECACHEXIA = Registered(precachexia.DEFINITION, lambda rules: rules.precachexia)
    REFRACTORY = Registered(refractory.DEFINITION, lambda rules: rules.refractory)


FindingKey = Criterion | Stage


@dataclass(frozen=True)
class CriteriaRules(Rules):
    """What is held against the values that count: one section a criterion, and which of them is the primary one."""

    primary: Criterion = Criterion.FEARON_2011
    fearon_2011: Fearon2011Rules = field(default_factory=Fearon2011Rules)
    evans_2008: Evans2008Rules = field(default_factory=Evans2008Rules)
    fearon_2006: Fearon2006Rules = field(default_factory=Fearon2006Rules)
    glim_2019: Glim2019Rules = field(default_factory=Glim2019Rules)
    awgc_2023: Awgc2023Rules = field(default_factory=Awgc2023Rules)
    precachexia: PrecachexiaRules = field(default_factory=PrecachexiaRules)
    refractory: RefractoryRules = field(default_factory=RefractoryRules)
    mgps: MgpsRules = field(default_factory=MgpsRules)
    gnri: GnriRules = field(default_factory=GnriRules)

    def objections(self) -> Iterator[Objection]:
        """Without its primary criterion nothing has a status."""
        yield from super().objections()
        if self.primary not in set(Criterion):
            yield Objection(("primary",), "primary must be a criterion")
        elif not self.primary.enabled(self):
            yield Objection(("primary", self.primary.value), "the primary criterion must be enabled")


@dataclass(frozen=True)
class ClinicalRules(ReadingRules, CriteriaRules):
    """The clinical half of a ruleset: how the record is read, what is held against it, what follows."""

    at_risk_by: tuple[Risk, ...] = PUBLISHED
    """The reasons that make a patient "at risk" while the primary criterion does not hold."""
    referrals: ReferralRules = field(default_factory=ReferralRules)


def scores_in_words(rules: CriteriaRules) -> tuple[tuple[Score, str], ...]:
    """Describe the scores that a card shows."""
    return ((glasgow.SCORE, glasgow.in_words(rules.mgps)), (wlgs.SCORE, wlgs.in_words()))
