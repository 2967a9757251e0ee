"""The rows of what is measured agree with the ruleset and with each other."""

from copy import deepcopy

import pytest

from cds_service.clinical.measures import Family, Measure
from cds_service.clinical.ruleset import ClinicalRules

RULES = ClinicalRules()
OF_THE_WEIGHT_SERIES = (Family.WEIGHT, Family.HEIGHT, Family.BMI)


@pytest.mark.parametrize("measure", Measure, ids=lambda measure: measure.key)
def test_the_first_unit_of_a_table_is_the_measures_own(measure: Measure):
    assert measure.table.ucum[measure.unit].factor == 1
    assert not measure.table.ucum[measure.unit].molar


@pytest.mark.parametrize("measure", Measure, ids=lambda measure: measure.key)
def test_a_measure_has_an_age_beyond_which_it_does_not_count(measure: Measure):
    if measure.family not in OF_THE_WEIGHT_SERIES:
        assert RULES.staleness.days(measure) > 0


@pytest.mark.parametrize("measure", Measure, ids=lambda measure: measure.key)
def test_the_default_ruleset_takes_its_plausible_ranges_from_the_rows(measure: Measure):
    assert RULES.lab_plausibility.range(measure) == measure.plausible


def test_methods_tell_the_measures_of_muscle_apart():
    assert {measure for measure in Measure if measure.by} == {
        measure for measure in Measure if measure.family is Family.MUSCLE
    }


def test_a_copy_of_a_measure_is_the_measure():
    assert all(deepcopy(measure) is measure for measure in Measure)
