"""Steady patients are left alone and losers are seen, on a scale as noisy as scales are: a small simulation."""

import pytest

from tests.acceptance.bedside.steady import EVERY, share_with_a_card

PATIENTS = 150
"""The manual's table is of 2,000; the limits here leave room for the smaller number (three deviations)."""


@pytest.mark.parametrize("every", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize(
    ("noise", "lost", "at_least", "at_most"), [(0.006, 0, 0, 0.035), (0.01, 0, 0, 0.09), (0.006, 0.08, 0.9, 1)]
)
def test_a_record_is_opened_to_a_card_only_where_weight_was_lost(
    every: int, noise: float, lost: float, at_least: float, at_most: float
):
    assert at_least <= share_with_a_card(PATIENTS, every, noise, lost) <= at_most
