"""What a site may add to the code lists: its own codes, laid beside the published ones."""

from dataclasses import dataclass

from cds_service.clinical.limits import Rules

OWN_MEASURES = "urn:cachexia-cds:measure"
"""The default system of measures for which no standard code exists (asmi-dxa, smi-l3-ct, ...)."""


@dataclass(frozen=True)
class SystemCode(Rules):
    """A code in a system."""

    system: str
    code: str


@dataclass(frozen=True)
class CascoSource(Rules):
    """How a site records a CASCO total: an Observation code or a questionnaire's canonical URL, and the version."""

    version: str
    code: SystemCode | None = None
    questionnaire: str | None = None
    link_id: str = "total"


@dataclass(frozen=True)
class SymptomQuestion(Rules):
    """A question of a site's questionnaire whose boolean or yes/no answer states a symptom."""

    symptom: str
    questionnaire: str
    link_id: str


@dataclass(frozen=True)
class CodeRules(Rules):
    """A site's own codes, by what they mean."""

    admitted_statuses: tuple[str, ...] = ("final", "amended", "corrected")
    """Of Observations; entered-in-error and cancelled are never admitted."""
    cancer: tuple[SystemCode, ...] = ()
    weight: tuple[SystemCode, ...] = ()
    height: tuple[SystemCode, ...] = ()
    crp: tuple[SystemCode, ...] = ()
    albumin: tuple[SystemCode, ...] = ()
    grip: tuple[SystemCode, ...] = ()
    ecog: tuple[SystemCode, ...] = ()
    muscle_system: str = OWN_MEASURES
    casco: tuple[CascoSource, ...] = ()
    symptom_questions: tuple[SymptomQuestion, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        if {"entered-in-error", "cancelled"} & set(self.admitted_statuses):
            raise ValueError("entered-in-error and cancelled observations are never admitted")
