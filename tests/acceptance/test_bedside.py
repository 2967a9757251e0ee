"""What a careful clinician would say of each invented patient, written before the code."""

from pathlib import Path

import pytest

from tests.acceptance.bedside.case import Case, complaints_about
from tests.acceptance.bedside.catalogue import CASES

OPEN = frozenset((Path(__file__).parent / "bedside" / "open.txt").read_text("utf-8").splitlines())
"""The cases where we still disagree with the clinician; one that agrees and stays on the list is a failure, too."""


def _marked(one: Case) -> object:
    still = [pytest.mark.xfail(strict=True, reason="we still disagree: open.txt")] if one.id in OPEN else []
    return pytest.param(one, id=one.id, marks=still)


@pytest.mark.parametrize("one", [_marked(one) for one in CASES])
def test_the_patient_gets_what_a_careful_clinician_expects(one: Case) -> None:
    assert complaints_about(one) == [], one.sentence


def test_every_case_has_an_id_of_its_own() -> None:
    assert len({one.id for one in CASES}) == len(CASES)


def test_only_known_cases_are_open() -> None:
    assert {one.id for one in CASES} >= OPEN
