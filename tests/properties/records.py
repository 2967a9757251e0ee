"""Generated patient records: values on a grid of thresholds and their neighbours, days at the ends of windows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from cds_service.clinical.calendar import When
from cds_service.clinical.facts import Fact, Kind, Standing
from cds_service.clinical.measures import Family, Measure, of_family
from cds_service.clinical.record import Height, Measured, PatientRecord, Recorded, Sex, Weight, WeightKind
from cds_service.clinical.span import Span
from tests.builders import AS_OF, when

# Shares of 100 kg: exact thresholds of loss, rise, conflict and spike, and their neighbours.
KILOGRAMS_TEXT = (
    "100 99.99 98.01 98 97.99 97 96 95.01 95 94.99 94 90.01 90 89.99 89 85 80.01 80 79.99 "
    "102 104.99 105 106 110 111 112 120 75 44 45.3 47 200 220.46 245 22.7 22.6 340.2 340.3"
)
KILOGRAMS = [Decimal(text) for text in KILOGRAMS_TEXT.split()]
# Days before the current weight: the ends of every window, and their neighbours.
WEIGHT_DAYS_TEXT = "0 1 2 3 7 13 14 15 29 30 31 44 45 46 91 92 93 150 180 181 182 183 200 364 365 366 367 729 730 732"
WEIGHT_DAYS = [int(days) for days in WEIGHT_DAYS_TEXT.split()]
CURRENT_DAYS = [-1, 0, 1, 2, 30, 60, 61, 90, 91]
LAB_DAYS = [0, 1, 2, 7, 8, 9, 15, 30, 59, 60, 61, -1]
BIRTHS = ["1956-06-30", "1956-07-01", "1970-01-01", "1940-02-29", "1956", "1956-07", "1955"]
VALUES = {
    Measure.CRP: "4 5 5.01 9.99 10 10.01 50 1000 1000.01 <5 <=5 <10 <=10 >5 >10 >=10",
    Measure.ALBUMIN: "25 31.99 32 34.99 35 35.01 40 <35 >70 4.99 70.01",
    Measure.HAEMOGLOBIN: "11.99 12 14",
    Measure.IL_6: "1 4 4.01",
    Measure.GRIP: "15.9 16 17.9 18 26.9 27 27.9 28 40",
    Measure.INTAKE: "1200 1500 1500.1 1599 1600 1800 1899 1900 2000 2500",
    Measure.ECOG: "0 2 3 4",
    Measure.BMI: "18.49 18.5 19.99 20 20.99 21 21.99 22 24.99 25 27.99 28",
    Measure.ASMI_DXA: "5.44 5.45 5.49 5.5 6.99 7 7.24 7.25 7.26 8",
    Measure.ASMI_BIA: "5.69 5.7 6.99 7",
    Measure.SMI_L3_CT: "38.9 39 54.9 55",
    Measure.FFMI_BIA: "11.39 11.4 14.59 14.6 14.99 15 16.99 17",
    Measure.MAMA: "17.9 18 31.9 32",
}
LABORATORY = (Measure.CRP, Measure.ALBUMIN, Measure.HAEMOGLOBIN, Measure.IL_6)
FUNCTION = (Measure.GRIP, Measure.INTAKE, Measure.ECOG, Measure.BMI)
MUSCLE = of_family(Family.MUSCLE)
SYMPTOMS = (Kind.ANOREXIA, Kind.FATIGUE, Kind.SARCOPENIA)
EVENTS = (Kind.INFECTION, Kind.SURGERY)
COMMON_KINDS = st.sampled_from([WeightKind.MEASURED] * 7 + [WeightKind.DRY, WeightKind.STATED])


def day_before(today: date, days: int) -> When:
    return When.on(today - timedelta(days=days))


def span_of(text: str) -> Span:
    number = Fraction(text.lstrip("<>="))
    closed = "=" in text
    if text[0] == "<":
        return Span(None, number, high_open=not closed)
    return Span(number, None, low_open=not closed) if text[0] == ">" else Span.exactly(number)


@st.composite
def weight_lists(
    draw: st.DrawFn, *, most: int = 6, kinds: st.SearchStrategy[WeightKind] = COMMON_KINDS
) -> tuple[Weight, ...]:
    """Weights around one current day; ties of day and of value are frequent."""
    current = AS_OF - timedelta(days=draw(st.sampled_from(CURRENT_DAYS)))
    chosen = draw(
        st.lists(
            st.tuples(st.sampled_from(WEIGHT_DAYS), st.sampled_from(KILOGRAMS), kinds, st.booleans()), max_size=most
        )
    )
    return tuple(
        Weight(kg, Recorded(str(kg), "kg", day_before(current, days), f"weight/{place}"), kind, in_pounds)
        for place, (days, kg, kind, in_pounds) in enumerate(chosen)
    )


def partial(weight: Weight, places: int) -> Weight:
    """Forget the day of a weight (7 places: YYYY-MM), or the month as well (4: YYYY)."""
    day = weight.recorded.when.first
    return replace(weight, recorded=replace(weight.recorded, when=when(day.isoformat()[:places])))


@st.composite
def boundary_pairs(draw: st.DrawFn) -> tuple[Weight, ...]:
    """100 kg and then a loss at a threshold or beside it, perhaps with a third weight: most criteria are decided."""
    reference = draw(st.sampled_from([31, 92, 150, 181]))
    kg = draw(st.sampled_from(KILOGRAMS[:19]))
    more = draw(st.lists(st.tuples(st.sampled_from([60, 200, 364]), st.sampled_from(KILOGRAMS[:19])), max_size=1))
    return tuple(
        Weight(heavy, Recorded(str(heavy), "kg", day_before(AS_OF, days), f"weight/{place}"))
        for place, (days, heavy) in enumerate([(reference, Decimal(100)), (0, kg), *more])
    )


def dated_values(draw: st.DrawFn, measure: Measure, days: Sequence[int], *, full: bool) -> list[tuple[int, str]]:
    """Draw up to two values of different days; where the record shall be full, one of today."""
    values = st.sampled_from(VALUES[measure].split())
    if full and draw(st.integers(0, 5)):
        return [(0, draw(values))]
    return draw(st.lists(st.tuples(st.sampled_from(days), values), max_size=2, unique_by=lambda item: item[0]))


@st.composite
def facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    found = []
    for kind in SYMPTOMS:
        standing = draw(st.sampled_from([None, Standing.REFUTED, Standing.ACTIVE]))
        if standing:
            source, days = draw(
                st.sampled_from([("Condition", 180), ("Condition", 181), ("Observation", 90), ("Observation", 91)])
            )
            seen = source == "Observation"
            found.append(Fact(kind, standing, day_before(AS_OF, days), f"{source}/{kind}", observed=seen))
    for kind in EVENTS:
        days = draw(st.sampled_from([*[None] * 20, 2, 14, 15, 28, 29, 30]))
        if days is not None:
            passing = draw(st.booleans())
            found.append(Fact(kind, Standing.ACTIVE, day_before(AS_OF, days), f"Condition/{kind}", passing=passing))
    if draw(st.integers(0, 9)) == 0:
        found.append(Fact(Kind.DIALYSIS, Standing.ACTIVE, None, "Condition/dialysis"))
    return tuple(found)


@st.composite
def records(draw: st.DrawFn) -> PatientRecord:
    """A patient with active cancer: half of them with nearly everything known, half with little."""
    full = draw(st.booleans())
    born = draw(st.sampled_from([*BIRTHS, None]))
    cancer = Fact(Kind.CANCER, Standing.ACTIVE, None, "Condition/cancer")
    return PatientRecord(
        patient="p",
        sex=draw(st.sampled_from([Sex.MALE, Sex.FEMALE, None])),
        birth=when(born) if born else None,
        facts=(cancer, *draw(facts())),
        weights=draw(boundary_pairs() if full else weight_lists()),
        heights=() if full and draw(st.booleans()) else _heights(draw),
        values=tuple(
            Measured(measure, span_of(text), _recorded(text, days, f"{measure.key}/{days}"))
            for measures, around in (
                (LABORATORY, LAB_DAYS),
                (FUNCTION, [0, 29, 30, 31, 90, 91]),
                (draw(st.lists(st.sampled_from(MUSCLE), max_size=2, unique=True)), [0, 180, 181]),
            )
            for measure in measures
            for days, text in dated_values(draw, measure, around, full=full)
        ),
    )


@st.composite
def weights_only(draw: st.DrawFn) -> PatientRecord:
    """A patient of whom only weights and perhaps a height are known."""
    dialysis = Fact(Kind.DIALYSIS, Standing.ACTIVE, None, "Condition/dialysis")
    facts = (dialysis,) if draw(st.integers(0, 9)) == 0 else ()
    return PatientRecord("p", facts=facts, weights=draw(weight_lists(most=8)), heights=_heights(draw))


def _heights(draw: st.DrawFn) -> tuple[Height, ...]:
    """A height of 200 cm makes 80 kg a BMI of exactly 20."""
    chosen = draw(
        st.dictionaries(st.sampled_from([0, 100, 200]), st.sampled_from(["200", "175", "99", "251"]), max_size=2)
    )
    return tuple(
        Height(Decimal(cm), _recorded(cm, days, f"height/{days}"), stated=draw(st.booleans()))
        for days, cm in chosen.items()
    )


def _recorded(text: str, days: int, source: str) -> Recorded:
    return Recorded(text, "", day_before(AS_OF, days), source)
