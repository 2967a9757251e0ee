"""One document that decides everything an administrator may decide."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from cds_service.cards.rules import CardRules
from cds_service.clinical.limits import Limits, Rules
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.trials import Trial
from cds_service.fhir.code_rules import CodeRules


@dataclass(frozen=True)
class Ruleset(Rules):
    """Clinical rules, cards, codes and trials, under a name and a version. The defaults are the published numbers.

    `silent`: everything is computed and recorded, nothing is shown.
    """

    name: str = "default"
    version: Annotated[int, Limits(1, 1_000_000, "")] = 1
    mode: Literal["live", "silent"] = "live"
    clinical: ClinicalRules = field(default_factory=ClinicalRules)
    cards: CardRules = field(default_factory=CardRules)
    codes: CodeRules = field(default_factory=CodeRules)
    trials: tuple[Trial, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.name.strip() or len(self.name) > 60:
            raise ValueError("name must have 1 to 60 characters")
