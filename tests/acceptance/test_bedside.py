"""What a careful clinician would say of each invented patient, written before the code."""

import pytest

from tests.acceptance.bedside.case import Case, complaints_about
from tests.acceptance.bedside.catalogue import CASES


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.id)
def test_the_patient_gets_what_a_careful_clinician_expects(one: Case) -> None:
    assert complaints_about(one) == [], one.sentence


def test_every_case_has_an_id_of_its_own() -> None:
    assert len({one.id for one in CASES}) == len(CASES)
