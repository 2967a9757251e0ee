"""`rulesets check | diff | show | schema` over files."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cds_service.cli import commands
from cds_service.rulesets.document import read_ruleset
from cds_service.rulesets.ruleset import Ruleset

OURS = "name: ours\nclinical:\n  fearon_2011: {weight_loss_percent: 6.10}\n"


def rulesets(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["rulesets", *map(str, arguments)])


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return written(tmp_path, "ours.yaml", OURS)


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_check_names_what_can_be_used(ours: Path) -> None:
    result = rulesets("check", ours)
    sha256 = read_ruleset(OURS).sha256
    assert (result.exit_code, result.stdout) == (0, f"ours.yaml: can be used: ours version 1, sha256 {sha256}\n")


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    result = rulesets("check", written(tmp_path, "a.yaml", "\nclinical: {confounders: {child: caution}}"))
    assert result.exit_code == 0
    assert "a.yaml: line 2: warning: clinical.confounders.child makes a safety rule weaker" in result.stdout
    assert "can be used (warnings: 1)" in result.stdout


def test_check_prints_every_error_and_ends_with_1(tmp_path: Path) -> None:
    result = rulesets("check", written(tmp_path, "a.yaml", "mode: loud\nnam: x\n"))
    assert (result.exit_code, result.stderr) == (1, "Error: refused, with 2 errors.\n")
    assert result.stdout == (
        "a.yaml: line 1: error: mode must be one of live, silent\n"
        "a.yaml: line 2: error: nam does not exist in a ruleset; did you mean name?\n"
    )


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf" + OURS.encode())
    assert rulesets("check", tmp_path / "a.yaml").exit_code == 0


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(OURS.encode("utf-16"))
    result = rulesets("check", tmp_path / "a.yaml")
    assert (result.exit_code, "the file is not text in UTF-8" in result.stdout) == (1, True)


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "missing"], ["diff", "default"], ["show", "missing"], ["x"]]
)
def test_a_usage_error_ends_with_2(arguments: list[str]) -> None:
    assert rulesets(*arguments).exit_code == 2


def test_diff_prints_changed_lines_beside_the_published_ones(ours: Path, tmp_path: Path) -> None:
    other = written(tmp_path, "b.yaml", "name: b\nclinical: {fearon_2011: {weight_loss_percent: 7}}\nmode: silent\n")
    lines = [line.split() for line in rulesets("diff", ours, other).stdout.splitlines()]
    assert lines[2:] == [
        ["path", "old", "new", "published", "unit"],
        ["name", "ours", "b", "default"],
        ["mode", "live", "silent", "live"],
        ["clinical.fearon_2011.weight_loss_percent", "6.10", "7", "5", "%"],
    ]


def test_default_stands_for_the_published_rules(ours: Path) -> None:
    result = rulesets("diff", "default", ours)
    assert f"old: default version 1, sha256 {Ruleset().sha256}" in result.stdout
    assert "clinical.fearon_2011.weight_loss_percent  5        6.10  5          %" in result.stdout


def test_diff_sees_entries_of_lists(tmp_path: Path) -> None:
    cancer = written(tmp_path, "a.yaml", "codes: {cancer: [{system: 'urn:a', code: \"x\\e[1m\"}]}")
    assert "codes.cancer.0.code" in rulesets("diff", "default", cancer).stdout
    assert "x?[1m" in rulesets("diff", cancer, "default").stdout


def test_the_same_number_is_no_change(tmp_path: Path) -> None:
    same = written(tmp_path, "a.yaml", "clinical: {fearon_2011: {weight_loss_percent: 5.00}}")
    assert "They say the same." in rulesets("diff", "default", same).stdout


def test_diff_of_a_bad_file_ends_with_1(tmp_path: Path) -> None:
    result = rulesets("diff", "default", written(tmp_path, "a.yaml", "mode: loud"))
    assert (result.exit_code, "a.yaml: line 1: error: mode must be one of" in result.stderr) == (1, True)


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_what_show_prints_is_a_document_with_the_same_hash(ours: Path, tmp_path: Path, form: str) -> None:
    whole = written(tmp_path, "whole", rulesets("show", ours, "--format", form).stdout)
    assert rulesets("check", whole).stdout == rulesets("check", ours).stdout.replace("ours.yaml", "whole")
    assert "6.10" in whole.read_text("utf-8")


def test_show_prints_the_published_rules() -> None:
    assert read_ruleset(rulesets("show").stdout) == Ruleset()
    assert rulesets("show").stdout == rulesets("show", "default").stdout


def test_the_canonical_form_is_what_is_hashed(ours: Path) -> None:
    printed = rulesets("show", ours, "--format", "canonical").stdout_bytes
    assert hashlib.sha256(printed).hexdigest() == read_ruleset(OURS).sha256


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rulesets("schema").stdout)
    return found


def test_the_schema_describes_a_threshold(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    crp = schema["properties"]["clinical"]["properties"]["mgps"]["properties"]["crp_mg_per_l"]
    assert {name: crp[name] for name in ("type", "minimum", "maximum", "x-unit", "default")} == {
        "type": "number",
        "minimum": 1,
        "maximum": 200,
        "x-unit": "mg/L",
        "default": 10,
    }


def test_the_schema_says_in_its_description_what_an_editor_would_not_show_otherwise(schema: dict[str, Any]) -> None:
    clinical = schema["properties"]["clinical"]["properties"]
    loss = clinical["fearon_2011"]["properties"]["weight_loss_percent"]
    assert loss["title"] == "Weight loss percent"
    assert loss["description"] == (
        "Cachexia is met above this loss in six months. In %, usually 2 to 10. "
        "Source: Fearon K et al., Lancet Oncol 2011;12:489-495."
    )
    grip = clinical["awgc_2023"]["properties"]["grip_kg"]["properties"]["female"]
    assert (grip["minimum"], grip["maximum"], grip["x-unit"]) == (5, 60, "kg")
    assert grip["description"].startswith("Grip counts as weak below this strength. In kg, usually 14 to 32.")


@pytest.mark.parametrize(
    ("section", "name", "title"),
    [
        ("fearon_2011", "bmi", "BMI"),
        ("weight_series", "lowest_bmi", "Lowest BMI"),
        ("mgps", "crp_mg_per_l", "CRP mg per L"),
        ("evans_2008", "il_6_pg_per_ml", "IL 6 pg per mL"),
        ("mgps", "japanese_variant", "Japanese variant"),
    ],
)
def test_the_schema_titles_a_setting_in_words(schema: dict[str, Any], section: str, name: str, title: str) -> None:
    group = schema["properties"]["clinical"]["properties"][section]
    assert group["properties"][name]["title"] == title


def test_every_setting_of_the_schema_has_a_title_and_every_threshold_all_that_is_known(schema: dict[str, Any]) -> None:
    parts = [inner for one in objects(schema) if "additionalProperties" in one for inner in one["properties"].values()]
    assert all(one["title"] for one in parts)
    clinical = [one for one in objects(schema["properties"]["clinical"]) if "minimum" in one]
    known = {"title", "description", "minimum", "maximum", "x-unit", "x-usual", "x-source"}
    assert len(clinical) > 90
    assert [one["title"] for one in clinical if not known <= set(one)] == []


def objects(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [found for item in part for found in objects(item)]
    if not isinstance(part, dict):
        return []
    return [part, *(found for item in part.values() for found in objects(item))]


def test_every_group_of_the_schema_is_closed_and_described(schema: dict[str, Any]) -> None:
    groups = [one for one in objects(schema) if "properties" in one and "type" in one]
    assert len(groups) > 20
    assert all(one["additionalProperties"] is False and one["description"] for one in groups)
    assert all(set(one.get("required", ())) <= set(one["properties"]) for one in groups)


def test_the_schema_names_every_setting_of_the_document(schema: dict[str, Any]) -> None:
    def names(part: dict[str, Any]) -> dict[str, Any]:
        return {name: names(inner) if "properties" in inner else None for name, inner in part["properties"].items()}

    def keys(part: Any) -> Any:
        return {name: keys(inner) for name, inner in part.items()} if isinstance(part, dict) else None

    named, document = names(schema), keys(json.loads(rulesets("show", "--format", "json").stdout))
    for card in document["cards"].values():
        if isinstance(card, dict) and "category" in card:
            card["category"] = {"system": None, "code": None, "display": None}
    assert named == document


def test_a_code_of_a_site_must_be_whole_in_the_schema(schema: dict[str, Any]) -> None:
    request = schema["properties"]["cards"]["properties"]["nutrition"]["properties"]["request"]
    assert request["required"] == ["system", "code", "display"]
    assert schema["properties"]["trials"]["items"]["required"] == ["identifier", "title", "url"]


def test_what_may_be_unset_may_be_null_in_the_schema(schema: dict[str, Any]) -> None:
    factor = schema["properties"]["clinical"]["properties"]["crp_nmol_per_mg"]
    assert (factor["type"], "default" in factor) == (["number", "null"], False)
    sex = schema["properties"]["trials"]["items"]["properties"]["sex"]
    assert (sex["type"], sex["enum"][-1]) == (["string", "null"], None)
