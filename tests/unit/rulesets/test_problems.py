"""A mistake in a ruleset is found when it is read: every one at once, in an administrator's words, with its line."""

from typing import Any

import pytest

from cds_service.clinical.limits import Rules
from cds_service.rulesets.document import check_ruleset, read_ruleset
from cds_service.rulesets.problem import RulesetRefused
from cds_service.rulesets.ruleset import Ruleset

MANY = """\
name: ours
nam: x
clinical:
  fearon_2011: {weight_loss_percent: 5,5, bmi: 180}
  fearon_2006:
    crp_mg_per_l: 1,2
    crp_mg_per_l: 12
  primary: glim2019
  confounders: {child: caution}
mode: loud
"""


def refusal_of(text: str) -> RulesetRefused:
    with pytest.raises(RulesetRefused) as refused:
        read_ruleset(text)
    return refused.value


def test_every_problem_is_told_at_once_with_line_and_path() -> None:
    found = [(one.place.line, one.path, one.is_error) for one in refusal_of(MANY).problems]
    assert found == [
        (2, "nam", True),
        (4, "clinical.fearon_2011.weight_loss_percent", True),
        (4, "clinical.fearon_2011.bmi", True),
        (6, "clinical.fearon_2006.crp_mg_per_l", True),
        (7, "clinical.fearon_2006.crp_mg_per_l", True),
        (8, "clinical.primary", True),
        (9, "clinical.confounders.child", False),
        (10, "mode", True),
    ]


def test_json_has_lines_too() -> None:
    (only,) = refusal_of('{\n\t"clinical": {\n\t\t"fearon_2011": {"bmi": 99}\n\t}\n}').problems
    assert (only.place.line, only.place.column) == (3, 26)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        # keys
        ("clinical: {fearon_2011: {bmi_cut: 20}}", "clinical.fearon_2011.bmi_cut does not exist in a ruleset"),
        ("clinicle: {}", "clinicle does not exist in a ruleset; did you mean clinical?"),
        ("mode: live\nmode: silent", "line 2: error: mode stands twice, first in line 1"),
        ('{"mode": "live", "mode": "live"}', "mode stands twice"),
        ("{clinical: {mgps: {pairing_days: 7}, mgps: {pairing_days: 7}}}", "clinical.mgps stands twice"),
        ("? [a]\n: b", "? does not exist in a ruleset"),
        ('"a\\e[31m": 1', "a?[31m does not exist in a ruleset"),
        ("<<: {mode: silent}", "<< does not exist in a ruleset"),
        # groups, lists and values
        ("clinical: 5", "clinical is a group of settings, not a value"),
        ("clinical:", "clinical is a group of settings, not a value"),
        ("clinical: [a]", "clinical is a group of settings, not a value"),
        ("trials: {a: b}", "trials must be a list"),
        ("mode: {a: b}", "mode must be one of live, silent, not a group"),
        ("name: [a]", "name must be a text, not a list"),
        ("clinical: {mgps: {japanese_variant: 1}}", "japanese_variant must be true or false"),
        ("clinical: {mgps: {japanese_variant: 'true'}}", "japanese_variant must be true or false, without quotes"),
        ("clinical: {mgps: {japanese_variant: [a]}}", "japanese_variant must be true or false, not a list"),
        # numbers
        (
            "clinical: {mgps: {crp_mg_per_l: 0.1}}",
            "clinical.mgps.crp_mg_per_l must be between 1 and 200 mg/L; it is 0.1",
        ),
        ("clinical: {mgps: {crp_mg_per_l: [1]}}", "crp_mg_per_l must be a number, not a list"),
        ("clinical: {mgps: {crp_mg_per_l: high}}", "crp_mg_per_l must be a number"),
        ("clinical: {mgps: {crp_mg_per_l: null}}", "crp_mg_per_l must be a number"),
        ("clinical: {mgps: {crp_mg_per_l: .nan}}", "crp_mg_per_l must be a number"),
        ("clinical: {mgps: {crp_mg_per_l: 010}}", "crp_mg_per_l must be a number"),
        ("clinical: {mgps: {crp_mg_per_l: 1e99}}", "crp_mg_per_l must be between 1 and 200 mg/L; it is 1e99"),
        ("clinical: {mgps: {crp_mg_per_l: 1_0}}", "crp_mg_per_l must be a number"),
        ("clinical: {mgps: {crp_mg_per_l: '12'}}", "crp_mg_per_l must be a number without quotes"),
        ("clinical: {mgps: {crp_mg_per_l: 1 mg/dL}}", "crp_mg_per_l must be a number alone, in mg/L"),
        ("clinical: {fearon_2011: {weight_loss_percent: 5%}}", "weight_loss_percent must be a number alone, in %"),
        ("clinical: {mgps: {pairing_days: 2.5}}", "pairing_days must be a whole number"),
        (
            "clinical:\n  fearon_2011:\n    bmi: 18,5",
            "line 3: error: clinical.fearon_2011.bmi is written with a decimal",
        ),
        (
            "clinical: {fearon_2011: {bmi: 18,5}}",
            "clinical.fearon_2011.bmi is written with a decimal comma; write 18.5",
        ),
        ('{"clinical": {"fearon_2011": {"bmi": 18,5}}}', "is written with a decimal comma; write 18.5"),
        ("clinical: {fearon_2011: {bmi: '18,5'}}", "is written with a decimal comma; write 18.5"),
        (
            "clinical: {fearon_2011: {weight_loss_percent: 0}}",
            "clinical.fearon_2011.weight_loss_percent must be between 0.01 and 50 %; it is 0",
        ),
        ("clinical: {mgps: {albumin_g_per_l: 3.5}}", "must be between 15 and 50 g/L; it is 3.5"),
        # texts and choices
        ("mode: loud", "mode must be one of live, silent"),
        ("mode: off", "mode must be one of live, silent"),
        ("mode: sillent", "mode must be one of live, silent; did you mean silent?"),
        ("name: 5", "name must be a text; write it in quotes"),
        ("name: ' '", "name must have 1 to 60 characters"),
        ('{"name": "\\ud83d"}', "name holds half a character"),
        ("codes: {cancer: [{system: 'urn:a', code: 0123}]}", "codes.cancer.0.code must be a text; write it in quotes"),
        ("codes: {cancer: [{system: 'urn:a', code: ' a'}]}", "codes.cancer.0.code must not be empty"),
        ("codes: {cancer: [{code: C25}]}", "codes.cancer.0 needs system: a code means nothing without its system"),
        ("codes: {cancer: [{system: '', code: C25}]}", "codes.cancer.0.system must be the URI of a code system"),
        ("codes: {cancer: [C25]}", "codes.cancer.0 is a group of settings"),
        ("codes: {symptom_questions: [{symptom: appetite, questionnaire: a, link_id: b}]}", "one of anorexia, fatigue"),
        ("codes: {admitted_statuses: [finl]}", "admitted_statuses.0 must be one of registered"),
        ("cards: {nutrition: {request: {code: D-17, display: Diet}}}", "cards.nutrition.request needs system"),
        ("trials: [{identifier: a, title: b, url: c, stages: [cachexai]}]", "did you mean cachexia?"),
        ("trials: [{identifier: a, title: b}]", "trials.0 needs url"),
        ("trials: [{identifier: a, title: b, url: c, cancers: [{code: C25}]}]", "trials.0.cancers.0 needs system"),
        (
            "trials: [{identifier: a, title: b, url: c, mgps: [3, 6]}]",
            "trials.0.mgps.1 must be between 0 and 5; it is 6",
        ),
        # what does not go together
        (
            "clinical:\n  glim_2019:\n    severe_loss_percent: 6\n    weight_loss_percent: 7",
            "line 4: error: clinical.glim_2019 cannot be used: weight_loss_percent must not be above",
        ),
        ("clinical: {glim_2019: {severe_bmi: 21}}", "severe_bmi must not be above bmi"),
        ("clinical: {fearon_2011: {enabled: false}}", "the primary criterion must be enabled"),
        ("clinical: {weight_series: {lowest_kg: 400, highest_kg: 300}}", "lowest_kg must be below highest_kg"),
        ("codes: {admitted_statuses: [entered-in-error]}", "never admitted"),
        ("codes: {casco: [{version: mini}]}", "codes.casco.0 cannot be used: a CASCO total needs a code"),
        ("cards: {nutrition: {topic: not alphanumeric}}", "cards.nutrition cannot be used: a topic code"),
        (
            "cards: {assessment: {links: [{label: a, url: 'http://b'}]}}",
            "a guideline link needs a label and an absolute",
        ),
        (
            "cards: {referrals_as: suggestions, assessment: {enabled: false}}",
            "cards cannot be used: referrals can only",
        ),
        ("cards: {source_label: ''}", "a card names its source"),
        # no document at all
        ("a: [", "line 1: error: from here on this is neither JSON nor YAML; look here"),
        ("clinical:\n\tmgps: {}", "indent with blanks, not with tabs"),
        ("clinical: {awgc_2023: {weight_loss_operator: >=}}", "write an operator in quotes, such as '>='"),
        ("a: 1\n---\nb: 2", "a file holds one document"),
        ("[]", "a ruleset is a group of settings such as clinical, cards and mode"),
        ("", "the file is empty"),
        ("a: \x00", "the ruleset is neither JSON nor YAML"),
        ("[" * 5000, "the ruleset is neither JSON nor YAML"),
        ("#" * 1_000_001, "too large to be a ruleset"),
        ("!!python/object/apply:os.system ['true']", "a ruleset is a group of settings"),
        ("name: !!python/name:os.system ''", "name must be a text"),
    ],
)
def test_what_cannot_be_used_is_refused_in_plain_words(text: str, sentence: str) -> None:
    assert sentence in str(refusal_of(text))


def test_a_recursive_document_ends() -> None:
    assert "clinical.clinical does not exist" in str(refusal_of("&a\nclinical: *a"))


def test_an_objection_is_not_raised_over_a_value_that_could_not_be_read() -> None:
    told = refusal_of("clinical: {weight_series: {lowest_kg: 400, highest_kg: tall}}").problems
    (only,) = (one for one in told if one.is_error)
    assert only.path == "clinical.weight_series.highest_kg"


def test_a_refusal_does_not_repeat_a_text() -> None:
    assert "CANARY" not in str(refusal_of("{clinical: {primary: CANARY}, mode: CANARY, trials: CANARY}"))


@pytest.mark.parametrize("text", ["mode: 5", "clinical: {mgps: {pairing_days: x}}", "trials: [{phase: 3}]", "x: y"])
def test_no_word_of_the_tools_reaches_the_reader(text: str) -> None:
    said = str(refusal_of(text)).lower()
    assert not any(word in said for word in ("pydantic", "input should", "node", "scalar", "mapping", "dict", "none"))


def groups(kind: type = Rules) -> list[type[Any]]:
    return [one for group in kind.__subclasses__() for one in (group, *groups(group))]


@pytest.mark.parametrize("group", groups())
def test_every_group_tells_its_objections_and_only_raises_them(group: type[Rules]) -> None:
    assert "__post_init__" not in vars(group)


def test_a_document_without_errors_can_have_warnings() -> None:
    checked = check_ruleset("clinical: {confounders: {pregnancy: caution}}")
    assert isinstance(checked.ruleset, Ruleset)
    assert [str(one) for one in checked.warnings] == [
        "line 1: warning: clinical.confounders.pregnancy makes a safety rule weaker: caution for suppress"
    ]
