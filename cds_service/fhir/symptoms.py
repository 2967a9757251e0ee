"""Symptoms and states that an Observation or a questionnaire states: present or documented absent.

An Observation says it with its own code (a SNOMED CT concept such as 79890006, loss of appetite) and a yes or no.
"""

from collections.abc import Iterator

from cds_service.clinical.facts import Fact, Kind, Standing

from . import systems
from .code_book import CodeBook, codings_of
from .measures import PREGNANCY_STATUS
from .numbers import effective_of, when_of
from .resources import Answer, CodeableConcept, Component, Item, Observation, QuestionnaireResponse

SYMPTOMS = frozenset({Kind.ANOREXIA, Kind.FATIGUE, Kind.WEAKNESS})
YES = frozenset({(systems.SNOMED_CT, "373066001"), (systems.LOINC, "LA33-6")})
NO = frozenset({(systems.SNOMED_CT, "373067005"), (systems.LOINC, "LA32-8")})
YES_NO_V2 = "http://terminology.hl7.org/CodeSystem/v2-0136"
PREGNANT = frozenset({(systems.SNOMED_CT, "77386006"), (systems.LOINC, "LA15173-0")})


def read_symptoms(observation: Observation, book: CodeBook) -> Iterator[Fact]:
    """Give the symptoms and the pregnancy that an Observation states."""
    if (observation.status or "") not in book.rules.admitted_statuses:
        return
    when = when_of(effective_of(observation))
    source = f"Observation/{observation.id}" if observation.id else "Observation"
    parts: tuple[Observation | Component, ...] = (observation, *observation.component)
    for part in parts:
        for coding in codings_of(part.code):
            if (coding.system, coding.code) == PREGNANCY_STATUS and _is_pregnant(part.value_codeable_concept):
                yield Fact(Kind.PREGNANCY, Standing.ACTIVE, when, source, coding)
            for meaning in book.meanings(coding):
                stated = _stated(part) if meaning.kind in SYMPTOMS else None
                if stated is not None:
                    standing = Standing.ACTIVE if stated else Standing.REFUTED
                    yield Fact(meaning.kind, standing, when, source, coding)


def read_answers(response: QuestionnaireResponse, book: CodeBook) -> Iterator[Fact]:
    """Give the symptoms that a configured questionnaire states; without configuration none is read."""
    if response.status not in {"completed", "amended"}:
        return
    canonical = (response.questionnaire or "").partition("|")[0]
    when = when_of(response.authored)
    for question in book.rules.symptom_questions:
        if question.questionnaire != canonical:
            continue
        for answer in answers_to(response.item, question.link_id):
            stated = _answered(answer)
            if stated is not None:
                standing = Standing.ACTIVE if stated else Standing.REFUTED
                yield Fact(Kind(question.symptom), standing, when, f"QuestionnaireResponse/{response.id or ''}")


def answers_to(items: tuple[Item, ...], link_id: str) -> Iterator[Answer]:
    """Find the answers to a question, however deep it is nested."""
    for item in items:
        if item.link_id == link_id:
            yield from item.answer
        yield from answers_to(item.item, link_id)


def _stated(part: Observation | Component) -> bool | None:
    if part.value_boolean is not None:
        return part.value_boolean
    return _yes_or_no(part.value_codeable_concept)


def _yes_or_no(concept: CodeableConcept | None) -> bool | None:
    pairs = {(coding.system, coding.code) for coding in codings_of(concept)}
    pairs |= {next(iter(YES)) for system, code in pairs if system == YES_NO_V2 and code == "Y"}
    pairs |= {next(iter(NO)) for system, code in pairs if system == YES_NO_V2 and code == "N"}
    said_yes, said_no = bool(pairs & YES), bool(pairs & NO)
    return said_yes if said_yes != said_no else None


def _answered(answer: Answer) -> bool | None:
    if answer.value_boolean is not None:
        return answer.value_boolean
    if answer.value_coding is None:
        return None
    return _yes_or_no(CodeableConcept(coding=(answer.value_coding,)))


def _is_pregnant(concept: CodeableConcept | None) -> bool:
    return any((coding.system, coding.code) in PREGNANT for coding in codings_of(concept))
