"""When a card that was shown is not shown again, and what always speaks."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cds_service.cards.rules import CoolDownRules
from cds_service.clinical.assessment import Assessment
from cds_service.decision.quiet import keeps_quiet, remember
from cds_service.decision.remembered import Remembered
from tests.unit.cards import patients
from tests.unit.cards.patients import BY_STATUS, TODAY, assessed, weight

RULES = CoolDownRules()
WEIGH_AGAIN = patients.patient(weight("80.0", 150), weight("80.2", 60), weight("79.9", 9), weight("70.0", 2))


def days(number: int) -> timedelta:
    return timedelta(days=number)


def shown(assessment: Assessment, days_ago: int, answered_days_ago: int | None = None) -> Remembered:
    """What is remembered of a card that was shown so long ago."""
    before = remember(assessment, None, RULES, TODAY - days(days_ago))
    return replace(before, answered_on=None if answered_days_ago is None else TODAY - days(answered_days_ago))


@pytest.mark.parametrize("status", BY_STATUS)
def test_what_was_never_shown_is_shown(status: str) -> None:
    assert not keeps_quiet(assessed(BY_STATUS[status]), None, RULES, TODAY)


@pytest.mark.parametrize("status", BY_STATUS)
@pytest.mark.parametrize(("answered_days_ago", "quiet"), [(0, True), (1, True), (89, True), (90, False), (200, False)])
def test_an_answer_keeps_every_status_quiet_for_ninety_days(status: str, answered_days_ago: int, quiet: bool) -> None:
    assessment = assessed(BY_STATUS[status])
    before = shown(assessment, answered_days_ago, answered_days_ago)
    assert keeps_quiet(assessment, before, RULES, TODAY) is quiet


@pytest.mark.parametrize("status", ["undetermined", "withheld", "at_risk"])
@pytest.mark.parametrize(("days_ago", "quiet"), [(0, False), (1, True), (7, True), (8, False)])
def test_what_nobody_answers_is_shown_for_a_day_and_not_for_the_next_seven(
    status: str, days_ago: int, quiet: bool
) -> None:
    assessment = assessed(BY_STATUS[status])
    assert keeps_quiet(assessment, shown(assessment, days_ago), RULES, TODAY) is quiet


@pytest.mark.parametrize("status", ["cachexia", "precachexia", "refractory_suspected"])
@pytest.mark.parametrize("days_ago", [0, 1, 7, 80])
def test_what_matters_most_is_shown_until_somebody_answers(status: str, days_ago: int) -> None:
    assessment = assessed(BY_STATUS[status])
    assert not keeps_quiet(assessment, shown(assessment, days_ago), RULES, TODAY)


@pytest.mark.parametrize(
    ("before", "now"), [("cachexia", "at_risk"), ("precachexia", "undetermined"), ("at_risk", "undetermined")]
)
def test_a_milder_card_that_was_never_shown_has_a_first_day_of_its_own(before: str, now: str) -> None:
    assert not keeps_quiet(assessed(BY_STATUS[now]), shown(assessed(BY_STATUS[before]), 3), RULES, TODAY)


def test_weigh_again_is_never_quiet() -> None:
    assessment = assessed(WEIGH_AGAIN)
    assert not keeps_quiet(assessment, shown(assessment, 1, 1), RULES, TODAY)


ORDER = ("undetermined", "at_risk", "precachexia", "cachexia")


@pytest.mark.parametrize(
    ("before", "now"), [(one, other) for place, one in enumerate(ORDER) for other in ORDER[place + 1 :]]
)
def test_a_worse_status_speaks_although_the_milder_one_was_answered(before: str, now: str) -> None:
    assert not keeps_quiet(assessed(BY_STATUS[now]), shown(assessed(BY_STATUS[before]), 1, 1), RULES, TODAY)


@pytest.mark.parametrize(
    ("before", "now"), [(other, one) for place, one in enumerate(ORDER) for other in ORDER[place + 1 :]]
)
def test_a_milder_status_stays_quiet(before: str, now: str) -> None:
    assert keeps_quiet(assessed(BY_STATUS[now]), shown(assessed(BY_STATUS[before]), 1, 1), RULES, TODAY)


@pytest.mark.parametrize(("before", "now"), [("cachexia", "refractory_suspected"), ("withheld", "cachexia")])
def test_another_kind_of_finding_speaks(before: str, now: str) -> None:
    assert not keeps_quiet(assessed(BY_STATUS[now]), shown(assessed(BY_STATUS[before]), 1, 1), RULES, TODAY)


@pytest.mark.parametrize(("more", "quiet"), [("2.4", True), ("2.5", False), ("5", False)])
def test_so_much_more_loss_speaks(more: str, quiet: bool) -> None:
    assessment = assessed(patients.CACHEXIA)
    before = shown(assessment, 1, 1)
    assert before.loss_percent == Decimal(10)
    lighter = replace(before, loss_percent=before.loss_percent - Decimal(more))
    assert keeps_quiet(assessment, lighter, RULES, TODAY) is quiet


def test_what_was_shown_on_a_later_day_is_not_believed() -> None:
    assessment = assessed(patients.AT_RISK)
    assert not keeps_quiet(assessment, shown(assessment, -1), RULES, TODAY)


def test_a_first_showing_is_remembered_with_what_it_said() -> None:
    assert remember(assessed(patients.CACHEXIA), None, RULES, TODAY) == Remembered(
        status="cachexia", loss_percent=Decimal(10), first_shown_on=TODAY, shown_on=TODAY, answered_on=None
    )


def test_without_a_loss_none_is_remembered() -> None:
    alone = assessed(patients.patient(weight("50.0", 3), heights=(patients.height("175"),)))
    assert remember(alone, None, RULES, TODAY).loss_percent is None
    assert not keeps_quiet(assessed(patients.CACHEXIA), remember(alone, None, RULES, TODAY), RULES, TODAY)


@pytest.mark.parametrize(
    ("status", "days_ago", "answered", "first_shown"),
    [
        ("cachexia", 20, False, -20),  # it goes on being shown
        ("cachexia", 95, True, 0),  # after an answer it begins anew
        ("at_risk", 0, False, 0),  # the same day
        ("at_risk", 8, False, 0),  # the week is over: another day, another week
    ],
)
def test_the_first_day_stays_while_the_same_goes_on(
    status: str, days_ago: int, answered: bool, first_shown: int
) -> None:
    assessment = assessed(BY_STATUS[status])
    before = shown(assessment, days_ago, days_ago if answered else None)
    after = remember(assessment, before, RULES, TODAY)
    assert after.first_shown_on - TODAY == days(first_shown)
    assert (after.shown_on, after.answered_on) == (TODAY, None)


def test_another_status_begins_anew() -> None:
    before = shown(assessed(patients.CACHEXIA), 5)
    assert remember(assessed(patients.AT_RISK), before, RULES, TODAY).first_shown_on == TODAY


def test_a_worsening_begins_anew() -> None:
    before = replace(shown(assessed(patients.CACHEXIA), 5), loss_percent=Decimal(2))
    assert remember(assessed(patients.CACHEXIA), before, RULES, TODAY).first_shown_on == TODAY


def test_a_site_may_choose_its_own_days() -> None:
    assessment = assessed(patients.AT_RISK)
    never_quiet = CoolDownRules(answered_days=0, shown_days=0)
    assert not keeps_quiet(assessment, shown(assessment, 0, 0), never_quiet, TODAY)
    assert not keeps_quiet(assessment, shown(assessment, 1), never_quiet, TODAY)
