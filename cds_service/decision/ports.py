"""What answering needs from elsewhere: the rules that govern it, and a way to read what the client did not send."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cds_service.cards.rules import CardRules
from cds_service.clinical.facts import Coding
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.trials import Trial
from cds_service.fhir.batch import Batch
from cds_service.fhir.code_rules import CodeRules
from cds_service.hooks.request import HookCall

from .failure import Failure


class Governing(Protocol):
    """A ruleset, as far as answering a call reads it. One version holds for one decision."""

    @property
    def name(self) -> str:
        """The ruleset's name, as records hold it."""
        ...

    @property
    def version(self) -> int:
        """Its version; every change of a rule has its own."""
        ...

    @property
    def label(self) -> str:
        """Name and version in one, as cards show them; tells any two rulesets apart."""
        ...

    @property
    def sha256(self) -> str:
        """The hash of what it says, apart from name, version and mode."""
        ...

    @property
    def mode(self) -> Literal["live", "silent"]:
        """Whether cards are shown, or only computed."""
        ...

    @property
    def clinical(self) -> ClinicalRules:
        """Thresholds, windows, confounders, referrals."""
        ...

    @property
    def cards(self) -> CardRules:
        """Which cards exist and what they carry."""
        ...

    @property
    def codes(self) -> CodeRules:
        """The site's own codes beside the published ones."""
        ...

    @property
    def trials(self) -> tuple[Trial, ...]:
        """The trials that the site has entered."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read for one key: its query, and the first pages where the client has sent them already."""

    query: str = field(repr=False)
    plain: str | None = field(default=None, repr=False)
    """The query before it was narrowed, for a server that refuses the narrowed one; None where nothing was."""
    begun: Batch | None = field(default=None, repr=False)


class Fetch(Protocol):
    """Reads what is missing from the FHIR server of a call, before the deadline that began when the call arrived."""

    def __call__(self, call: HookCall, wanted: Mapping[str, Wanted], arrived: float) -> Mapping[str, Batch | Failure]:
        """Give each key whole, or the failure."""


class Recognise(Protocol):
    """Asks a terminology server which codes mean a malignancy, before the call's deadline."""

    def __call__(self, codings: Iterable[Coding], arrived: float) -> frozenset[Coding]:
        """Give those of the codes that do; what could not be asked is not among them."""
