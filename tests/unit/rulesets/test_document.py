"""The ruleset document: what is laid over the published rules, and that nothing is lost on the way."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from cds_service.clinical.ruleset import Criterion
from cds_service.rulesets.canonical import as_data
from cds_service.rulesets.document import check_ruleset, read_ruleset, to_json, to_yaml
from cds_service.rulesets.ruleset import Ruleset

DOCS = Path(__file__).parents[3] / "docs"
OURS = """
name: ours
clinical: {fearon_2011: {weight_loss_percent: 6.10}, crp_nmol_per_mg: 9.524, awgc_2023: {weight_loss_operator: ">="}}
cards: {source_label: "Häuser, \\"Süd\\"", nutrition: {request: {system: "urn:our", code: "010", display: Diet}}}
trials: [{identifier: a, title: b, url: "https://c", cancers: [{system: "urn:c", code: C25}], mgps: [1, 2]}]
"""


def test_an_empty_group_is_the_published_rules() -> None:
    assert read_ruleset("{}") == Ruleset()


@pytest.mark.parametrize("write", [to_json, to_yaml])
@pytest.mark.parametrize("ruleset", [Ruleset(), read_ruleset(OURS)], ids=["published", "ours"])
def test_a_written_document_reads_back_as_itself(write, ruleset: Ruleset) -> None:
    again = check_ruleset(write(ruleset))
    assert (again.ruleset, again.ruleset.sha256, again.warnings) == (ruleset, ruleset.sha256, ())


@pytest.mark.parametrize("write", [to_json, to_yaml])
def test_a_number_keeps_the_digits_that_were_typed(write) -> None:
    ruleset = read_ruleset("clinical: {fearon_2011: {weight_loss_percent: 5.10, ongoing_loss_percent: 0.10}}")
    written = write(ruleset)
    assert (written.count(" 5.10"), written.count(" 0.10")) == (1, 1)
    assert str(read_ruleset(written).clinical.fearon_2011.ongoing_loss_percent) == "0.10"


def test_the_example_of_the_documentation_is_a_ruleset() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", (DOCS / "ruleset.md").read_text("utf-8"), re.DOTALL)
    rules = read_ruleset(example)
    assert (rules.name, rules.mode, rules.clinical.crp_nmol_per_mg) == ("our-hospital", "silent", Decimal("9.524"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("clinical: {primary: glim_2019}", Criterion.GLIM_2019),
        ('{"clinical": {"primary": "awgc_2023"}}', Criterion.AWGC_2023),
        ('{\n\t"clinical":\t{"primary":"awgc_2023"}\n}', Criterion.AWGC_2023),
        ("---\nclinical:\n  primary: awgc_2023 # in Asia\n", Criterion.AWGC_2023),
    ],
)
def test_json_and_yaml_say_the_same(text: str, expected: Criterion) -> None:
    assert read_ruleset(text).clinical.primary is expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"name": "Gro\\u00df\\ud83d\\ude00"}', "Groß\U0001f600"),
        ("name: Groß\U0001f600", "Groß\U0001f600"),
        ('name: "5"', "5"),
    ],
)
def test_a_name_may_be_in_any_script(text: str, name: str) -> None:
    assert read_ruleset(text).name == name


def test_a_part_of_a_group_is_laid_over_the_published_group() -> None:
    rules = read_ruleset("clinical: {fearon_2011: {asmi_dxa: {male: 7.0}}}").clinical.fearon_2011
    assert (str(rules.asmi_dxa.male), str(rules.asmi_dxa.female)) == ("7.0", "5.45")


def test_what_may_be_unset_can_be_unset() -> None:
    assert read_ruleset("clinical: {crp_nmol_per_mg: null}").clinical.crp_nmol_per_mg is None
    assert read_ruleset("cards: {nutrition: {category: null}}").cards.nutrition.category is None


@pytest.mark.parametrize(
    "path",
    [
        "clinical.primary",
        "clinical.fearon_2011.weight_loss_percent",
        "clinical.fearon_2011.bmi",
        "clinical.glim_2019.region",
        "clinical.awgc_2023.weight_loss_operator",
        "clinical.mgps.crp_mg_per_l",
        "clinical.mgps.albumin_g_per_l",
        "clinical.crp_nmol_per_mg",
        "clinical.albumin_molar_mass",
        "mode",
        "name",
    ],
)
def test_the_paths_that_others_rely_on_exist(path: str) -> None:
    document = as_data(Ruleset())
    for key in path.split("."):
        assert key in document
        document = document[key]
