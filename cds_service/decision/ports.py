"""What answering needs from elsewhere: the rules that govern it."""

from typing import Literal, Protocol

from cds_service.cards.rules import CardRules
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.trials import Trial
from cds_service.fhir.code_rules import CodeRules


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
