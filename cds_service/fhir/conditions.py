"""Conditions into facts: which diagnosis, how it stands, since when.

A Condition without a clinical status counts as active, with a caution: most encounter diagnoses lack it, and taking
them for absent would silence the service. `entered-in-error` is as if never written; `refuted` is a documented "no".
"""

from collections.abc import Iterator
from dataclasses import replace

from cds_service.clinical.caution import Caution
from cds_service.clinical.facts import Coding, Fact, Kind, Standing

from . import systems
from .certainty import Certainty, certainty_of
from .code_book import CodeBook, coding_of, codings_of
from .elements import CodeableConcept
from .numbers import start_of, when_of
from .resources import Condition

ACTIVE = frozenset({"active", "recurrence", "relapse"})
INACTIVE = frozenset({"inactive", "remission", "resolved"})
UNCONFIRMED = frozenset({"unconfirmed", "provisional", "differential"})


def read_condition(condition: Condition, book: CodeBook) -> Iterator[Fact]:
    """Give one fact for each kind of thing that the Condition's codes mean, with all the codes that mean it."""
    verification = _code(condition.verification_status)
    if verification == "entered-in-error":
        return
    stated = _standing(condition, verification)
    found: dict[Kind, Fact] = {}
    for raw in condition.code.coding if condition.code else ():
        if not raw.code:
            continue
        coding = coding_of(raw, condition.code)
        standing, cautions = _as_certain(certainty_of(raw), *stated)
        for meaning in book.meanings(coding):
            known = found.get(meaning.kind)
            if known is not None:
                found[meaning.kind] = replace(known, more_codes=(*known.more_codes, coding))
                continue
            stands = meaning.standing if meaning.standing and standing is Standing.ACTIVE else standing
            found[meaning.kind] = _fact(condition, meaning.kind, stands, coding, meaning.detail, cautions)
    yield from found.values()


def unrecognised(condition: Condition, book: CodeBook) -> Coding | None:
    """Give the code, or the words, of an active Condition of which no code means anything to the rules.

    One in a code system that the rules know goes first; `is_foreign` says of the others that nobody could tell.
    """
    codings = codings_of(condition.code)
    if any(book.meanings(coding) for coding in codings):
        return None
    standing, _ = _standing(condition, _code(condition.verification_status))
    verification = _code(condition.verification_status)
    if standing is not Standing.ACTIVE or verification == "entered-in-error":
        return None
    known = [coding for coding in codings if not is_foreign(coding, book)]
    text = (condition.code and condition.code.text) or ""
    return next(iter((*known, *codings)), Coding("", "", text))


def is_foreign(coding: Coding, book: CodeBook) -> bool:
    """Say whether a code is in no system that the rules know anything of."""
    return book.system_of(coding) not in systems.OF_DIAGNOSES


def _as_certain(
    certainty: Certainty | None, standing: Standing, cautions: tuple[Caution, ...]
) -> tuple[Standing, tuple[Caution, ...]]:
    """Apply the certainty of one coding: excluded is refuted, a state after is history, a suspicion is unconfirmed."""
    match certainty:
        case "A":
            return Standing.REFUTED, ()
        case "Z" if standing is Standing.ACTIVE:
            return Standing.INACTIVE, cautions
        case "V":
            return standing, tuple(dict.fromkeys((*cautions, Caution.CANCER_UNCONFIRMED)))
        case "G":
            return standing, tuple(one for one in cautions if one is not Caution.CLINICAL_STATUS_MISSING)
        case _:
            return standing, cautions


def _fact(
    condition: Condition, kind: Kind, standing: Standing, coding: Coding, detail: str, cautions: tuple[Caution, ...]
) -> Fact:
    onset = start_of(condition.onset_date_time, condition.onset_period)
    recorded = when_of(condition.recorded_date)
    when, ended = onset or recorded, start_of(condition.abatement_date_time, condition.abatement_period)
    if kind is Kind.PREGNANCY and standing is Standing.INACTIVE and ended is not None:
        # a pregnancy that has ended is the beginning of the months after it, in which weight is no measure either
        when, standing, detail, ended = ended, Standing.ACTIVE, "postpartum", None
    source = f"Condition/{condition.id}" if condition.id else "Condition"
    return Fact(
        kind,
        standing,
        when,
        source,
        coding,
        detail,
        cautions,
        until=ended,
        passing=_of_one_encounter(condition),
        happened=onset is not None or not _is_status(coding),
        said=recorded,
    )


def _of_one_encounter(condition: Condition) -> bool:
    """Say whether it is the diagnosis of an encounter: categorised so, or without the status of a problem list."""
    categories = {coding.code for concept in condition.category for coding in codings_of(concept)}
    if categories & {"problem-list-item", "health-concern"}:
        return False
    return "encounter-diagnosis" in categories or not _code(condition.clinical_status)


def _is_status(coding: Coding) -> bool:
    """Say whether a code names a state that was reached at some time: its recording says nothing of when."""
    return coding.system not in systems.ICD_10_FAMILY or coding.code.upper().startswith("Z")


def _standing(condition: Condition, verification: str) -> tuple[Standing, tuple[Caution, ...]]:
    if verification == "refuted":
        return Standing.REFUTED, ()
    unconfirmed = (Caution.CANCER_UNCONFIRMED,) if verification in UNCONFIRMED else ()
    clinical = _code(condition.clinical_status)
    if clinical in INACTIVE:
        return Standing.INACTIVE, unconfirmed
    if clinical in ACTIVE:
        return Standing.ACTIVE, unconfirmed
    if _has_ended(condition):
        return Standing.INACTIVE, unconfirmed
    return Standing.ACTIVE, (Caution.CLINICAL_STATUS_MISSING, *unconfirmed)


def _has_ended(condition: Condition) -> bool:
    period = condition.abatement_period
    return bool(
        condition.abatement_date_time or condition.abatement_boolean or (period and (period.end or period.start))
    )


def _code(concept: CodeableConcept | None) -> str:
    """Give the status code; its text stands in where a system sends nothing else."""
    if concept is None:
        return ""
    coded = next((coding.code for coding in concept.coding if coding.code), concept.text or "")
    return coded.strip().lower()
