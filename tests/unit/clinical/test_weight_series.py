"""Facts about weights that no table of the manual shows: sources, settings, and what a partial date leaves open."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Reason
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_history import WeightHistory
from cds_service.clinical.weight_rules import WeightSeriesRules
from tests.builders import AS_OF, patient, when
from tests.told import told

RULES = ClinicalRules()


def history(weights: str, **changed: object) -> WeightHistory:
    rules = replace(RULES, weight_series=replace(WeightSeriesRules(), **changed))
    return assess(patient(weights=weights), rules, AS_OF).snapshot.weight


def left_out(of: WeightHistory) -> list[tuple[str, Reason]]:
    return [(one.text, one.reason) for one in of.excluded]


def test_the_value_nearest_to_the_days_median_is_its_first_source():
    current = history("2026-06-28 80.0; 2026-06-28 80.5; 2026-06-28 80.6").current
    assert current is not None
    assert current.sources == ("weight/2", "weight/1", "weight/3")
    assert current.when == when("2026-06-28")


def test_a_weight_left_out_is_listed_as_the_record_gives_it():
    [one] = history("2026-06-01 80; 2026-07-01 79").excluded
    assert (one.source, one.measure, one.text, one.when) == ("weight/2", Measure.WEIGHT, "79 kg", when("2026-07-01"))


def test_weights_left_out_are_listed_by_date():
    excluded = history("2026-06-28 8; 2026-03-01 9; 2026-05-01 7; 2026-06-28 80").excluded
    assert [one.source for one in excluded] == ["weight/2", "weight/3", "weight/1"]


@pytest.mark.parametrize(
    ("heavier", "fit", "reason"),
    [
        ("151.24", 10, None),
        ("152", 10, Reason.UNCONFIRMED),
        ("186.2", 11, Reason.UNCONFIRMED),
        ("186.96", 11, None),
    ],
)
def test_a_jump_outside_2_to_2_45_is_no_pound_however_wide_the_fit(heavier: str, fit: int, reason: Reason | None):
    seen = history(f"2026-01-15 76; 2026-06-28 {heavier}", unit_error_fit_percent=Decimal(fit))
    assert {one.reason for one in seen.excluded} == ({reason} if reason else set())


@pytest.mark.parametrize(("days", "believed"), [(2, False), (3, True), (4, True)])
def test_three_times_the_days_settle_which_side_is_right(days: int, believed: bool):
    first = date(2026, 5, 1)
    many = "; ".join(f"{first + timedelta(days=day)} 176" for day in range(days))
    current = history(f"{many}; 2026-06-28 76").current
    assert (current is not None) is believed


def test_a_part_of_a_series_is_in_pounds_only_where_its_median_is():
    jumps = "2026-01-15 80; 2026-02-01 172; 2026-03-01 173; 2026-04-01 230; 2026-05-01 231; 2026-06-01 232"
    assert (Reason.UNIT_SUSPECT in {reason for _, reason in left_out(history(jumps))}) is False
    pounds = "2026-01-15 80; 2026-02-01 172; 2026-03-01 173; 2026-04-01 174; 2026-05-01 231; 2026-06-01 232"
    assert Reason.UNIT_SUSPECT in {reason for _, reason in left_out(history(pounds))}


@pytest.mark.parametrize(("gap", "suspect"), [(165, False), (166, True)])
def test_units_are_compared_within_the_gap_of_the_rules(gap: int, suspect: bool):
    seen = history("2026-01-15 172.5; 2026-06-30 76", unit_error_gap_days=gap)
    assert (Reason.UNCONFIRMED in {one.reason for one in seen.excluded}) is suspect


def test_a_weight_of_today_is_never_stale():
    assert "stale_weight" not in history("2026-06-30 80", stale_caution_days=0).cautions
    assert "stale_weight" in history("2026-06-29 80", stale_caution_days=0).cautions


def test_a_loss_that_every_day_of_a_partial_date_proves_is_shown_with_the_known_dates():
    record = patient(weights="2026-01-15 80; 2026-06-15 75; 2026-06 74")
    finding = assess(record, RULES, AS_OF).findings["fearon_2011"]
    [evidence] = told(finding.evidence)
    assert (evidence.value, evidence.until, evidence.source) == ("6.250", date(2026, 6, 15), "weight/1")


def test_a_partial_date_that_decides_is_said():
    assert "partial_date_undecided" in history("2025-12 80; 2026-06-28 74").cautions
    assert "partial_date_undecided" not in history("2026-01 80; 2026-06-28 74").cautions


def test_a_partial_date_opens_only_the_windows_that_it_may_enter():
    seen = history("2025-06 80; 2026-06-28 74")
    assert (seen.six_months.date_open, seen.twelve_months.date_open) == (False, True)


def test_of_two_equal_losses_the_earlier_is_the_episode():
    episode = history("2024-01-01 80; 2024-03-01 72; 2025-06-01 80; 2025-08-01 72; 2026-06-28 74").largest_episode
    assert episode is not None
    assert episode.reference.on == date(2024, 1, 1)


def test_an_episode_begins_on_the_last_day_of_its_highest_weight():
    episode = history("2026-01-15 80; 2026-03-01 80; 2026-06-28 74").largest_episode
    assert episode is not None
    assert episode.reference.on == date(2026, 3, 1)


def test_the_highest_of_several_told_weights_is_the_baseline():
    change = history("2026-02-01 82 stated; 2026-01-15 80 stated; 2026-06-28 74").six_months.change
    assert change is not None
    assert (change.reference.kg, change.reference.when) == (82, when("2026-02-01"))
    assert change.reference.sources == ("weight/1",)


def test_a_told_weight_that_the_height_makes_impossible_is_left_out():
    record = patient(weights="2026-01-15 250 stated; 2026-06-28 74", heights="150")
    seen = assess(record, RULES, AS_OF).snapshot.weight
    assert left_out(seen) == [("250 kg", Reason.IMPLAUSIBLE)]


def test_a_partial_date_never_lies_after_today():
    record = patient(weights="2026-01-15 80; 2026-06-10 76.5; 2026-06 75.9")
    loss = assess(record, RULES, date(2026, 6, 10)).snapshot.weight.six_months.percent
    assert (loss.low, loss.high) == (Decimal("4.375"), Decimal("5.125"))


def test_units_are_compared_in_every_stretch_of_a_series():
    stretches = "2022-01-01 172; 2022-02-01 76; 2022-03-01 76; 2024-01-01 76; 2026-01-15 77; 2026-06-28 76"
    assert left_out(history(stretches)) == [("172 kg", Reason.UNIT_SUSPECT)]


def test_weights_with_more_digits_than_a_decimal_context_holds_are_compared_exactly():
    just_above = "94." + "9" * 30  # of 100 kg: a loss of 5.000...1 %
    seen = history(f"2026-01-15 100; 2026-06-28 {just_above}").six_months.percent
    assert seen.above(5) is Verdict.MET
    assert history("2026-01-15 100; 2026-06-28 95").six_months.percent.above(5) is Verdict.NOT_MET


def test_parts_that_a_pound_does_not_explain_as_a_whole_are_no_mix_up():
    drifting = "2025-07-01 80; 2025-08-01 172; 2025-09-01 200; 2025-10-01 240; 2025-11-01 290; 2025-12-01 330"
    assert Reason.UNIT_SUSPECT not in {reason for _, reason in left_out(history(drifting))}


def test_weights_of_one_month_are_held_against_the_same_rise():
    rise = "2026-01-01 70; 2026-01-20 78; 2026-01-25 70; 2026-06-28 68"
    seen = history(f"{rise}; 2026-01 78; 2026-01 77; 2026-02 71")
    assert seen.six_months.date_open
    assert not history(rise).six_months.date_open


def test_of_two_weights_of_one_month_alone_neither_is_known_to_be_the_last():
    seen = history("2026-06 80; 2026-06 79")
    assert (seen.current, seen.kg.low, seen.kg.high) == (None, 79, 80)


def test_of_three_levels_a_pound_apart_none_is_believed_without_a_majority():
    levels = "2025-07-01 35; 2025-08-01 77.16; 2025-09-01 170.1"
    assert [reason for _, reason in left_out(history(levels))] == [Reason.UNIT_SUSPECT] * 3
