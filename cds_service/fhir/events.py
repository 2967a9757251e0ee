"""Procedures, medicines, requests, stays and care plans into facts, and the referrals that the chart already holds."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from cds_service.clinical.calendar import When
from cds_service.clinical.facts import Coding, Fact, Kind, Standing
from cds_service.clinical.record import Referral, ReferralState, UnreadMedicine

from .code_book import CodeBook, codings_of
from .code_tables import table
from .elements import CodeableConcept, Dosage, Period
from .numbers import number_of, start_of, when_of
from .operations import is_operation
from .resources import (
    CarePlan,
    Encounter,
    Medication,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    NutritionOrder,
    Procedure,
    ServiceRequest,
)

Medicines = MedicationRequest | MedicationStatement | MedicationAdministration

DONE = frozenset({"completed", "in-progress", "stopped"})
TAKEN = frozenset({"active", "on-hold", "in-progress", "recorded"})
TAKEN_ONCE = frozenset({"completed", "stopped"})
_WORDS = re.compile(r"[a-z]+")
LONGEST_NAME = 500
GOES_ON = frozenset({"arrived", "triaged", "in-progress", "onleave", "unknown"})
CARE_PLANS = frozenset({Kind.HOSPICE, Kind.PALLIATIVE_CARE, Kind.NUTRITION_CARE})
STATES = {
    "active": ReferralState.ACTIVE,
    "on-hold": ReferralState.ACTIVE,
    "draft": ReferralState.DRAFT,
    "completed": ReferralState.COMPLETED,
}


def read_procedure(procedure: Procedure, book: CodeBook) -> Iterator[Fact]:
    """Give what a procedure that was done means: an amputation, dialysis, an operation, hospice care, ..."""
    if (procedure.status or "") not in DONE:
        return
    when = start_of(procedure.performed_date_time, procedure.performed_period)
    ended = when_of(procedure.performed_period.end) if procedure.performed_period else None
    source = f"Procedure/{procedure.id}" if procedure.id else "Procedure"
    codings = codings_of(procedure.code)
    kinds = {meaning.kind: (coding, meaning.detail) for coding in codings for meaning in book.meanings(coding)}
    if is_operation(procedure, codings):
        kinds.setdefault(Kind.SURGERY, (codings[0] if codings else Coding("", ""), ""))
    over = procedure.status != "in-progress"
    for kind, (coding, detail) in kinds.items():
        yield Fact(kind, Standing.ACTIVE, when, source, coding, detail, until=ended, passing=over)


def read_encounter(encounter: Encounter, book: CodeBook) -> Iterator[Fact]:
    """Give the hospice or palliative care that a stay is for; one that goes on is a state."""
    if encounter.status not in GOES_ON | {"finished"}:
        return
    concepts = (*encounter.type, *encounter.reason_code, encounter.service_type)
    source, over = f"Encounter/{encounter.id or ''}", encounter.status == "finished"
    yield from _care(source, concepts, encounter.period, book, passing=over)


def read_care_plan(plan: CarePlan, book: CodeBook) -> Iterator[Fact]:
    """Give the hospice or palliative care that an active plan is about."""
    if plan.status != "active":
        return
    yield from _care(f"CarePlan/{plan.id or ''}", plan.category, plan.period, book, passing=False)


def _care(
    source: str, concepts: Iterable[CodeableConcept | None], period: Period | None, book: CodeBook, *, passing: bool
) -> Iterator[Fact]:
    since, ended = start_of(None, period), when_of(period.end) if period else None
    found: dict[Kind, Fact] = {}
    for coding in (coding for concept in concepts for coding in codings_of(concept)):
        for one in book.meanings(coding):
            if one.kind in CARE_PLANS:
                fact = Fact(one.kind, Standing.ACTIVE, since, source, coding, one.detail, until=ended, passing=passing)
                found.setdefault(one.kind, fact)
    yield from found.values()


def read_medicine(
    medicine: Medicines, book: CodeBook, medications: Mapping[str, Medication]
) -> Iterator[Fact | UnreadMedicine]:
    """Give what a medicine means, from its own code or from the Medication that it refers to.

    Where there is no code its words are looked at; where there are none, that it could not be read is said.
    """
    status = medicine.status or ""
    if status not in TAKEN | TAKEN_ONCE:
        return
    given = isinstance(medicine, MedicationAdministration)
    standing = Standing.ACTIVE if status in TAKEN or given else Standing.INACTIVE
    source = f"{type(medicine).__name__}/{medicine.id or ''}"
    concept = _medication(medicine, medications)
    codings = codings_of(concept)
    words = (
        (concept and concept.text) or (medicine.medication_reference and medicine.medication_reference.display) or ""
    )
    if not codings and not words:
        yield UnreadMedicine(source)
    when, ended = _taken(medicine)
    meant = [(meaning.kind, coding) for coding in codings for meaning in book.meanings(coding)]
    by_name = [(kind, Coding("", "", name)) for kind, name in _named_in(words)] if not codings else []
    for kind, coding in dict(reversed([*meant, *by_name])).items():
        named = coding.display or book.name_of(coding)
        yield Fact(kind, standing, when, source, coding, named, until=ended, passing=given, dose=_dose(medicine))


def _named_in(words: str) -> Iterator[tuple[Kind, str]]:
    """Find the medicines that a text names, by whole words."""
    said = set(_WORDS.findall(words.lower()[:LONGEST_NAME]))
    yield from ((Kind(row["kind"]), row["name"]) for row in table("medicine_names") if row["name"] in said)


def read_request(request: ServiceRequest, book: CodeBook) -> Iterator[Fact | Referral]:
    """Give the referral that the chart holds, and the hospice or palliative care that is ordered."""
    state = STATES.get(request.status or "")
    if state is None or request.do_not_perform:
        return
    since = when_of(request.authored_on)
    source = f"ServiceRequest/{request.id}" if request.id else "ServiceRequest"
    codings = codings_of(request.code)
    referral = book.referral(codings)
    if referral is not None:
        yield Referral(referral, since, source, state)
    for coding in codings if state is ReferralState.ACTIVE else ():
        for meaning in book.meanings(coding):
            if meaning.kind in CARE_PLANS:
                yield Fact(meaning.kind, Standing.ACTIVE, since, source, coding, meaning.detail)


def read_nutrition_order(order: NutritionOrder) -> Iterator[Fact]:
    """Give the nutrition care that an active order is."""
    if order.status == "active":
        source = f"NutritionOrder/{order.id or ''}"
        yield Fact(Kind.NUTRITION_CARE, Standing.ACTIVE, when_of(order.date_time), source)


def _medication(medicine: Medicines, medications: Mapping[str, Medication]) -> CodeableConcept | None:
    if medicine.medication_codeable_concept is not None:
        return medicine.medication_codeable_concept
    reference = (medicine.medication_reference and medicine.medication_reference.reference) or ""
    if reference.startswith("#"):
        contained = [one for one in medicine.contained if one.get("id") == reference[1:]]
        try:
            return msgspec.convert(contained[0].get("code"), CodeableConcept | None) if contained else None
        except msgspec.ValidationError:
            return None
    referred = medications.get(reference.rpartition("/")[2])
    return referred.code if referred else None


def _taken(medicine: Medicines) -> tuple[When | None, When | None]:
    """Give since when and until when a medicine is taken, as far as the record says."""
    if isinstance(medicine, MedicationRequest):
        return when_of(medicine.authored_on), None
    period = medicine.effective_period
    return start_of(medicine.effective_date_time, period), when_of(period.end) if period else None


def _dose(medicine: Medicines) -> str:
    """Write the dose as the record has it; only whether two doses differ is asked of it."""
    doses = (rate.dose_quantity for dosage in _dosages(medicine) for rate in dosage.dose_and_rate)
    given = next((one for one in doses if one is not None), None)
    return f"{number_of(given)} {given.unit or given.code or ''}" if given else ""


def _dosages(medicine: Medicines) -> tuple[Dosage, ...]:
    match medicine:
        case MedicationRequest():
            return medicine.dosage_instruction
        case MedicationStatement():
            return medicine.dosage
        case MedicationAdministration():
            return ()
