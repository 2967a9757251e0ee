"""Calls of any size whose bytes are the trouble: what a chart, a careless client or an attacker may send."""

from collections.abc import Callable, Iterator
from itertools import islice, product

from bench.calls import CANCER, Json, bundle, call, written
from tests.fhir_builders import SNOMED_CT, condition, observation, weight
from tests.growth_shapes import SHAPES, resources, steady

Body = Callable[[int], bytes]

ICD_10 = "http://hl7.org/fhir/sid/icd-10-cm"
KEYS = {"Condition": "conditions", "Procedure": "procedures", "MedicationAdministration": "medications"}


def of_chart(chart: Callable[[int], object]) -> Body:
    """Write a shape of a chart as a call with a full prefetch."""

    def body(size: int) -> bytes:
        keys: dict[str, list[Json]] = {"weights": [], "labs": []}
        for resource in resources(chart(size)):
            if resource["resourceType"] != "Patient":
                keys.setdefault(_key(resource), []).append(resource)
        return call(**keys)

    return body


def _key(resource: Json) -> str:
    if resource["resourceType"] != "Observation":
        return KEYS[resource["resourceType"]]
    return "weights" if resource["valueQuantity"]["unit"] == "kg" else "labs"


def diagnoses(size: int) -> bytes:
    """Twice as many different diagnoses, none of them a cancer."""
    found = (_plain(condition(code, identity=f"c{place}")) for place, code in enumerate(_codes(2 * size)))
    return call(conditions=[CANCER, *found], weights=TWO_WEIGHTS)


def cancers(size: int) -> bytes:
    """As many active cancers."""
    return call(conditions=[_plain(condition(identity=f"c{place}")) for place in range(size)], weights=TWO_WEIGHTS)


def codings_of_a_diagnosis(size: int) -> bytes:
    """One diagnosis with twice as many codings."""
    many = condition() | {"code": {"coding": [{"system": ICD_10, "code": code} for code in _codes(2 * size)]}}
    return call(conditions=[CANCER, many], weights=TWO_WEIGHTS)


def codings_of_a_weight(size: int) -> bytes:
    """One weight with twice as many codings beside its own."""
    other = [{"system": SNOMED_CT, "code": str(10**8 + place)} for place in range(2 * size)]
    many = weight("w3", 79, "2026-06-29")
    many["code"]["coding"] += other
    return call(weights=[*TWO_WEIGHTS, many])


def components(size: int) -> bytes:
    """One weight with as many components, each a weight again."""
    part = {"code": weight("", 80, "")["code"], "valueQuantity": weight("", 80, "")["valueQuantity"]}
    return call(weights=[*TWO_WEIGHTS, weight("w3", 79, "2026-06-29") | {"component": [part] * size}])


def blanks_in_ecog(size: int) -> bytes:
    """A performance status in words: forty times as many blanks before something that is no number."""
    return _ecog("ECOG" + " " * 40 * size + "x")


def dashes_in_ecog(size: int) -> bytes:
    """The same with the signs that may stand between the word and the number."""
    return _ecog("ECOG" + ":-= " * 10 * size + "1 %%")


def digits_in_ecog(size: int) -> bytes:
    """The same with digits."""
    return _ecog("ECOG " + "1" * 40 * size)


def empty_objects(size: int) -> bytes:
    """A Bundle with 150 times as many entries that are nothing: `{},`."""
    return _spliced("[" + "{}," * (150 * size - 1) + "{}]")


def empty_resources(size: int) -> bytes:
    """Thirty times as many entries with an empty resource."""
    return _spliced("[" + '{"resource":{}},' * (30 * size - 1) + '{"resource":{}}]')


def nested_arrays(size: int) -> bytes:
    """An unknown member, as many arrays deep."""
    return _spliced('[{"extension":' + "[" * size + "]" * size + "}]")


def dates_of_year_1_and_9999(size: int) -> bytes:
    """As many weights, half of them dated as .NET says "none", half at the end of time, with every offset."""
    texts = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "0001-01-01", "9999-12", "9999", "0001")
    dated = (weight(f"w{place}", 80, texts[place % len(texts)]) for place in range(size))
    return call(weights=[*TWO_WEIGHTS, *dated])


def long_drug_name(size: int) -> bytes:
    """A medicine whose name is 100 times as many characters, all of which Markdown must escape."""
    drug = {"coding": [{"system": "http://www.whocc.no/atc", "code": "A10BJ06", "display": "*_[" * (33 * size)}]}
    request = {
        "resourceType": "MedicationRequest",
        "id": "m1",
        "status": "active",
        "intent": "order",
        "subject": {"reference": "Patient/p1"},
        "authoredOn": "2026-05-01",
        "medicationCodeableConcept": drug,
    }
    return call(weights=TWO_WEIGHTS, medications=[request])


def _ecog(text: str) -> bytes:
    said = observation("e1", "89247-1", 0, "1", "2026-06-01") | {"valueQuantity": None}
    return call(weights=TWO_WEIGHTS, function=[said | {"valueCodeableConcept": {"text": text}}])


def _spliced(entries: str) -> bytes:
    """Put entries that are too many to be built as objects into the weights of a call."""
    body = written({"patient": {"resourceType": "Patient", "id": "p1"}, "conditions": bundle([CANCER]), "weights": "X"})
    return body.replace(b'"X"', b'{"resourceType": "Bundle", "entry": ' + entries.encode() + b"}")


def _plain(resource: Json) -> Json:
    """Leave out what makes a resource long, so that many fit into a body."""
    return resource | {"clinicalStatus": {"coding": [{"code": "active"}]}}


def _codes(size: int) -> Iterator[str]:
    """Different codes of ICD-10-CM that are no cancers."""
    return (f"{letter}{number // 100:02d}.{number % 100:02d}" for number, letter in islice(_numbers(), size))


def _numbers() -> Iterator[tuple[int, str]]:
    return product(range(10_000), "AEFGHIJKLMNST")


TWO_WEIGHTS = [weight("a1", 90, "2026-01-15"), weight("a2", 80, "2026-06-28")]
OF_BYTES: tuple[Body, ...] = (
    diagnoses,
    cancers,
    codings_of_a_diagnosis,
    codings_of_a_weight,
    components,
    blanks_in_ecog,
    dashes_in_ecog,
    digits_in_ecog,
    empty_objects,
    empty_resources,
    nested_arrays,
    dates_of_year_1_and_9999,
    long_drug_name,
)
BODIES: dict[str, Body] = {
    "steady": of_chart(steady),
    **{name: of_chart(chart) for name, chart in SHAPES.items()},
    **{body.__name__: body for body in OF_BYTES},
}
"""Every shape by its name; `steady` is what the others are held against."""
