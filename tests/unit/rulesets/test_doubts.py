"""What is probably not meant is warned about, never refused, and only where a site has changed something."""

import pytest

from cds_service.rulesets.document import check_ruleset, to_yaml
from cds_service.rulesets.ruleset import Ruleset

TRIAL = "trials: [{identifier: a, title: b, url: 'https://c', %s}]"


def warnings_of(text: str) -> list[str]:
    return [f"{one.path} {one.sentence}" for one in check_ruleset(text).warnings]


def test_the_published_rules_give_no_warning() -> None:
    assert warnings_of(to_yaml(Ruleset())) == []


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            "clinical: {fearon_2011: {weight_loss_percent: 0.05, ongoing_loss_percent: 0.01}}",
            (
                "clinical.fearon_2011.weight_loss_percent is 0.05 %, below what is usual (2 to 10 %); published is 5 %;"
                " did you mean 5 %?"
            ),
        ),
        (
            "clinical: {fearon_2011: {weight_loss_percent: 12}}",
            "clinical.fearon_2011.weight_loss_percent is 12 %, above what is usual (2 to 10 %); published is 5 %",
        ),
        (
            "clinical: {awgc_2023: {grip_kg: {female: 40}}}",
            "clinical.awgc_2023.grip_kg.female is 40 kg, above what is usual (14 to 32 kg); published is 18 kg",
        ),
        (
            "clinical: {refractory: {ecog: 2}}",
            (
                "clinical.refractory.ecog is 2 ECOG grade, below what is usual (3 to 4 ECOG grade);"
                " published is 3 ECOG grade"
            ),
        ),
        (
            "clinical: {crp_nmol_per_mg: 15}",
            "clinical.crp_nmol_per_mg is 15 nmol/mg, above what is usual (8.6 to 9.6 nmol/mg)",
        ),
        (
            "clinical: {fearon_2011: {ongoing_loss_percent: 5}}",
            "clinical.fearon_2011.ongoing_loss_percent is not below weight_loss_percent: it decides nothing",
        ),
        (
            "clinical: {precachexia: {weight_loss_percent: 6}}",
            "clinical.precachexia.weight_loss_percent is above that of fearon_2011: cachexia comes first",
        ),
        (
            "clinical: {precachexia: {enabled: false}}",
            "clinical.precachexia.enabled is false, but referrals.precachexia names referrals for it",
        ),
        (
            "cards: {trials: {enabled: false}}",
            "cards.trials.enabled is false, but clinical.referrals names trials",
        ),
        (
            "clinical: {confounders: {hospice: caution, child: withhold}}",
            "clinical.confounders.child makes a safety rule weaker: withhold for suppress",
        ),
        (TRIAL % "least_age: 16", "trials.0.least_age admits children, whom this service never assesses"),
        (TRIAL % "least_age: null", "trials.0.least_age admits children, whom this service never assesses"),
        (TRIAL % "greatest_age: 17", "trials.0.greatest_age is below least_age: the trial admits nobody"),
        (
            "codes: {casco: [{version: '2o17', questionnaire: a}]}",
            "codes.casco.0.version totals of this version get no stage; 2017 and mini do",
        ),
    ],
)
def test_a_doubt_is_told(text: str, warning: str) -> None:
    assert warning in warnings_of(text)


def test_switching_everything_else_off_leaves_nobody_at_risk() -> None:
    off = ", ".join(f"{name}: {{enabled: false}}" for name in ("evans_2008", "fearon_2006", "glim_2019", "awgc_2023"))
    assert warnings_of(f"clinical: {{{off}}}") == [
        "clinical.referrals.at_risk names referrals, but no criterion besides the primary one is enabled"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "clinical: {confounders: {intentional_loss: withhold}}",
        "clinical: {precachexia: {enabled: false}, referrals: {precachexia: []}}",
        TRIAL % "greatest_age: 18",
        "codes: {casco: [{version: MINI, questionnaire: a}]}",
    ],
)
def test_what_is_stronger_or_consistent_is_not_doubted(text: str) -> None:
    assert warnings_of(text) == []


def test_a_warning_stands_in_the_line_of_its_setting_or_of_the_group_that_lacks_it() -> None:
    text = "clinical:\n  precachexia:\n    weight_loss_percent: 6\n  fearon_2011:\n    bmi: 19\n"
    assert [one.place.line for one in check_ruleset(text).warnings] == [3]
    lower = "name: a\nclinical:\n  fearon_2011:\n    weight_loss_percent: 4\n"
    assert [one.place.line for one in check_ruleset(lower).warnings] == [2]


def test_warnings_follow_the_lines_of_the_document() -> None:
    text = "clinical:\n  refractory:\n    ecog: 2\n  fearon_2011:\n    weight_loss_percent: 12\n"
    assert [one.place.line for one in check_ruleset(text).warnings] == [3, 5]
