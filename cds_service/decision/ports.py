"""What answering needs from elsewhere: the rules that govern it, and a way to read what the client did not send."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from cds_service.cards.rules import CardRules
from cds_service.clinical.facts import Coding
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.trials import Trial
from cds_service.fhir.batch import Batch
from cds_service.fhir.code_rules import CodeRules
from cds_service.hooks.request import HookCall


class Governing(Protocol):
    """A ruleset, as far as answering a call reads it. One version holds for one decision."""

    @property
    def name(self) -> str: ...  # noqa: D102 - a protocol's names speak
    @property
    def version(self) -> int: ...  # noqa: D102
    @property
    def mode(self) -> Literal["live", "silent"]: ...  # noqa: D102
    @property
    def clinical(self) -> ClinicalRules: ...  # noqa: D102
    @property
    def cards(self) -> CardRules: ...  # noqa: D102
    @property
    def codes(self) -> CodeRules: ...  # noqa: D102
    @property
    def trials(self) -> tuple[Trial, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read for one key: its query, and the first page where the client has sent it already."""

    template: str
    begun: Batch | None = None


class Fetch(Protocol):
    """Reads what is missing from the FHIR server of a call, before the deadline that began when the call arrived."""

    def __call__(self, call: HookCall, wanted: Mapping[str, Wanted], arrived: float) -> Mapping[str, Batch | str]:
        """Give each key whole, or the one word of the failure."""


class Recognise(Protocol):
    """Asks a terminology server which codes mean a malignancy, before the call's deadline."""

    def __call__(self, codings: Iterable[Coding], arrived: float) -> frozenset[Coding]:
        """Give those of the codes that do; what could not be asked is not among them."""
