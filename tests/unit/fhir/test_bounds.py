"""A laboratory's text that is nothing but a bound is read as one; anything more is no value."""

from fractions import Fraction

import pytest

from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Reason
from cds_service.clinical.span import Span
from tests.fhir_builders import Json, observation
from tests.unit.fhir.reading import record

CRP = "1988-5"


def written(text: str, code: str = CRP, **fields: object) -> Json:
    told = {
        name: value
        for name, value in observation("o", code, 1, "mg/L", "2026-06-20").items()
        if name != "valueQuantity"
    }
    return told | {"valueString": text} | fields


def below(number: int | str, *, open_: bool = True) -> Span:
    return Span(None, Fraction(number), high_open=open_)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("<5 mg/L", below(5)),
        (" < 0,5 mg/dL ", below(5)),
        ("≤5 MG/L", below(5, open_=False)),
        ("<=5 mg/L", below(5, open_=False)),
        (">200 mg/L", Span(Fraction(200), None, low_open=True)),
        ("≥ 200 mg/L", Span(Fraction(200), None)),
        ("<5", below(50, open_=False)),
        (">5", Span(Fraction(5), None)),
    ],
)
def test_a_bound_is_read(text: str, span: Span) -> None:
    (value,) = record(written(text)).values
    assert (value.measure, value.span) == (Measure.CRP, span)


@pytest.mark.parametrize("text", ["", "negative", "<5 mg/L, haemolytic", "5 mg/L", "<", "<five", "<" + "5" * 60])
def test_anything_else_is_no_value(text: str) -> None:
    told = record(written(text))
    assert told.values == ()
    assert [one.reason for one in told.excluded] == [Reason.NO_VALUE]


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (written("<5 furlongs"), Reason.UNIT_UNKNOWN),
        (written("<5."), Reason.UNIT_UNKNOWN),
        (written("<5 mg/L", effectiveDateTime="soon"), Reason.DATE_MISSING),
    ],
)
def test_a_bound_that_cannot_count_says_why(resource: Json, reason: Reason) -> None:
    told = record(resource)
    assert (told.values, [one.reason for one in told.excluded]) == ((), [reason])


def test_a_weight_is_never_a_text() -> None:
    assert record(written("<80 kg", "29463-7")).weights == ()
