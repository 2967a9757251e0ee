"""A confounder says where the chart states it: every source, and the earliest date with its detail."""

from dataclasses import replace

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.confounder_rules import Action, ConfounderCode
from cds_service.clinical.confounders import Confounder
from cds_service.clinical.ruleset import ClinicalRules
from tests.builders import AS_OF, patient, when

RULES = ClinicalRules()


def confounders(**parts: str) -> tuple[Confounder, ...]:
    return assess(patient(weights="100 -> 93", **parts), RULES, AS_OF).confounders


def test_the_earliest_statement_gives_date_and_detail():
    [fluid] = confounders(facts="fluid oedema on 2026-06-01; fluid ascites on 2026-05-01; fluid effusion")
    assert (fluid.detail, fluid.when) == ("ascites", when("2026-05-01"))
    assert fluid.sources == ("Condition/2", "Condition/1", "Condition/3")


def test_an_undated_statement_gives_its_detail_without_a_date():
    [fluid] = confounders(facts="fluid ascites")
    assert (fluid.detail, fluid.when, fluid.sources) == ("ascites", None, ("Condition/1",))


def test_an_inactive_cancer_is_named_with_its_sources():
    found = confounders(cancer="inactive on 2019-03-01")
    assert [(one.code, one.action) for one in found] == [(ConfounderCode.CANCER_INACTIVE, Action.WITHHOLD)]
    assert (found[0].when, found[0].sources) == (when("2019-03-01"), ("cancer/1",))


def test_a_refuted_cancer_never_was():
    assert confounders(cancer="refuted on 2019-03-01") == ()


@pytest.mark.parametrize(("day", "found"), [("2025-06-30", [ConfounderCode.PREGNANCY]), ("2025-06-29", [])])
def test_a_dated_pregnancy_counts_for_its_days_and_those_after_birth(day: str, found: list[ConfounderCode]):
    assert [one.code for one in confounders(sex="female", born="1990-01-01", facts=f"pregnancy on {day}")] == found


def test_an_acute_inflammation_names_the_infection_and_the_operation():
    [acute] = confounders(labs="crp 180", facts="surgery on 2026-06-25; infection pneumonia on 2026-06-26")
    assert (acute.code, acute.sources) == (ConfounderCode.ACUTE_INFLAMMATION, ("Condition/1", "Condition/2"))


def test_an_amputation_outside_the_two_weights_is_named():
    [amputation] = confounders(facts="amputation on 2020-03-01")
    assert (amputation.action, amputation.when) == (Action.CAUTION, when("2020-03-01"))
    assert amputation.sources == ("Condition/1",)


def test_an_infection_that_is_over_is_still_an_acute_inflammation_of_its_sample():
    [acute] = confounders(labs="crp 180", facts="infection inactive on 2026-06-20")
    assert (acute.code, acute.action, acute.detail) == (ConfounderCode.ACUTE_INFLAMMATION, Action.CAUTION, "")


@pytest.mark.parametrize("action", [Action.SUPPRESS, Action.DOWNGRADE, Action.CAUTION])
def test_an_action_that_a_site_sets_for_fluid_holds_for_a_met_result_too(action: Action):
    rules = replace(RULES, confounders=replace(RULES.confounders, fluid_overload=action))
    [fluid] = assess(patient(weights="100 -> 93", facts="fluid ascites"), rules, AS_OF).confounders
    assert fluid.action is action
