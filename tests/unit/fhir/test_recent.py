"""What ended before the first day that the rules use is left out, but for what counts whatever its age."""

import json
from datetime import date
from typing import Any

import pytest

from cds_service.fhir.batch import read_batch
from cds_service.fhir.code_book import CodeBook
from cds_service.fhir.code_rules import CascoSource, CodeRules, SystemCode
from cds_service.fhir.record import read_record
from cds_service.fhir.resources import Patient
from tests.fhir_builders import LOINC, SNOMED_CT, bundle, concept, condition, observation, patient, weight

SINCE = date(2024, 2, 16)
LOSS_OF_APPETITE = {"code": concept(SNOMED_CT, "79890006"), "valueBoolean": True}
UNDATED = {"effectiveDateTime": None}
TOTALS = CodeRules(casco=(CascoSource(version="2017", code=SystemCode("urn:site", "casco")),))


def kept(*resources: dict[str, Any], rules: CodeRules | None = None) -> Any:
    read = read_batch(json.dumps(bundle(patient(), *resources)).encode()).resources
    who = next(one for one in read if isinstance(one, Patient))
    return read_record(who, read, CodeBook(rules or CodeRules()), since=SINCE)


@pytest.mark.parametrize(
    ("written", "is_kept"),
    [
        ("2024-02-16", True),
        ("2024-02-15", False),
        ("2024-02-15T23:59:00-08:00", False),  # by the date as written, here and on any server within a day
        ("2024-02", True),
        ("2024-01", False),
        ("2024", True),
        ("2023", False),
        ("0001-01-01", False),
        ("9999-12-31", True),
    ],
)
def test_the_last_possible_day_decides(written: str, is_kept: bool) -> None:
    assert bool(kept(weight("w1", 80, written)).weights) is is_kept


@pytest.mark.parametrize(("end", "is_kept"), [("2024-02-16", True), ("2024-02-15", False)])
def test_a_period_counts_until_its_end(end: str, is_kept: bool) -> None:
    one = weight("w1", 80, "", effectivePeriod={"start": "2020-01-01", "end": end}, **UNDATED)
    assert bool(kept(one).weights) is is_kept


@pytest.mark.parametrize("written", [UNDATED, {"effectiveDateTime": "soon"}, {"effectiveDateTime": "2001-99-99"}])
def test_what_has_no_date_is_still_named(written: dict[str, Any]) -> None:
    assert [one.reason for one in kept(weight("w1", 80, "", **written)).excluded] == ["date_missing"]


def test_nothing_old_is_even_named() -> None:
    assert kept(weight("w1", 80, "2020-01-01", status="entered-in-error")).excluded == ()


def test_laboratory_function_and_symptoms_age() -> None:
    symptom = weight("s", 0, "2020-01-01", valueQuantity=None) | LOSS_OF_APPETITE
    recent = symptom | {"id": "s2", "effectiveDateTime": "2026-01-01"}
    found = kept(observation("l", "1988-5", 9, "mg/L", "2020-01-01"), symptom, recent)
    assert (found.values, [one.source for one in found.facts]) == ((), ["Observation/s2"])


def test_heights_totals_and_diagnoses_do_not() -> None:
    total = weight("t", 30, "2010-01-01") | {"code": concept("urn:site", "casco")}
    found = kept(observation("h", "8302-2", 178, "cm", "2010-01-01"), condition(), total, rules=TOTALS)
    assert (len(found.heights), len(found.casco), len(found.facts)) == (1, 1, 1)


def test_a_panel_that_holds_a_height_is_kept() -> None:
    height = observation("h", "8302-2", 178, "cm", "2010-01-01")
    part = {"code": height["code"], "valueQuantity": height["valueQuantity"]}
    panel = height | {"code": concept(LOINC, "85353-1"), "valueQuantity": None, "component": [part]}
    assert len(kept(panel).heights) == 1


def test_the_latest_version_of_a_resource_says_when_it_was() -> None:
    """A weight that was moved to an earlier year by a correction is not read at its former date."""
    first = weight("w1", 80, "2026-01-01", meta={"lastUpdated": "2026-01-01T10:00:00Z"})
    corrected = weight("w1", 80, "2016-01-01", meta={"lastUpdated": "2026-01-02T10:00:00Z"})
    assert kept(first, corrected).weights == ()
