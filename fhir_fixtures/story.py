"""A story: one invented patient, and what a clinician should see when opening the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Resource = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the record must lead to, worked out by hand from the papers; never copied from an output."""

    status: str
    verdicts: Mapping[str, str] = field(default_factory=dict)
    """By criterion; one that is not named here is not judged by the story."""
    details: Mapping[str, Any] = field(default_factory=dict)
    """More of a finding: "glim_2019.stage": 1."""
    loss: str | None = None
    """Percent of the reference weight over six months, three decimals; negative is a gain."""
    bmi: str | None = None
    excluded: tuple[str, ...] = ()
    """The reason of every weight that was left out."""
    confounders: tuple[tuple[str, str], ...] = ()
    referrals: tuple[str, ...] = ()
    active: tuple[tuple[str, str], ...] = ()
    """Referrals that the chart already holds, with the day."""
    scores: Mapping[str, Any] = field(default_factory=dict)
    cards: int = 0
    indicator: str = ""
    """Of the first card."""
    summary: tuple[str, ...] = ()
    """Words that stand in the first card's summary."""
    told: tuple[str, ...] = ()
    """Words that stand in the first card's detail."""
    never: tuple[str, ...] = ()
    """Words that stand in no card."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """One patient: an id that is also the folder's name, one sentence, the resources, and the facts."""

    id: str
    sentence: str
    facts: Facts
    resources: tuple[Resource, ...]
    """All that a server holds, or the first page of it."""
    pages: tuple[tuple[Resource, ...], ...] = ()
    """The pages after the first."""
    strays: tuple[Resource, ...] = ()
    """Another patient's resources that a client mixes in."""
    malformed: frozenset[str] = frozenset()
    """Ids of resources that are deliberately no valid FHIR."""

    @property
    def everything(self) -> tuple[Resource, ...]:
        """The patient's resources of all pages."""
        return (*self.resources, *(resource for page in self.pages for resource in page))
