"""A ResearchStudy of a trials server as a trial of the registry.

It carries no structured eligibility, so a patient can at most *may* fit: the card says that eligibility is unknown.
"""

from collections.abc import Iterator

from cds_service.clinical.trials import CodePrefix, Trial

from . import systems
from .code_book import codings_of
from .resources import ResearchStudy

RECRUITMENT = {"active": "recruiting", "approved": "not_yet_recruiting", "in-review": "not_yet_recruiting"}
CLINICAL_TRIALS_GOV = "clinicaltrials.gov"


def trial_of(study: ResearchStudy) -> Trial | None:
    """Read a study; None without a title or where it admits nobody (any more)."""
    recruitment = RECRUITMENT.get(study.status or "")
    if recruitment is None or not study.title or not study.id:
        return None
    return Trial(
        identifier=next((one.value for one in study.identifier if one.value), study.id),
        title=study.title,
        url=next(_addresses(study), ""),
        recruitment="recruiting" if recruitment == "recruiting" else "not_yet_recruiting",
        cancers=tuple(_cancers(study)),
        eligibility_known=False,
    )


def _addresses(study: ResearchStudy) -> Iterator[str]:
    for artifact in study.related_artifact:
        if artifact.url and artifact.url.startswith("https://"):
            yield artifact.url
    for identifier in study.identifier:
        if CLINICAL_TRIALS_GOV in (identifier.system or "") and identifier.value:
            yield f"https://{CLINICAL_TRIALS_GOV}/study/{identifier.value}"


def _cancers(study: ResearchStudy) -> Iterator[CodePrefix]:
    known = {systems.SNOMED_CT, systems.ICD_9_CM, *systems.ICD_10_FAMILY}
    for concept in study.condition:
        for coding in codings_of(concept):
            if coding.system in known:
                yield CodePrefix(coding.system, coding.code)
