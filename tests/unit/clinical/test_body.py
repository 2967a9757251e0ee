"""Which height counts where the age is not certain."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.body import choose_height
from cds_service.clinical.ruleset import ClinicalRules
from tests.builders import AS_OF, patient


@pytest.mark.parametrize(
    ("born", "counts"),
    [("", True), ("1980-06-01", True), ("1980-06-02", False), ("1980", False), ("1979", True)],
)
def test_a_height_counts_unless_it_may_be_a_childs(born: str, counts: bool):
    record = patient(heights="170 on 1998-06-01", born=born)
    assert (choose_height(record, AS_OF, ClinicalRules()).chosen is not None) is counts


@pytest.mark.parametrize("height", ["100", "250"])
def test_the_ends_of_the_range_of_heights_are_adult_heights(height: str):
    assert choose_height(patient(heights=height), AS_OF, ClinicalRules()).chosen is not None


def test_a_body_too_short_for_lorentz_has_no_nutritional_risk_index():
    short = replace(ClinicalRules().weight_series, lowest_height_cm=Decimal(50))
    rules = replace(ClinicalRules(), weight_series=short)
    record = patient(weights="2026-06-28 30", heights="80", labs="albumin 40")
    assert assess(record, rules, AS_OF).scores.gnri is None
