"""Procedures, medicines and requests into facts, and the referrals that the chart already holds."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from cds_service.clinical.calendar import When
from cds_service.clinical.facts import Coding, Fact, Kind, Standing
from cds_service.clinical.record import Referral

from .code_book import CodeBook, codings_of
from .code_tables import table
from .numbers import start_of, when_of
from .resources import (
    CodeableConcept,
    Medication,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    Procedure,
    ServiceRequest,
)

Medicines = MedicationRequest | MedicationStatement | MedicationAdministration

_OPERATION = re.compile(
    r"(ectomy|resection|transplant(ation)?|laparotomy|amputation|surgery|operation)\b", re.IGNORECASE
)
DONE = frozenset({"completed", "in-progress", "stopped"})
TAKEN = frozenset({"active", "on-hold", "in-progress", "recorded"})
TAKEN_ONCE = frozenset({"completed", "stopped"})
CARE_PLANS = frozenset({Kind.HOSPICE, Kind.PALLIATIVE_CARE})


def read_procedure(procedure: Procedure, book: CodeBook) -> Iterator[Fact]:
    """Give what a procedure that was done means: an amputation, dialysis, an operation, hospice care, ..."""
    if (procedure.status or "") not in DONE:
        return
    when = start_of(procedure.performed_date_time, procedure.performed_period)
    source = f"Procedure/{procedure.id}" if procedure.id else "Procedure"
    codings = codings_of(procedure.code)
    kinds = {meaning.kind: (coding, meaning.detail) for coding in codings for meaning in book.meanings(coding)}
    if _is_operation(procedure, codings):
        kinds.setdefault(Kind.SURGERY, (codings[0] if codings else Coding("", ""), ""))
    for kind, (coding, detail) in kinds.items():
        yield Fact(kind, Standing.ACTIVE, when, source, coding, detail)


def read_medicine(medicine: Medicines, book: CodeBook, medications: Mapping[str, Medication]) -> Iterator[Fact]:
    """Give what a medicine means, from its own code or from the Medication that it refers to."""
    status = medicine.status or ""
    if status not in TAKEN | TAKEN_ONCE:
        return
    given = isinstance(medicine, MedicationAdministration)
    standing = Standing.ACTIVE if status in TAKEN or given else Standing.INACTIVE
    kind_of_source = type(medicine).__name__
    for coding in codings_of(_medication(medicine, medications)):
        for meaning in book.meanings(coding):
            yield Fact(
                meaning.kind,
                standing,
                _medicine_when(medicine),
                f"{kind_of_source}/{medicine.id or ''}",
                coding,
                coding.display,
            )


def read_request(request: ServiceRequest, book: CodeBook) -> Iterator[Fact | Referral]:
    """Give the referral that is active in the chart, and the hospice or palliative care that is ordered."""
    if request.status not in {"active", "on-hold"} or request.do_not_perform:
        return
    since = when_of(request.authored_on)
    source = f"ServiceRequest/{request.id}" if request.id else "ServiceRequest"
    codings = codings_of(request.code)
    referral = book.referral(codings)
    if referral is not None:
        yield Referral(referral, since, source)
    for coding in codings:
        for meaning in book.meanings(coding):
            if meaning.kind in CARE_PLANS:
                yield Fact(meaning.kind, Standing.ACTIVE, since, source, coding, meaning.detail)


def _is_operation(procedure: Procedure, codings: tuple[Coding, ...]) -> bool:
    """Take a procedure for an operation when in doubt: it only keeps a raised CRP from being believed."""
    words = [coding.display for coding in codings]
    words.append((procedure.code and procedure.code.text) or "")
    return (
        any(_surgical("category", coding) for coding in codings_of(procedure.category))
        or any(_surgical("code", coding) for coding in codings)
        or any(_OPERATION.search(one) for one in words)
    )


def _surgical(element: str, coding: Coding) -> bool:
    """Say whether a code is in a part of its classification that holds operations."""
    sections = [
        row for row in table("procedure_sections") if (row["element"], row["system"]) == (element, coding.system)
    ]
    return any(_within(coding.code[: len(row["first"])], row["first"], row["last"]) for row in sections)


def _within(beginning: str, first: str, last: str) -> bool:
    """Say whether it lies in a range of numbers, or is the one beginning that a row names."""
    return beginning == first or (beginning.isdigit() and first <= beginning <= last)


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


def _medicine_when(medicine: Medicines) -> When | None:
    if isinstance(medicine, MedicationRequest):
        return when_of(medicine.authored_on)
    return start_of(medicine.effective_date_time, medicine.effective_period)
