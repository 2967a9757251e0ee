"""Every number that an administrator can change says what it is."""

import re

import pytest

from cds_service.rulesets.leaves import Leaf, leaves_of
from cds_service.rulesets.ruleset import Ruleset
from cds_service.rulesets.shape import NUMBERS

NUMERIC = [leaf for leaf in leaves_of(Ruleset()) if leaf.path.startswith("clinical.") and leaf.shape.kind in NUMBERS]
WITHOUT_UNIT = re.compile(r"(?<!karnofsky_of_)ecog")
"""A grade has none."""


@pytest.mark.parametrize("leaf", NUMERIC, ids=lambda leaf: leaf.path)
def test_a_threshold_carries_unit_range_usual_range_source_and_a_sentence(leaf: Leaf) -> None:
    assert leaf.shape.limits is not None
    assert leaf.shape.about is not None
    assert bool(leaf.shape.unit) != bool(WITHOUT_UNIT.search(leaf.path.rpartition(".")[2]))
    assert leaf.shape.about.source
    assert re.fullmatch(r"[A-Z].*\.", leaf.shape.about.does)


@pytest.mark.parametrize("leaf", NUMERIC, ids=lambda leaf: leaf.path)
def test_what_is_published_is_usual_and_what_is_usual_is_allowed(leaf: Leaf) -> None:
    low, high = leaf.shape.about.usual
    assert leaf.shape.limits.low <= low < high <= leaf.shape.limits.high
    assert leaf.value is None or low <= leaf.value <= high


def test_there_are_thresholds_to_look_at() -> None:
    assert len(NUMERIC) > 90
