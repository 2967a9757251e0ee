"""All resources of one patient into the record that the criteria read."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from cds_service.clinical.facts import Coding, Fact
from cds_service.clinical.record import (
    CascoTotal,
    Excluded,
    Height,
    Measured,
    PatientRecord,
    Reason,
    Referral,
    ScreeningScore,
    Sex,
    UnreadMedicine,
    Weight,
)

from .batch import Malformed
from .casco import casco_of_observation, casco_of_response
from .code_book import CodeBook
from .conditions import is_foreign, read_condition, unrecognised
from .elements import Reference
from .events import read_care_plan, read_encounter, read_medicine, read_nutrition_order, read_procedure, read_request
from .numbers import when_of
from .observations import read_observation, source_of
from .recent import recent
from .references import points_to
from .resources import (
    AnyResource,
    CarePlan,
    Condition,
    Encounter,
    Medication,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    NutritionOrder,
    Observation,
    Patient,
    Procedure,
    QuestionnaireResponse,
    ServiceRequest,
    subject_of,
)
from .screening import screening_of_observation, screening_of_response
from .symptoms import read_answers, read_symptoms

Item = Fact | Referral | CascoTotal | ScreeningScore | UnreadMedicine | Weight | Height | Measured | Excluded | Coding
_T = TypeVar("_T")
NOBODYS = (Patient, Medication)
"""What has no subject."""


def read_record(
    patient: Patient,
    resources: Iterable[AnyResource],
    book: CodeBook,
    *,
    malformed: Iterable[Malformed] = (),
    unavailable: Iterable[str] = (),
    also_known_as: frozenset[str] = frozenset(),
    since: date = date.min,
) -> PatientRecord:
    """Read one patient's record. A resource of another patient is never used, only named.

    What ended before `since` is left out where age matters. `also_known_as` holds the names under which a Bundle
    refers to the patient beside the id.
    """
    latest = _latest_versions(resources)
    medications = {one.id: one for one in latest if isinstance(one, Medication) and one.id}
    is_ours = _Subject(patient.id or "", also_known_as)
    collected = _Collected()
    for resource in recent(latest, since, book):  # of each resource the latest version says when it was
        if isinstance(resource, NOBODYS):
            continue
        if is_ours(subject_of(resource)):
            collected.add(_read(resource, book, medications))
        elif (foreign := _of_another(resource, book)) is not None:
            collected.add((foreign,))
    broken = list(malformed)
    collected.add(one for sketch in broken for one in _broken(sketch, book))
    unknown = sum(is_foreign(one, book) for one in collected.of(Coding))
    read = _assembled(patient, collected, set_aside=len(broken), unavailable=tuple(sorted(unavailable)))
    unread = len(collected.of(UnreadMedicine))
    return replace(read, unrecognised_diagnoses=unknown, unread_medicines=unread) if unknown or unread else read


class _Subject:
    """Says whether a reference names the patient; a chart writes it in one or two ways."""

    def __init__(self, identity: str, also_known_as: frozenset[str]) -> None:
        self._identity, self._also_known_as = identity, also_known_as
        self._known: dict[str | None, bool] = {}

    def __call__(self, reference: Reference | None) -> bool:
        text = reference.reference if reference else None
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = points_to(reference, self._identity, self._also_known_as)
        return known


class _Collected:
    """What was read, by type, in an order that does not depend on that of the resources."""

    def __init__(self) -> None:
        self._items: defaultdict[type, list[Any]] = defaultdict(list)

    def add(self, items: Iterable[Item]) -> None:
        for item in items:
            self._items[type(item)].append(item)

    def of(self, kind: type[_T]) -> tuple[_T, ...]:
        return tuple(sorted(self._items[kind], key=PLACES[kind]))


def _read(resource: AnyResource, book: CodeBook, medications: dict[str, Medication]) -> Iterable[Item]:
    match resource:
        case Observation():
            return _of_observation(resource, book)
        case Condition():
            unknown = unrecognised(resource, book)
            return (*read_condition(resource, book), *((unknown,) if unknown else ()))
        case Procedure():
            return read_procedure(resource, book)
        case ServiceRequest():
            return read_request(resource, book)
        case _:
            return _read_others(resource, book, medications)


def _read_others(resource: AnyResource, book: CodeBook, medications: dict[str, Medication]) -> Iterable[Item]:
    match resource:
        case MedicationRequest() | MedicationStatement() | MedicationAdministration():
            return read_medicine(resource, book, medications)
        case Encounter():
            return read_encounter(resource, book)
        case CarePlan():
            return read_care_plan(resource, book)
        case NutritionOrder():
            return read_nutrition_order(resource)
        case QuestionnaireResponse():
            return (
                *read_answers(resource, book),
                *casco_of_response(resource, book),
                *screening_of_response(resource, book),
            )
        case _:
            return ()


def _of_observation(observation: Observation, book: CodeBook) -> Iterable[Item]:
    """A measurement is nothing else: most Observations are, and are read once."""
    return read_observation(observation, book) or (
        *read_symptoms(observation, book),
        *casco_of_observation(observation, book),
        *screening_of_observation(observation, book),
    )


def _assembled(
    patient: Patient, collected: _Collected, *, set_aside: int, unavailable: tuple[str, ...]
) -> PatientRecord:
    return PatientRecord(
        patient=patient.id or "",
        sex={"female": Sex.FEMALE, "male": Sex.MALE}.get(patient.gender or ""),
        birth=when_of(patient.birth_date),
        death=when_of(patient.deceased_date_time),
        deceased=bool(patient.deceased_boolean),
        facts=collected.of(Fact),
        weights=collected.of(Weight),
        heights=collected.of(Height),
        values=collected.of(Measured),
        casco=collected.of(CascoTotal),
        screenings=collected.of(ScreeningScore),
        referrals=collected.of(Referral),
        excluded=collected.of(Excluded),
        unavailable=unavailable,
        unrecognised=collected.of(Coding),
        set_aside=set_aside,
    )


_recorded = attrgetter("recorded.source", "recorded.moment", "recorded.value", "recorded.unit")
PLACES: dict[type, Callable[[Any], tuple[str, ...]]] = {
    **dict.fromkeys((Weight, Height, Measured, CascoTotal, ScreeningScore), _recorded),
    Coding: attrgetter("system", "code", "display"),
    Fact: lambda fact: (fact.source, fact.kind, fact.coding.code if fact.coding else ""),
    Referral: attrgetter("source", "kind"),
    UnreadMedicine: attrgetter("source"),
    Excluded: attrgetter("source", "reason"),
}
"""By what the items of each type are ordered."""


def _latest_versions(resources: Iterable[AnyResource]) -> list[AnyResource]:
    """Keep one version of every resource: pages overlap, and several keys may hold the same Observation."""
    kept: dict[tuple[type, str], AnyResource] = {}
    anonymous: list[AnyResource] = []
    for resource in resources:
        if not resource.id:
            anonymous.append(resource)
            continue
        key = (type(resource), resource.id)
        held = kept.setdefault(key, resource)
        if held is not resource and _written(resource) > _written(held):
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
