"""An undetermined patient gets a card where somebody can act on it today."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cds_service.cards.rules import CardRules
from cds_service.clinical.facts import Kind
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Excluded, PatientRecord, Reason
from tests.unit.cards import patients
from tests.unit.cards.patients import CANCER, assessed, cards_of, day, fact, height, patient, weight

TALL = (height("172"),)
HUNGRY = (CANCER, patients.POOR_APPETITE)


def without_unit(days_ago: int) -> tuple[Excluded, ...]:
    return (Excluded("Observation/x", Reason.UNIT_MISSING, Measure.WEIGHT, "72", day(days_ago)),)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(patient(), id="no weight"),
        pytest.param(patient(weight("80", 150), excluded=without_unit(3)), id="a later weight without a unit"),
        pytest.param(patient(excluded=without_unit(3)), id="nothing but a weight without a unit"),
        pytest.param(patient(weight("80", 150), weight("79", 9), weight("70", 2)), id="a doubtful last weight"),
        pytest.param(patient(weight("80", 150), weight("72", 2), weight("81", 2)), id="a day that contradicts itself"),
        pytest.param(patient(weight("53", 3), heights=(height("165"),)), id="a low BMI"),
        pytest.param(patient(weight("80", 150), weight("76.8", 3), heights=TALL), id="4.0 % lost"),
        pytest.param(
            patient(weight("80", 150), weight("78.2", 3), facts=HUNGRY, heights=TALL), id="2.3 % and poor appetite"
        ),
        pytest.param(
            patient(weight("80", 150), weight("78.2", 3), heights=TALL, values=(patients.CRP_15,)),
            id="2.3 % and CRP 15",
        ),
        pytest.param(patient(weight("80", 200), weight("77.6", 3), heights=TALL), id="3 % just outside the window"),
        pytest.param(patient(weight("70", 3), facts=HUNGRY), id="one weight and poor appetite"),
        pytest.param(patient(weight("70", 3), facts=(CANCER, fact(Kind.WEIGHT_LOSS, 9))), id="a coded weight loss"),
        pytest.param(patients.STALE, id="7.5 % lost when last weighed, long ago"),
        pytest.param(
            patient(
                weight("80", 150), weight("78.2", 3), heights=TALL, failed=("function",), unavailable=("function",)
            ),
            id="a read that failed",
        ),
    ],
)
def test_somebody_can_act_on_it(record: PatientRecord) -> None:
    assert assessed(record).status == "undetermined"
    assert len(cards_of(record)) == 1
    assert cards_of(record, CardRules(undetermined="never")) == ()


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(patient(weight("70", 3)), id="one weight"),
        pytest.param(patient(weight("80", 150), excluded=without_unit(160)), id="an earlier weight without a unit"),
        pytest.param(patient(weight("80", 150), weight("76.9", 3), heights=TALL), id="3.9 % lost"),
        pytest.param(
            patient(weight("80", 150), weight("76", 100), weight("77.5", 3), facts=HUNGRY, heights=TALL),
            id="3.1 % and poor appetite, regaining",
        ),
        pytest.param(patient(weight("80", 200), weight("79.8", 3), heights=TALL), id="steady just outside the window"),
        pytest.param(patient(weight("80", 200), weight("79.8", 103), heights=TALL), id="steady when last weighed"),
        pytest.param(
            patient(weight("80", 150), weight("78.2", 3), heights=TALL, unavailable=("function",)),
            id="a kind of data that is never sent",
        ),
    ],
)
def test_nobody_can(record: PatientRecord) -> None:
    assert assessed(record).status == "undetermined"
    assert cards_of(record) == ()
    assert len(cards_of(record, CardRules(undetermined="always"))) == 1


def test_a_site_sets_what_is_near_the_limit() -> None:
    record = patient(weight("80", 150), weight("76.9", 3), heights=TALL)
    assert len(cards_of(record, CardRules(near_limit_percent=Decimal("3.5")))) == 1


def test_what_a_failed_read_could_not_decide_is_no_news() -> None:
    record = replace(patients.STABLE, failed=("procedures",), unavailable=("procedures",))
    assert cards_of(record) == ()
    undecided = patient(weight("80", 150), weight("78.2", 3), heights=TALL)
    assert cards_of(replace(undecided, failed=("referrals",), unavailable=("referrals",))) == ()
