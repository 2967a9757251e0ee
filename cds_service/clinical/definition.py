"""A published criterion as one object: what it is called and cited, what may be set, how it decides.

Names on cards, the ruleset's section, the description page and the manual derive from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from .finding import Finding
from .limits import Rules
from .missing import Needed
from .snapshot import Snapshot

R = TypeVar("R", bound=Rules)


class Defines(StrEnum):
    """What a definition is a definition of."""

    CACHEXIA = "cachexia"
    MALNUTRITION = "malnutrition"
    STAGE = "stage"


@dataclass(frozen=True)
class CriterionRules(Rules):
    """Base of the settings of a criterion that a site can switch off."""

    enabled: bool = True


@dataclass(frozen=True, kw_only=True, eq=False)
class Definition(Generic[R]):
    """One criterion, or one stage; titles and questions are phrases of the catalogue."""

    id: str
    """Its name in rulesets and answers."""
    defines: Defines
    title: str
    """The short name on cards, with the edition: "Fearon 2011"."""
    in_full: str
    """The name with what it defines."""
    scope: str | None = None
    """What a reader may otherwise mistake the definition for."""
    heading: str
    """The name where the rules are described."""
    citation: str
    url: str
    rules: type[R]
    assess: Callable[[Snapshot, R], Finding]
    in_words: Callable[[R], str]
    """The rule in one sentence, with the numbers in force."""
    question: str | None = None
    """What it decides, where "Fearon 2011" would not say so."""
    questions: Mapping[Needed, str] = field(default_factory=dict)
    """What one missing item would decide, where that is less than the whole."""
    needs_a_loss: bool = False
    """Whether nothing else decides it where no loss is known."""
    any_chronic_disease: bool = False
    """Whether it is made for other chronic diseases as well as cancer."""
    beside_primary: bool = False
    """Whether it holds only where the primary criterion holds too."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """A prognostic score where the rules are described; it decides nothing."""

    heading: str
    citation: str
    url: str
