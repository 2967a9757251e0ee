"""One document that decides everything an administrator may decide."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal

from cds_service.cards.rules import CardRules
from cds_service.clinical.limits import Limits, Objection, Rules
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.trials import Trial
from cds_service.fhir.code_rules import CodeRules

from .canonical import as_data, sha256_of

PUBLISHED = "default"
"""The name of the published rules, and of no others."""
PUBLISHED_VERSION = 1


@dataclass(frozen=True)
class Ruleset(Rules):
    """Clinical rules, cards, codes and trials, under a name and a version. The defaults are the published numbers.

    `silent`: everything is computed and recorded, nothing is shown.
    """

    name: str = PUBLISHED
    version: Annotated[int, Limits(1, 1_000_000, "")] = PUBLISHED_VERSION
    mode: Literal["live", "silent"] = "live"
    clinical: ClinicalRules = field(default_factory=ClinicalRules)
    cards: CardRules = field(default_factory=CardRules)
    codes: CodeRules = field(default_factory=CodeRules)
    trials: tuple[Trial, ...] = ()

    def objections(self) -> Iterator[Objection]:
        """A name that says nothing, or something wrong."""
        yield from super().objections()
        if not self.name.strip() or len(self.name) > 60 or not self.name.isprintable():
            yield Objection(("name",), "name must have 1 to 60 characters, all of them printable")
        if self.name.strip().casefold() == PUBLISHED and not self.says_what_is_published:
            sentence = f"only the published rules, version {PUBLISHED_VERSION}, are called {PUBLISHED}"
            yield Objection(("name",), f"{sentence}; give these a name of their own")

    @property
    def says_what_is_published(self) -> bool:
        """Whether it differs from the published rules in nothing but its mode."""
        said = (self.version, self.clinical, self.cards, self.codes, self.trials)
        return said == (PUBLISHED_VERSION, ClinicalRules(), CardRules(), CodeRules(), ())

    @property
    def label(self) -> str:
        """Name and version; for a site's own rules also what tells two of one name and version apart."""
        named = f"{self.name} version {self.version}"
        return named if self.says_what_is_published else f"{named} ({self.sha256[:8]})"

    @cached_property
    def sha256(self) -> str:
        """The hash of what it says, whatever it is called; silencing is no other ruleset."""
        return sha256_of(as_data(self))
