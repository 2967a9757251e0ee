"""All resources of one patient into the record that the criteria read."""

from collections.abc import Iterable
from typing import TypeVar

from cds_service.clinical.facts import Coding, Fact
from cds_service.clinical.record import (
    CascoTotal,
    Excluded,
    Height,
    Measured,
    PatientRecord,
    Reason,
    Referral,
    Sex,
    Weight,
)

from .batch import Malformed
from .casco import casco_of_observation, casco_of_response
from .code_book import CodeBook
from .conditions import read_condition, unrecognised
from .events import read_medicine, read_procedure, read_request
from .numbers import when_of
from .observations import read_observation, source_of
from .references import points_to
from .resources import (
    AnyResource,
    Condition,
    Medication,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    Observation,
    Patient,
    Procedure,
    QuestionnaireResponse,
    ServiceRequest,
)
from .symptoms import read_answers, read_symptoms

Item = Fact | Referral | CascoTotal | Weight | Height | Measured | Excluded | Coding
_T = TypeVar("_T")


def read_record(
    patient: Patient,
    resources: Iterable[AnyResource],
    book: CodeBook,
    *,
    malformed: Iterable[Malformed] = (),
    unavailable: Iterable[str] = (),
    also_known_as: frozenset[str] = frozenset(),
) -> PatientRecord:
    """Read one patient's record. A resource of another patient is never used, only named.

    `also_known_as` holds the names under which a Bundle refers to the patient beside the id.
    """
    identity = patient.id or ""
    latest = _latest_versions(resources)
    medications = {one.id: one for one in latest if isinstance(one, Medication) and one.id}
    items: list[Item] = []
    for resource in latest:
        if isinstance(resource, Patient | Medication):
            continue
        if points_to(getattr(resource, "subject", None), identity, also_known_as):
            items += _read(resource, book, medications)
        elif (foreign := _of_another(resource, book)) is not None:
            items.append(foreign)
    broken = list(malformed)
    items += [one for sketch in broken for one in _broken(sketch, book)]
    return _assembled(patient, items, set_aside=len(broken), unavailable=tuple(sorted(unavailable)))


def _read(resource: AnyResource, book: CodeBook, medications: dict[str, Medication]) -> Iterable[Item]:
    match resource:
        case Observation():
            yield from _of_observation(resource, book)
        case Condition():
            yield from read_condition(resource, book)
            unknown = unrecognised(resource, book)
            if unknown is not None:
                yield unknown
        case Procedure():
            yield from read_procedure(resource, book)
        case ServiceRequest():
            yield from read_request(resource, book)
        case MedicationRequest() | MedicationStatement() | MedicationAdministration():
            yield from read_medicine(resource, book, medications)
        case QuestionnaireResponse():
            yield from read_answers(resource, book)
            yield from casco_of_response(resource, book)
        case _:
            return


def _of_observation(observation: Observation, book: CodeBook) -> Iterable[Item]:
    """A measurement is nothing else: most Observations are, and are read once."""
    measurements = list(read_observation(observation, book))
    yield from measurements
    if not measurements:
        yield from read_symptoms(observation, book)
        yield from casco_of_observation(observation, book)


def _assembled(patient: Patient, items: list[Item], *, set_aside: int, unavailable: tuple[str, ...]) -> PatientRecord:
    return PatientRecord(
        patient=patient.id or "",
        sex={"female": Sex.FEMALE, "male": Sex.MALE}.get(patient.gender or ""),
        birth=when_of(patient.birth_date),
        death=when_of(patient.deceased_date_time),
        deceased=bool(patient.deceased_boolean),
        facts=_all(items, Fact),
        weights=_all(items, Weight),
        heights=_all(items, Height),
        values=_all(items, Measured),
        casco=_all(items, CascoTotal),
        referrals=_all(items, Referral),
        excluded=_all(items, Excluded),
        unavailable=unavailable,
        unrecognised=_all(items, Coding),
        set_aside=set_aside,
    )


def _all(items: list[Item], kind: type[_T]) -> tuple[_T, ...]:
    """Collect the items of a kind, in an order that does not depend on that of the resources."""
    return tuple(sorted((item for item in items if isinstance(item, kind)), key=_place))


def _place(item: object) -> tuple[str, str, str]:
    if isinstance(item, Coding):
        return (item.system, item.code, item.display)
    if isinstance(item, Fact):
        return (item.source, item.kind, item.coding.code if item.coding else "")
    if isinstance(item, Excluded | Referral):
        return (item.source, item.reason if isinstance(item, Excluded) else item.kind, "")
    recorded = item.recorded if isinstance(item, CascoTotal | Weight | Height | Measured) else None
    return (recorded.source, recorded.moment, recorded.text) if recorded else ("", "", "")


def _latest_versions(resources: Iterable[AnyResource]) -> list[AnyResource]:
    """Keep one version of every resource: pages overlap, and several keys may hold the same Observation."""
    kept: dict[tuple[str, str], AnyResource] = {}
    anonymous: list[AnyResource] = []
    for resource in resources:
        if not resource.id:
            anonymous.append(resource)
            continue
        key = (type(resource).__name__, resource.id)
        if key not in kept or _written(resource) > _written(kept[key]):
            kept[key] = resource
    return [*kept.values(), *anonymous]


def _written(resource: AnyResource) -> str:
    return (resource.meta.last_updated or "") if resource.meta else ""


def _of_another(resource: AnyResource, book: CodeBook) -> Excluded | None:
    """Name a foreign measurement without its value: it is somebody else's."""
    if not isinstance(resource, Observation):
        return None
    coded, _ = book.measured(resource.code)
    return Excluded(source_of(resource), Reason.OTHER_PATIENT, coded.measure) if coded else None


def _broken(sketch: Malformed, book: CodeBook) -> Iterable[Excluded]:
    """Name a measurement that could not be read."""
    coded, _ = book.measured(sketch.code)
    if sketch.resource_type == "Observation" and coded is not None:
        yield Excluded(f"Observation/{sketch.id}".rstrip("/"), Reason.MALFORMED, coded.measure)
