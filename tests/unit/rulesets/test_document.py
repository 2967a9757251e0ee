"""The ruleset document: what is laid over the default, what is refused and how, and that nothing is lost on the way."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from cds_service.clinical.ruleset import Criterion
from cds_service.rulesets.document import RulesetRefused, parse, read_ruleset, to_document, to_json
from cds_service.rulesets.ruleset import Ruleset

DOCS = Path(__file__).parents[3] / "docs"


def test_an_empty_document_is_the_published_default() -> None:
    assert read_ruleset("{}") == Ruleset()


def test_the_whole_document_reads_back_as_itself() -> None:
    assert read_ruleset(to_json(Ruleset())) == Ruleset()


def test_the_example_of_the_documentation_is_a_ruleset() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", (DOCS / "ruleset.md").read_text("utf-8"), re.DOTALL)
    rules = read_ruleset(example)
    assert (rules.name, rules.mode, rules.clinical.crp_nmol_per_mg) == ("our-hospital", "silent", Decimal("9.524"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("clinical: {primary: glim_2019}", Criterion.GLIM_2019),
        ('{"clinical": {"primary": "awgc_2023"}}', Criterion.AWGC_2023),
    ],
)
def test_json_and_yaml_say_the_same(text: str, expected: Criterion) -> None:
    assert read_ruleset(text).clinical.primary is expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("clinical: {fearon_2011: {weight_loss_percent: 5.1}}", "5.1"),
        ('{"clinical":{"fearon_2011":{"weight_loss_percent":5.1}}}', "5.1"),
    ],
)
def test_a_threshold_keeps_its_decimals(text: str, value: str) -> None:
    assert str(read_ruleset(text).clinical.fearon_2011.weight_loss_percent) == value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '{"clinical": {"fearon_2011": {"weight_loss_percent": 51}}}',
            "clinical.fearon_2011.weight_loss_percent must be between 0 and 50 %",
        ),
        ('{"clinical": {"mgps": {"crp_mg_per_l": 0.1}}}', "clinical.mgps.crp_mg_per_l must be between 1 and 200 mg/L"),
        ('{"clinical": {"fearon_2011": {"bmi_cut": 20}}}', "clinical.fearon_2011.bmi_cut does not exist in a ruleset"),
        ('{"clinical": 5}', "clinical is a group of settings, not a value"),
        ('{"clinical": {"fearon_2011": {"enabled": false}}}', "the primary criterion must be enabled"),
        ('{"mode": "loud"}', "mode"),
        ('{"trials": [{"identifier": "a", "title": "b", "url": "https://c", "phase": 3}]}', "trials.0.phase"),
        ('{"cards": {"nutrition": {"topic": "not alphanumeric"}}}', "cards.nutrition"),
        ('{"codes": {"admitted_statuses": ["entered-in-error"]}}', "never admitted"),
        ('{"clinical": {"mgps": {"crp_mg_per_l": NaN}}}', "clinical.mgps.crp_mg_per_l"),
        ("a: [", "neither JSON nor YAML"),
        ("[]", "a ruleset is an object"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_path(text: str, sentence: str) -> None:
    with pytest.raises(RulesetRefused, match=re.escape(sentence)):
        read_ruleset(text)


def test_a_refusal_does_not_repeat_a_value() -> None:
    with pytest.raises(RulesetRefused) as refused:
        read_ruleset('{"clinical": {"primary": "CANARY"}}')
    assert "CANARY" not in str(refused.value)


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
    document = to_document(Ruleset())
    for key in path.split("."):
        assert key in document
        document = document[key]


def test_yaml_runs_no_code() -> None:
    with pytest.raises(RulesetRefused):
        parse("!!python/object/apply:os.system ['true']")
