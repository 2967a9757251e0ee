"""A ruleset is named for what it says: only the published rules are called default, and a hash tells the rest apart."""

import hashlib
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_service.clinical.criteria.glasgow import MgpsRules
from cds_service.clinical.limits import limits_of
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.rulesets.canonical import as_data, canonical_json
from cds_service.rulesets.document import read_ruleset
from cds_service.rulesets.problem import RulesetRefused
from cds_service.rulesets.ruleset import Ruleset

SIX = "clinical: {fearon_2011: {weight_loss_percent: 6}}"


@pytest.mark.parametrize("text", ["{}", "mode: silent", "name: default", "clinical: {fearon_2011: {bmi: 20.00}}"])
def test_what_says_the_published_rules_is_called_default(text: str) -> None:
    rules = read_ruleset(text)
    assert (rules.name, rules.sha256, rules.label) == ("default", Ruleset().sha256, "default version 1")


@pytest.mark.parametrize(
    "text", [SIX, "version: 2", "cards: {source_label: Ours}", "codes: {grip: [{system: 'urn:a', code: b}]}"]
)
def test_a_changed_document_without_a_name_is_called_custom(text: str) -> None:
    assert read_ruleset(text).name == "custom"


@pytest.mark.parametrize("name", ["default", "Default", "' DEFAULT '"])
def test_a_changed_document_that_calls_itself_default_is_refused(name: str) -> None:
    with pytest.raises(RulesetRefused, match="only the published rules, version 1, are called default; give these"):
        read_ruleset(f"{{name: {name}, {SIX}}}")


def test_nothing_else_can_be_built_under_the_name_of_the_default() -> None:
    with pytest.raises(ValueError, match="only the published rules"):
        replace(Ruleset(), clinical=ClinicalRules(mgps=MgpsRules(crp_mg_per_l=Decimal(11))))


def test_a_label_tells_two_rulesets_of_one_name_apart() -> None:
    one, other = (read_ruleset(f"{{name: ours, clinical: {{fearon_2011: {{bmi: {bmi}}}}}}}") for bmi in (19, 21))
    assert one.label == f"ours version 1 ({one.sha256[:8]})"
    assert one.label != other.label


@pytest.mark.parametrize("more", ["name: ours", "version: 7", "mode: silent", "{name: ours, version: 7, mode: silent}"])
def test_name_version_and_mode_do_not_change_the_hash(more: str) -> None:
    assert read_ruleset(more).sha256 == Ruleset().sha256


@pytest.mark.parametrize("typed", ["6", "6.0", "6.00", "0.6e1", "60e-1"])
def test_one_number_has_one_hash_however_it_is_typed(typed: str) -> None:
    assert read_ruleset(SIX.replace("6", typed)).sha256 == read_ruleset(SIX).sha256


def test_the_order_of_a_document_does_not_change_the_hash() -> None:
    one = read_ruleset("{clinical: {mgps: {crp_mg_per_l: 11, pairing_days: 5}, gnri: {ideal_weight: bmi_22}}}")
    other = read_ruleset("{clinical: {gnri: {ideal_weight: bmi_22}, mgps: {pairing_days: 5, crp_mg_per_l: 11}}}")
    assert one.sha256 == other.sha256


def test_the_canonical_json_is_what_the_documentation_says() -> None:
    canonical = canonical_json(
        {"name": "a", "version": 1, "mode": "live", "b": [Decimal("5.50"), 10, True, None], "a": {"ä": "x y", "B": {}}}
    )
    assert canonical == '{"a":{"B":{},"ä":"x y"},"b":[5.5,10,true,null]}'.encode()


def test_another_program_computes_the_same_hash() -> None:
    """Independent of ours: the standard library's JSON, whose numbers are shortened beforehand."""

    def plain(value: object) -> object:
        if isinstance(value, Decimal):
            return int(value) if value == int(value) else float(value)
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        return [plain(item) for item in value] if isinstance(value, list) else value

    content = plain({key: value for key, value in as_data(Ruleset()).items() if key not in {"name", "version", "mode"}})
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert Ruleset().sha256 == hashlib.sha256(text.encode()).hexdigest()


@given(
    st.sampled_from([name for name, limits in limits_of(MgpsRules).items() if limits.unit != "days"]),
    st.decimals(15, 50, places=2),
    st.decimals(15, 50, places=2),
)
def test_two_values_have_one_hash_exactly_if_they_are_equal(name: str, one: Decimal, other: Decimal) -> None:
    first, second = (
        Ruleset("ours", clinical=ClinicalRules(mgps=MgpsRules(**{name: value}))).sha256 for value in (one, other)
    )
    assert (first == second) == (one == other)
