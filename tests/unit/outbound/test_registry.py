"""The trial registry is filled from ResearchStudy, refreshed in the background, and keeps its last good copy."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from cds_service.clinical.trials import CodePrefix, Trial
from cds_service.decision.failure import Failure
from cds_service.fhir.systems import ICD_10_CM
from cds_service.outbound.registry import TrialRegistry
from tests.fhir_builders import ICD_10_CM as ICD
from tests.fhir_builders import bundle, concept
from tests.unit.outbound.fixtures import POLICY, Start
from tests.unit.outbound.stub_server import Reply, Seen
from tests.waiting import PATIENCE_SECONDS, wait_until


def study(identity: str, **fields: Any) -> dict[str, Any]:
    return {
        "resourceType": "ResearchStudy",
        "id": identity,
        "title": "Exercise and nutrition",
        "status": "active",
        "identifier": [{"system": "https://clinicaltrials.gov", "value": "NCT00000001"}],
        "condition": [concept(ICD, "C25")],
        **fields,
    }


def studies(_seen: Seen) -> Reply:
    return Reply(bundle(study("a"), study("b", status="completed"), study("c", title=None)))


EXPECTED = Trial(
    "NCT00000001",
    "Exercise and nutrition",
    "https://clinicaltrials.gov/study/NCT00000001",
    cancers=(CodePrefix(ICD_10_CM, "C25"),),
    eligibility_known=False,
)


def test_open_studies_become_trials(start: Start, tmp_path: Path) -> None:
    registry = TrialRegistry(POLICY, start(studies).base, tmp_path)
    assert registry.refresh() is None
    assert registry() == (EXPECTED,)


def test_a_document_of_the_study_is_its_link(start: Start, tmp_path: Path) -> None:
    artifact = [{"type": "documentation", "url": "https://hospital.example/trial"}]
    server = start(lambda _: Reply(bundle(study("a", relatedArtifact=artifact))))
    registry = TrialRegistry(POLICY, server.base, tmp_path)
    registry.refresh()
    assert registry()[0].url == "https://hospital.example/trial"


@pytest.mark.parametrize("reply", [Reply(b"{}", status=500), Reply(b"<html>", headers={"Content-Type": "text/html"})])
def test_the_last_good_copy_is_kept(start: Start, tmp_path: Path, reply: Reply) -> None:
    server = start(studies)
    registry = TrialRegistry(POLICY, server.base, tmp_path)
    registry.refresh()
    server.answer = lambda _: reply
    assert isinstance(registry.refresh(), Failure)
    assert registry() == (EXPECTED,)


def test_a_new_process_begins_with_the_last_good_copy(start: Start, tmp_path: Path) -> None:
    server = start(studies)
    TrialRegistry(POLICY, server.base, tmp_path).refresh()
    server.answer = lambda _: Reply(b"{}", status=500)
    assert TrialRegistry(POLICY, server.base, tmp_path)() == (EXPECTED,)


def test_a_damaged_copy_is_no_copy(start: Start, tmp_path: Path) -> None:
    (tmp_path / "trials.json").write_text('[{"identifier": 1', "utf-8")
    assert TrialRegistry(POLICY, start(studies).base, tmp_path)._kept() == ()


def test_a_refresh_happens_in_the_background_and_once(start: Start, tmp_path: Path) -> None:
    may_answer = Event()

    def when_it_may(seen: Seen) -> Reply:
        may_answer.wait(PATIENCE_SECONDS)
        return studies(seen)

    server = start(when_it_may)
    registry = TrialRegistry(POLICY, server.base, tmp_path)
    assert [registry(), registry()] == [(), ()]
    may_answer.set()
    wait_until(lambda: registry() == (EXPECTED,), "the trials were read")
    assert len(server.seen) == 1
