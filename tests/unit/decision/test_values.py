"""The values that a site may want in its record: what there was, with dates and units."""

from cds_service.clinical.measures import Measure
from cds_service.decision.values import values_of
from tests.unit.cards.patients import assessed, height, lab, patient, weight


def test_each_value_that_there_was_is_named() -> None:
    labs = (lab(Measure.CRP, "22", "mg/L"), lab(Measure.ALBUMIN, "32", "g/L"))
    assessment = assessed(patient(weight("80.0", 160), weight("72.0", 2), heights=(height("172"),), values=labs))
    assert values_of(assessment) == {
        "current_kg": "72.0",
        "current_on": "2026-06-28",
        "reference_kg": "80.0",
        "reference_on": "2026-01-21",
        "loss_percent_6_months": "10.000",
        "loss_percent_12_months": "10.000",
        "bmi": "24.34",
        "crp": "22 mg/L",
        "albumin": "32 g/L",
    }


def test_what_was_not_there_is_not_named() -> None:
    assert values_of(assessed(patient())) == {}
