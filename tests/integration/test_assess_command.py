"""`cachexia-cds assess` over files: what it prints, what it survives, how it ends."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cds_service.cli import commands
from cds_service.clinical.assess import assess as assess_record
from cds_service.decision import assess_patient
from tests.fhir_builders import bundle, condition, observation, patient, weight

AS_OF = "2026-06-30"


def assess(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["assess", *map(str, arguments)])


def chart(identity: str = "p1") -> list[dict[str, Any]]:
    who = {"subject": {"reference": f"Patient/{identity}"}}
    return [
        patient(identity),
        condition(identity=f"c-{identity}") | who,
        weight(f"a-{identity}", 90, "2026-01-15") | who,
        weight(f"b-{identity}", 81, "2026-06-28") | who,
    ]


def write_ndjson(folder: Path, *identities: str) -> Path:
    """Write a bulk export: one file a type, every patient spread over all of them."""
    resources = [one for identity in identities for one in chart(identity)]
    for kind in ("Patient", "Condition", "Observation"):
        lines = [json.dumps(one) for one in resources if one["resourceType"] == kind]
        (folder / f"{kind}.ndjson").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def statuses(result: Result) -> dict[str, str]:
    return {one["patient"]: one["status"] for one in map(json.loads, result.stdout.splitlines())}


def test_a_bundle_gives_one_assessment(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(bundle(*chart())), "utf-8")
    result = assess(tmp_path / "one.json", "--as-of", AS_OF, "--format", "json")
    assessment = json.loads(result.stdout)
    assert (result.exit_code, assessment["assessment_version"], assessment["as_of"]) == (0, 1, AS_OF)
    assert (assessment["status"], assessment["weight"]["loss_percent_6_months"]) == ("cachexia", "10.000")


def test_an_export_is_gathered_by_patient(tmp_path: Path) -> None:
    result = assess(write_ndjson(tmp_path, "p1", "p2", "p3"), "--as-of", AS_OF, "--format", "json")
    assert (result.exit_code, statuses(result)) == (0, dict.fromkeys(("p1", "p2", "p3"), "cachexia"))


def test_a_compressed_export_is_read(tmp_path: Path) -> None:
    for file in write_ndjson(tmp_path, "p1").glob("*.ndjson"):
        file.with_suffix(".ndjson.gz").write_bytes(gzip.compress(file.read_bytes()))
        file.unlink()
    assert statuses(assess(tmp_path, "--as-of", AS_OF, "--format", "json")) == {"p1": "cachexia"}


def test_latest_takes_each_patients_latest_observation_as_today(tmp_path: Path) -> None:
    later = observation("o9", "8480-6", 120, "mm[Hg]", "2027-03-01")
    (tmp_path / "one.json").write_text(json.dumps(bundle(*chart(), later)), "utf-8")
    assessment = json.loads(assess(tmp_path, "--as-of", "latest", "--format", "json").stdout)
    assert (assessment["as_of"], assessment["status"]) == ("2027-03-01", "undetermined")


def test_a_broken_file_is_reported_and_the_others_are_assessed(tmp_path: Path) -> None:
    write_ndjson(tmp_path, "p1")
    (tmp_path / "broken.json").write_text('{"resourceType": "Bundle", "entry": [', "utf-8")
    with (tmp_path / "Observation.ndjson").open("a", encoding="utf-8") as file:
        file.write("not json\n")
    (tmp_path / "cut.ndjson.gz").write_bytes(gzip.compress(b"{}" * 5000)[:20])
    result = assess(tmp_path, "--as-of", AS_OF, "--format", "json")
    assert (result.exit_code, statuses(result)) == (1, {"p1": "cachexia"})
    assert {line.partition(":")[0] for line in result.stderr.splitlines()} == {
        "broken.json",
        "Observation.ndjson",
        "cut.ndjson.gz",
    }


def test_what_is_reported_holds_nothing_of_the_chart(tmp_path: Path) -> None:
    named = patient("p1", name=[{"family": "Canary", "given": [7]}]) | {"gender": 3}
    (tmp_path / "one.json").write_text(json.dumps(bundle(named, *chart("p2"))), "utf-8")
    result = assess(tmp_path, "--as-of", AS_OF)
    assert result.exit_code == 1
    assert "Canary" not in result.output


def test_resources_of_a_patient_who_is_not_there_are_reported(tmp_path: Path) -> None:
    write_ndjson(tmp_path, "p1")
    (tmp_path / "stray.json").write_text(json.dumps(bundle(*chart("p9")[1:])), "utf-8")
    result = assess(tmp_path, "--as-of", AS_OF, "--format", "json")
    assert result.exit_code == 1
    assert "3 resources belong to a patient that is in none of them" in result.stderr


def test_references_inside_a_transaction_bundle_are_followed_by_name(tmp_path: Path) -> None:
    resources = [one | {"subject": {"reference": "urn:uuid:0-1"}} for one in chart()[1:]]
    document = bundle(patient(), *resources)
    document["entry"][0]["fullUrl"] = "urn:uuid:0-1"
    (tmp_path / "one.json").write_text(json.dumps(document), "utf-8")
    assert statuses(assess(tmp_path, "--as-of", AS_OF, "--format", "json")) == {"p1": "cachexia"}


def test_a_part_of_a_ruleset_is_laid_over_the_default(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("name: ours\nclinical: {fearon_2011: {weight_loss_percent: 10}}\n", "utf-8")
    (tmp_path / "one.json").write_text(json.dumps(bundle(*chart())), "utf-8")
    result = assess(tmp_path / "one.json", "--as-of", AS_OF, "--format", "json", "--ruleset", tmp_path / "rules.yaml")
    assessment = json.loads(result.stdout)
    assert (assessment["ruleset"]["name"], assessment["status"]) == ("ours", "at_risk")


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ('{"clinical": {"fearon_2011": {"bmi": 99}}}', "bmi must be between 10 and 40 kg/m2"),
        ('{"clinical": {"fearon_2012": {}}}', "clinical.fearon_2012 does not exist in a ruleset"),
        ("- a list", "a ruleset is a group of settings"),
    ],
)
def test_a_bad_ruleset_is_refused_in_one_sentence(tmp_path: Path, rules: str, sentence: str) -> None:
    (tmp_path / "rules.json").write_text(rules, "utf-8")
    (tmp_path / "one.json").write_text(json.dumps(bundle(*chart())), "utf-8")
    result = assess(tmp_path / "one.json", "--ruleset", tmp_path / "rules.json")
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (1, 1)
    assert sentence in result.stderr


@pytest.mark.parametrize("arguments", [["--as-of", "tomorrow"], ["--format", "xml"], []])
def test_bad_input_ends_with_an_explanation(tmp_path: Path, arguments: list[str]) -> None:
    result = assess(tmp_path, *arguments)
    assert result.exit_code != 0
    assert "Error" in result.stderr


def test_a_patient_whom_we_fail_does_not_take_the_others_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_for_p2(record: Any, *arguments: Any) -> Any:
        if record.patient == "p2":
            raise ZeroDivisionError("Canary")
        return assess_record(record, *arguments)

    monkeypatch.setattr(assess_patient, "assess", fails_for_p2)
    result = assess(write_ndjson(tmp_path, "p1", "p2", "p3"), "--as-of", AS_OF, "--format", "json")
    assert (result.exit_code, set(statuses(result))) == (1, {"p1", "p3"})
    assert "Patient/p2: not assessed, our fault: ZeroDivisionError" in result.stderr
    assert "Canary" not in result.output


def test_cards_are_printed_a_patient_a_line(tmp_path: Path) -> None:
    result = assess(write_ndjson(tmp_path, "p1", "p2"), "--as-of", AS_OF, "--format", "cards")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["patient"], len(one["cards"])) for one in lines] == [("p1", 1), ("p2", 1)]


def test_strict_names_the_field_that_is_not_fhir(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(bundle(*chart(), patient("p2", birthDate=[]))), "utf-8")
    result = assess(tmp_path, "--as-of", AS_OF, "--strict")
    assert result.exit_code == 1
    assert "a Patient is not valid FHIR R4 at birthDate" in result.stderr


def test_a_gain_is_called_a_gain(tmp_path: Path) -> None:
    resources = [patient(), condition(), weight("w1", 80, "2026-01-15"), weight("w2", 82, "2026-06-28")]
    (tmp_path / "one.json").write_text(json.dumps(bundle(*resources)), "utf-8")
    assert "from 80.0 kg on 2026-01-15: 2.5 % gained" in assess(tmp_path, "--as-of", AS_OF).stdout


def test_text_is_for_people(tmp_path: Path) -> None:
    result = assess(write_ndjson(tmp_path, "p1"), "--as-of", AS_OF)
    assert "p1  as of 2026-06-30: cachexia" in result.stdout
    assert "81.0 kg on 2026-06-28, from 90.0 kg on 2026-01-15: 10.0 % lost" in result.stdout


def test_what_makes_a_result_doubtful_is_named_in_the_text(tmp_path: Path) -> None:
    ascites = condition("389026000", "http://snomed.info/sct", "c9")
    (tmp_path / "one.json").write_text(json.dumps(bundle(*chart(), ascites)), "utf-8")
    assert "  care      fluid_overload (caution)" in assess(tmp_path, "--as-of", AS_OF).stdout
