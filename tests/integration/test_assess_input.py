"""`cachexia-cds assess` over files that are not quite an export: what is left out is said, never guessed at."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cds_service.cli import commands
from tests.fhir_builders import bundle, condition, patient, weight


def assess(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["assess", str(folder), "--as-of", "2026-06-30", *arguments])


def put(folder: Path, name: str, *resources: Any) -> None:
    text = "\n".join(json.dumps(one) if not isinstance(one, str) else one for one in resources)
    (folder / name).write_text(text, "utf-8")


CHART = (patient(), condition(), weight("w1", 90, "2026-01-15"), weight("w2", 81, "2026-06-28"))


def test_one_resource_a_file_is_an_export_too(tmp_path: Path) -> None:
    for resource in CHART:
        put(tmp_path, f"{resource['id']}.json", resource)
    assert "10.0 % lost" in assess(tmp_path).stdout


def test_empty_lines_of_ndjson_are_nothing(tmp_path: Path) -> None:
    put(tmp_path, "all.ndjson", "", *CHART, "", "   ")
    result = assess(tmp_path)
    assert (result.exit_code, "10.0 % lost" in result.stdout) == (0, True)


def test_json_that_is_no_resource_is_said(tmp_path: Path) -> None:
    put(tmp_path, "one.json", bundle(*CHART))
    put(tmp_path, "two.json", {"name": "Canary"})
    result = assess(tmp_path)
    assert (result.exit_code, result.stderr) == (1, "two.json: holds no FHIR resource\n")


@pytest.mark.parametrize("resource", [{"resourceType": "Bundel"}, {"name": "Canary"}, "no json"])
def test_strict_says_what_is_no_resource_at_all(tmp_path: Path, resource: Any) -> None:
    put(tmp_path, "all.ndjson", *CHART, resource)
    result = assess(tmp_path, "--strict")
    assert (result.exit_code, "a resource is not FHIR R4 JSON" in result.stderr) == (1, True)


def test_a_resource_without_a_patient_is_said(tmp_path: Path) -> None:
    put(tmp_path, "one.json", bundle(*CHART, {**condition(identity="c9"), "subject": None}))
    assert "a Condition does not say whose it is" in assess(tmp_path).stderr


def test_a_diagnosis_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    put(tmp_path, "one.json", bundle(*CHART, {**condition(identity="c9"), "code": "C25.9"}))
    result = assess(tmp_path)
    assert (result.exit_code, "10.0 % lost" in result.stdout) == (1, True)
    assert result.stderr == "one.json: a Condition could not be read and is set aside\n"


def test_a_patient_whose_only_diagnosis_cannot_be_read_is_not_assessed(tmp_path: Path) -> None:
    put(tmp_path, "one.json", bundle(patient(), {**condition(), "clinicalStatus": "active"}, *CHART[2:]))
    result = assess(tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Patient/p1: a diagnosis could not be read; not assessed" in result.stderr


def test_a_patient_without_a_weight_is_shown_without_one(tmp_path: Path) -> None:
    put(tmp_path, "one.json", bundle(patient(), condition()))
    assert "weight    none that can be used" in assess(tmp_path).stdout


def test_a_patient_with_one_weight_is_shown_without_a_change(tmp_path: Path) -> None:
    put(tmp_path, "one.json", bundle(patient(), condition(), weight("w1", 90, "2026-06-15")))
    assert "weight    90.0 kg on 2026-06-15\n" in assess(tmp_path).stdout


def test_a_medication_belongs_to_nobody_and_is_lent_to_those_who_take_it(tmp_path: Path) -> None:
    taken = {"resourceType": "MedicationRequest", "id": "r", "status": "active", "authoredOn": "2026-01-01"}
    taken |= {"subject": {"reference": "Patient/p1"}, "medicationReference": {"reference": "Medication/sema"}}
    medication = {"resourceType": "Medication", "id": "sema", "code": {"text": "Ozempic"}}
    put(tmp_path, "all.ndjson", medication, *CHART, taken)
    result = assess(tmp_path, "--format", "json")
    assert json.loads(result.stdout)["confounders"] == [{"code": "intentional_loss", "action": "downgrade"}]
    assert result.exit_code == 0
