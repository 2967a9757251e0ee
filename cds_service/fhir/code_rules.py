"""What a site may add to the code lists: its own codes, laid beside the published ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cds_service.clinical.limits import Code, CodeSystem, Objection, Rules

ObservationStatus = Literal[
    "registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"
]

OWN_MEASURES = "urn:cachexia-cds:measure"
"""The default system of measures for which no standard code exists (asmi-dxa, smi-l3-ct, ...)."""


@dataclass(frozen=True)
class SystemCode(Rules):
    """A code in a system."""

    system: CodeSystem
    code: Code


@dataclass(frozen=True)
class SameSystem(Rules):
    """A code system of a site that holds the codes of a published one under another name."""

    system: CodeSystem
    same_as: CodeSystem


@dataclass(frozen=True)
class CascoSource(Rules):
    """How a site records a CASCO total: an Observation code or a questionnaire's canonical URL, and the version."""

    version: str
    code: SystemCode | None = None
    questionnaire: str | None = None
    link_id: str = "total"

    def objections(self) -> Iterator[Objection]:
        """A total is found by a code or in a questionnaire."""
        yield from super().objections()
        if self.code is None and not self.questionnaire:
            yield Objection(("code", "questionnaire"), "a CASCO total needs a code or a questionnaire")


@dataclass(frozen=True)
class ScreeningSource(Rules):
    """How a site records a screening score: an Observation code, or a question of a questionnaire."""

    tool: Literal["mst", "nrs_2002", "must", "pg_sga", "snaq_short", "snaq_appetite", "faact", "vas_appetite"]
    code: SystemCode | None = None
    questionnaire: str | None = None
    link_id: str = "total"

    def objections(self) -> Iterator[Objection]:
        """A score is found by a code or in a questionnaire."""
        yield from super().objections()
        if self.code is None and not self.questionnaire:
            yield Objection(("code", "questionnaire"), "a screening score needs a code or a questionnaire")


@dataclass(frozen=True)
class SymptomQuestion(Rules):
    """A question of a site's questionnaire whose boolean or yes/no answer states a symptom."""

    symptom: Literal["anorexia", "fatigue", "weakness"]
    questionnaire: str
    link_id: str


@dataclass(frozen=True)
class CodeRules(Rules):
    """A site's own codes, by what they mean."""

    admitted_statuses: tuple[ObservationStatus, ...] = ("final", "amended", "corrected")
    """Of Observations; entered-in-error and cancelled are never admitted."""
    systems: tuple[SameSystem, ...] = ()
    """Whole systems of diagnoses, procedures and medicines under a name of the site's own."""
    cancer: tuple[SystemCode, ...] = ()
    prognosis_under_3_months: tuple[SystemCode, ...] = ()
    """By which codes clinicians record that they expect less than three months."""
    weight: tuple[SystemCode, ...] = ()
    height: tuple[SystemCode, ...] = ()
    crp: tuple[SystemCode, ...] = ()
    albumin: tuple[SystemCode, ...] = ()
    grip: tuple[SystemCode, ...] = ()
    ecog: tuple[SystemCode, ...] = ()
    muscle_system: CodeSystem = OWN_MEASURES
    casco: tuple[CascoSource, ...] = ()
    screening: tuple[ScreeningSource, ...] = ()
    symptom_questions: tuple[SymptomQuestion, ...] = ()

    @property
    def questionnaires(self) -> bool:
        """Whether any questionnaire is read at all."""
        sources = [*(one.questionnaire for one in self.casco), *(one.questionnaire for one in self.screening)]
        return bool(self.symptom_questions) or any(sources)

    def objections(self) -> Iterator[Objection]:
        """What was withdrawn is not read."""
        yield from super().objections()
        if {"entered-in-error", "cancelled"} & set(self.admitted_statuses):
            yield Objection(("admitted_statuses",), "entered-in-error and cancelled observations are never admitted")
