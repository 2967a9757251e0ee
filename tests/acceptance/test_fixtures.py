"""The fixtures themselves: complete, unique, and answered for as a FHIR server would."""

from dataclasses import dataclass

import pytest

from fhir_fixtures import builders, codes, write
from fhir_fixtures.catalogue import STORIES
from fhir_fixtures.search import prefetch
from fhir_fixtures.story import Resource


@dataclass(frozen=True)
class Asked:
    key: str
    template: str


WEIGHTS = Asked(
    "weights",
    "Observation?patient={{context.patientId}}&code=http://loinc.org|29463-7,http://loinc.org|8341-0&_sort=-date",
)
RECORD = builders.chart(
    "p-1",
    builders.patient("Nobody Atall", "female", "1960-01-01"),
    builders.weight("2026-01-02", 70.0),
    builders.weight("2026-03-04", 69.0),
    builders.weight("2026-02-03", 68.0, code=codes.DRY_WEIGHT),
    builders.crp("2026-03-04", 5),
    builders.service_request("referral", codes.REFERRAL_TO_DIETITIAN, "2026-03-05"),
    builders.service_request("referral", codes.REFERRAL_TO_DIETITIAN, "2026-01-05", status="completed"),
)


def found(template: str, patient_id: str = "p-1", strays: tuple[Resource, ...] = ()) -> list[str]:
    bundle = prefetch(RECORD, patient_id, [Asked("key", template)], strays)["key"]
    assert isinstance(bundle, dict)
    entries = bundle.get("entry", [])
    assert all(one["search"] == {"mode": "match"} and one["fullUrl"].endswith(one["resource"]["id"]) for one in entries)
    assert bundle["total"] == len(entries)
    return [one["resource"]["id"] for one in entries]


def test_a_read_gives_the_resource_and_nothing_for_another_patient() -> None:
    read = Asked("patient", "Patient/{{context.patientId}}")
    assert prefetch(RECORD, "p-1", [read]) == {"patient": RECORD[0]}
    assert prefetch(RECORD, "p-2", [read]) == {"patient": None}


def test_a_search_gives_the_wanted_codes_newest_first() -> None:
    assert found(WEIGHTS.template) == ["1-weight-2", "1-weight-3", "1-weight-1"]


def test_a_search_gives_the_wanted_statuses() -> None:
    assert found("ServiceRequest?patient={{context.patientId}}&status=active,on-hold") == ["1-referral-1"]


def test_a_code_of_another_system_is_not_found() -> None:
    assert found("Observation?patient={{context.patientId}}&code=http://snomed.info/sct|29463-7") == []


def test_another_patient_has_nothing_and_no_empty_list() -> None:
    bundle = prefetch(RECORD, "p-2", [WEIGHTS])["weights"]
    assert isinstance(bundle, dict)
    assert bundle["total"] == 0
    assert "entry" not in bundle


def test_a_stray_is_mixed_in_where_its_code_is_asked_for() -> None:
    stray = builders.page("p-2", builders.weight("2026-06-01", 50.0), first=1)
    assert found(WEIGHTS.template, strays=stray)[0] == "2-weight-1"
    assert found("Condition?patient={{context.patientId}}", strays=stray) == []


def test_a_parameter_that_no_one_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        found("Observation?patient={{context.patientId}}&performer=Practitioner/1")


def test_ids_are_unique_over_all_stories() -> None:
    ids = [(one["resourceType"], one["id"]) for story in STORIES for one in (*story.everything, *story.strays)]
    assert len(ids) == len(set(ids))


def test_every_story_has_its_own_patient_with_a_name_of_its_own() -> None:
    assert all(story.resources[0]["id"] == story.id for story in STORIES)
    families = [story.resources[0]["name"][0]["family"] for story in STORIES]
    assert len(families) == len(set(families))


def test_the_written_bundles_and_the_readme_are_up_to_date() -> None:
    assert write.outdated(write.expected_files()) == []
    assert write.orphans() == []
