"""However a chart is made, twice as much of it takes about twice the steps, and never many times those of a steady one.

Steps are counted, not seconds: lines that are walked, the same on a busy machine as on an idle one. `make
bench-growth` measures seconds at the full sizes.
"""

import sys
from functools import cache
from types import FrameType
from typing import Any

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.snapshot import take_snapshots
from tests.builders import AS_OF
from tests.growth_shapes import SHAPES, steady

RULES = ClinicalRules()
SMALL = 1000
SHAPES_BESIDE = {"steady": steady, **SHAPES}


@cache
def steps(shape: str, size: int) -> int:
    """Count the lines that an assessment walks."""
    record = SHAPES_BESIDE[shape](size)
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        assess(record, RULES, AS_OF)
    finally:
        sys.settrace(before)
    return count


def readings(shape: str, size: int) -> int:
    return len(take_snapshots(SHAPES_BESIDE[shape](size), RULES, AS_OF))


@pytest.mark.parametrize("shape", SHAPES_BESIDE)
def test_twice_as_much_takes_about_twice_the_steps(shape: str) -> None:
    """For each reading: whether the last weight of a shape is in doubt may depend on its size."""
    twice, once = (steps(shape, size) / readings(shape, size) for size in (2 * SMALL, SMALL))
    assert twice <= 2.3 * once


@pytest.mark.parametrize("shape", SHAPES)
def test_no_chart_takes_many_times_the_steps_of_a_steady_one(shape: str) -> None:
    assert steps(shape, 2 * SMALL) <= 4 * steps("steady", 2 * SMALL)
