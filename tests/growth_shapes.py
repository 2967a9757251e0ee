"""Charts of any size that made an earlier version slow: as records of the core, and as the same FHIR resources.

Every shape is held against `steady` of the same size: whatever the bytes say, the answer must not take much longer.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle, islice
from random import Random

from cds_service.clinical.calendar import When
from cds_service.clinical.facts import Fact, Kind, Standing
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Measured, PatientRecord, Recorded, Sex, Weight, WeightKind
from cds_service.clinical.span import Span
from tests import fhir_builders
from tests.builders import AS_OF, when

Shape = Callable[[int], PatientRecord]
Json = fhir_builders.Json

BACTERIAL_SEPSIS = "A41.9"
APPENDECTOMY = "80146002"
HUMAN_ALBUMIN = "B05AA01"
WEIGHT_CODES = {WeightKind.MEASURED: "29463-7", WeightKind.DRY: "8344-0", WeightKind.STATED: "3142-7"}
LAB_CODES = {Measure.CRP: ("1988-5", "mg/L"), Measure.ALBUMIN: ("1751-7", "g/L")}


def steady(size: int) -> PatientRecord:
    """One weight a day, between 70.0 and 70.6 kg: what every other shape is held against."""
    return _daily(islice(cycle(("70.0", "70.3", "70.6", "70.2")), size))


def zigzag(size: int) -> PatientRecord:
    """70 and 90 between 80s: every other day is a spike."""
    return _daily(islice(cycle(("80", "70", "80", "90")), size))


def swelling_zigzag(size: int) -> PatientRecord:
    """Days that are spikes to each other, each a little farther from the median of 80: they go one by one."""
    swelling = size // 2
    spikes = (f"{80 + (-1) ** day * (10 + Decimal(day) / (10 * swelling)):.6f}" for day in range(swelling))
    return _daily([*spikes, *["80"] * (size - swelling)])


def restless_zigzag(size: int) -> PatientRecord:
    """The same, amid weights that differ, so that the median moves with every removal."""
    draw = _repeatable(3)
    spikes = [f"{80 + (-1) ** day * (10 + Decimal(draw.randrange(1000)) / 2000):.6f}" for day in range(size // 2)]
    return _daily(
        [*spikes, *(f"{80 + Decimal(draw.randrange(-500, 500)) / 1000:.6f}" for _ in range(size - size // 2))]
    )


def sawtooth(size: int) -> PatientRecord:
    """A slow rise and a sudden fall, over and over."""
    return _daily(str(60 + day % 30) for day in range(size))


def random_weights(size: int) -> PatientRecord:
    """Any weight after any other."""
    draw = _repeatable(8)
    return _daily(f"{draw.uniform(40, 160):.2f}" for _ in range(size))


def fluid(size: int) -> PatientRecord:
    """Up by a tenth and back within days, all life long; no two low days alike, so that few returns are found."""
    lows = ("80", "66", "76", "69", "78", "72", "74")
    return _daily(islice(cycle([kg for low in lows for kg in (low, "88")]), size))


def stated_beside_measured(size: int) -> PatientRecord:
    """A told weight on every day with a measured one, a few of them a pound's factor off."""
    days = list(_days_back(size // 2))
    told = [_weight(place, "158" if place % 7 == 0 else "72", day, WeightKind.STATED) for place, day in enumerate(days)]
    measured = [_weight(size + place, "71", day) for place, day in enumerate(days)]
    return _record(weights=(*told, *measured))


def pound_levels(size: int) -> PatientRecord:
    """Jumps by the factor of a pound that never come back the same way: as many levels as jumps."""
    return _daily(islice(cycle(("56", "115", "57.6", "116")), size))


def kilograms_and_pounds(size: int) -> PatientRecord:
    """Every other weight in pounds, filed as kilograms."""
    return _daily(islice(cycle(("76", "167.5")), size))


def one_day(size: int) -> PatientRecord:
    """All on one day, within 5 %."""
    return _record(weights=tuple(_weight(place, f"{70 + place % 30 / 10:.1f}", AS_OF) for place in range(size)))


def two_a_day_apart(size: int) -> PatientRecord:
    """Two weights a day that contradict each other."""
    days = [day for day in _days_back(size // 2) for _ in range(2)]
    return _record(weights=tuple(_weight(place, ("70", "80")[place % 2], day) for place, day in enumerate(days)))


def long_decimals(size: int) -> PatientRecord:
    """Weights with as many digits as a binary number can carry through JSON."""
    draw = _repeatable(5)
    return _daily(f"7{draw.randrange(10)}.{draw.randrange(10**13):013d}" for _ in range(size))


def partial_months(size: int) -> PatientRecord:
    """Weights of which only the month is known, in every month of four decades."""
    months = [f"{year}-{month:02d}" for year in range(1987, 2027) for month in range(1, 13)][:474]
    return _record(weights=tuple(_partly_dated(place, text) for place, text in enumerate(islice(cycle(months), size))))


def partial_years(size: int) -> PatientRecord:
    """Weights of which only this year is known: each may be the latest."""
    return _record(weights=tuple(_partly_dated(place, "2026") for place in range(size)))


def partial_among_exact(size: int) -> PatientRecord:
    """Half of the weights with a day, half with a month or a year, over the same time."""
    exact = steady(size // 2).weights
    texts = [day.isoformat()[: (7, 4)[place % 2]] for place, day in enumerate(_days_back(size // 2))]
    return _record(weights=(*exact, *(_partly_dated(size + place, text) for place, text in enumerate(texts))))


def one_year_among_exact(size: int) -> PatientRecord:
    """One "2026" among exact days."""
    return _record(weights=(*steady(size - 1).weights, _partly_dated(size, "2026")))


def infections_and_operations(size: int) -> PatientRecord:
    """As many CRPs as infections and operations, all within the weeks that count."""
    kinds = cycle((Kind.INFECTION, Kind.SURGERY))
    facts = tuple(_fact(place, next(kinds), day) for place, day in enumerate(_recent_days(size // 2)))
    return _record(facts=facts, values=_labs(Measure.CRP, "15", size - size // 2))


def albumin_infusions(size: int) -> PatientRecord:
    """As many albumins as infusions of albumin, and CRPs to pair them with."""
    facts = tuple(_fact(place, Kind.ALBUMIN_INFUSION, AS_OF - timedelta(days=40)) for place in range(size // 3))
    return _record(facts=facts, values=(*_labs(Measure.ALBUMIN, "34", size // 3), *_labs(Measure.CRP, "15", size // 3)))


SHAPES: dict[str, Shape] = {
    shape.__name__: shape
    for shape in (
        zigzag,
        swelling_zigzag,
        restless_zigzag,
        sawtooth,
        random_weights,
        fluid,
        stated_beside_measured,
        pound_levels,
        kilograms_and_pounds,
        one_day,
        two_a_day_apart,
        long_decimals,
        partial_months,
        partial_years,
        partial_among_exact,
        one_year_among_exact,
        infections_and_operations,
        albumin_infusions,
    )
}
"""Every shape by name; its argument is the number of weights, or of laboratory values and facts together."""


def resources(record: PatientRecord) -> list[Json]:
    """Write a shape's record as the FHIR resources that a server would send."""
    return [
        fhir_builders.patient(),
        fhir_builders.condition(),
        *(_weight_resource(one) for one in record.weights),
        *(_lab_resource(one) for one in record.values),
        *(_fact_resource(one) for one in record.facts if one.kind is not Kind.CANCER),
    ]


def _weight_resource(one: Weight) -> Json:
    return _observation(one.recorded, WEIGHT_CODES[one.kind], "kg")


def _lab_resource(one: Measured) -> Json:
    return _observation(one.recorded, *LAB_CODES[one.measure])


def _observation(recorded: Recorded, code: str, unit: str) -> Json:
    identity = recorded.source.rpartition("/")[2]
    return fhir_builders.observation(identity, code, float(recorded.value), unit, recorded.when.iso)


def _fact_resource(one: Fact) -> Json:
    identity, day = one.source.rpartition("/")[2], one.when.iso if one.when else ""
    if one.kind is Kind.INFECTION:
        return fhir_builders.condition(BACTERIAL_SEPSIS, identity=identity, onsetDateTime=day)
    return _event("Procedure", identity, day) if one.kind is Kind.SURGERY else _infusion(identity, day)


def _event(kind: str, identity: str, day: str) -> Json:
    concept = {"code": fhir_builders.concept(fhir_builders.SNOMED_CT, APPENDECTOMY, "Appendectomy")}
    subject = {"subject": {"reference": "Patient/p1"}}
    return {"resourceType": kind, "id": identity, "status": "completed", "performedDateTime": day, **concept, **subject}


def _infusion(identity: str, day: str) -> Json:
    return {
        "resourceType": "MedicationAdministration",
        "id": identity,
        "status": "completed",
        "medicationCodeableConcept": fhir_builders.concept("http://www.whocc.no/atc", HUMAN_ALBUMIN, "Albumin"),
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": day,
    }


def _repeatable(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same weights in every run


def _days_back(size: int) -> Iterator[date]:
    """Give the last days up to today, the oldest first."""
    return (AS_OF - timedelta(days=size - 1 - place) for place in range(size))


def _recent_days(size: int) -> Iterator[date]:
    return (AS_OF - timedelta(days=place % 60) for place in range(size))


def _daily(kilograms: Iterable[str]) -> PatientRecord:
    values = list(kilograms)
    days = _days_back(len(values))
    return _record(
        weights=tuple(_weight(place, kg, day) for place, (kg, day) in enumerate(zip(values, days, strict=True)))
    )


def _weight(place: int, kg: str, day: date, kind: WeightKind = WeightKind.MEASURED) -> Weight:
    return Weight(Decimal(kg), Recorded(kg, "kg", When.on(day), f"Observation/w{place}"), kind)


def _partly_dated(place: int, text: str) -> Weight:
    kg = f"{70 + place % 40 / 10:.1f}"
    return Weight(Decimal(kg), Recorded(kg, "kg", when(text), f"Observation/w{place}"))


def _labs(analyte: Measure, value: str, size: int) -> tuple[Measured, ...]:
    days = _recent_days(size)
    unit = LAB_CODES[analyte][1]
    return tuple(
        Measured(
            analyte,
            Span.exactly(Decimal(value)),
            Recorded(value, unit, When.on(day), f"Observation/{analyte.value}{place}"),
        )
        for place, day in enumerate(days)
    )


def _fact(place: int, kind: Kind, day: date) -> Fact:
    return Fact(kind, Standing.ACTIVE, When.on(day), f"Condition/{kind.value}{place}".replace("_", "-"))


def _record(
    weights: tuple[Weight, ...] = (), values: tuple[Measured, ...] = (), facts: tuple[Fact, ...] = ()
) -> PatientRecord:
    cancer = Fact(Kind.CANCER, Standing.ACTIVE, None, "Condition/cancer")
    return PatientRecord(
        "p1", Sex.MALE, When.on(date(1960, 5, 1)), facts=(cancer, *facts), weights=weights, values=values
    )
