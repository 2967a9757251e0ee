"""A ResearchStudy becomes a trial: its address is one that a browser may open, its cancers are codes that we know."""

from typing import Any

import msgspec
import pytest

from cds_service.clinical.trials import CodePrefix
from cds_service.fhir.research_study import trial_of
from cds_service.fhir.resources import ResearchStudy
from cds_service.fhir.systems import ICD_10_CM
from tests.fhir_builders import concept

NCT = {"system": "https://clinicaltrials.gov", "value": "NCT05865535"}


def study(**fields: Any) -> ResearchStudy:
    written = {"resourceType": "ResearchStudy", "id": "s1", "title": "A trial", "status": "active", **fields}
    return msgspec.convert(written, ResearchStudy)


@pytest.mark.parametrize("change", [{"status": "completed"}, {"status": None}, {"title": None}, {"id": None}])
def test_a_study_that_admits_nobody_or_has_no_name_is_no_trial(change: dict[str, Any]) -> None:
    assert trial_of(study(**change)) is None


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"relatedArtifact": [{"url": "https://example.org/t"}], "identifier": [NCT]}, "https://example.org/t"),
        (
            {"relatedArtifact": [{"url": "http://example.org/t"}, {}], "identifier": [{"value": "7"}, NCT]},
            "https://clinicaltrials.gov/study/NCT05865535",
        ),
        ({"identifier": [{"system": "https://clinicaltrials.gov"}]}, ""),
    ],
)
def test_its_address_is_a_secure_one_or_that_of_the_register(fields: dict[str, Any], url: str) -> None:
    trial = trial_of(study(**fields))
    assert trial is not None
    assert trial.url == url


def test_only_codes_of_systems_that_we_know_decide_whom_it_concerns() -> None:
    trial = trial_of(study(condition=[concept(ICD_10_CM, "C25"), concept("urn:site", "pancreas")]))
    assert trial is not None
    assert trial.cancers == (CodePrefix(ICD_10_CM, "C25"),)
