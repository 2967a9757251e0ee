"""Symptoms and states that an Observation or a questionnaire states: present or documented absent.

An Observation says it with its own code (a SNOMED CT concept such as 79890006, loss of appetite) and a yes or no.
"""

from collections.abc import Iterator
from functools import cache

from cds_service.clinical.facts import Fact, Kind, Standing

from .code_book import CodeBook, codings_of
from .code_tables import table
from .elements import CodeableConcept
from .numbers import effective_of, when_of
from .observation_codes import Key, questions
from .resources import Answer, Component, Item, Observation, QuestionnaireResponse

SYMPTOMS = frozenset({Kind.ANOREXIA, Kind.FATIGUE, Kind.WEAKNESS, Kind.SHORT_PROGNOSIS})


def read_symptoms(observation: Observation, book: CodeBook) -> Iterator[Fact]:
    """Give the symptoms and the pregnancy that an Observation states."""
    if (observation.status or "") not in book.rules.admitted_statuses:
        return
    when = when_of(effective_of(observation))
    source = f"Observation/{observation.id}" if observation.id else "Observation"
    parts: tuple[Observation | Component, ...] = (observation, *observation.component)
    for part in parts:
        for coding in codings_of(part.code):
            if questions().get((coding.system, coding.code)) == Kind.PREGNANCY and _is_pregnant(part):
                yield Fact(Kind.PREGNANCY, Standing.ACTIVE, when, source, coding, observed=True)
            for meaning in book.meanings(coding):
                stated = _stated(part) if meaning.kind in SYMPTOMS else None
                if stated is not None:
                    standing = Standing.ACTIVE if stated else Standing.REFUTED
                    yield Fact(meaning.kind, standing, when, source, coding, observed=True)


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
                source = f"QuestionnaireResponse/{response.id or ''}"
                yield Fact(Kind(question.symptom), standing, when, source, observed=True)


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
    said = _answers_in(concept)
    return "yes" in said if ("yes" in said) != ("no" in said) else None


def _answered(answer: Answer) -> bool | None:
    if answer.value_boolean is not None:
        return answer.value_boolean
    if answer.value_coding is None:
        return None
    return _yes_or_no(CodeableConcept(coding=(answer.value_coding,)))


def _is_pregnant(part: Observation | Component) -> bool:
    return "pregnant" in _answers_in(part.value_codeable_concept)


def _answers_in(concept: CodeableConcept | None) -> set[str]:
    return {answer for coding in codings_of(concept) if (answer := _answers().get((coding.system, coding.code)))}


@cache
def _answers() -> dict[Key, str]:
    return {(row["system"], row["code"]): row["answer"] for row in table("answers")}
