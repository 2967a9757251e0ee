"""Entered screening scores, from an Observation or a questionnaire that the site has configured."""

from collections.abc import Iterator
from decimal import Decimal

from cds_service.clinical.record import Recorded, ScreeningScore

from .code_book import CodeBook, keys_of
from .numbers import effective_of, moment_of, number_of, when_of
from .resources import Component, Observation, QuestionnaireResponse
from .symptoms import answers_to


def screening_of_observation(observation: Observation, book: CodeBook) -> Iterator[ScreeningScore]:
    """Give the score of an Observation with a configured code; a component's code counts as well."""
    time = effective_of(observation)
    when = when_of(time)
    if when is None or (observation.status or "") not in book.rules.admitted_statuses:
        return
    parts: tuple[Observation | Component, ...] = (observation, *observation.component)
    for part in parts:
        score = Decimal(part.value_integer) if part.value_integer is not None else number_of(part.value_quantity)
        if score is None:
            continue
        for tool in sorted({tool for key in keys_of(part.code) if (tool := book.screening_tool(key))}):
            source = f"Observation/{observation.id or ''}"
            yield ScreeningScore(tool, score, Recorded(str(score), "", when, source, moment_of(time)))


def screening_of_response(response: QuestionnaireResponse, book: CodeBook) -> Iterator[ScreeningScore]:
    """Give the score of a configured questionnaire; the first answer to its question counts."""
    canonical, when = (response.questionnaire or "").partition("|")[0], when_of(response.authored)
    if when is None or response.status not in {"completed", "amended"}:
        return
    for source in book.rules.screening:
        if source.questionnaire and source.questionnaire == canonical:
            for answer in answers_to(response.item, source.link_id):
                score = Decimal(answer.value_integer) if answer.value_integer is not None else answer.value_decimal
                if score is not None:
                    name = f"QuestionnaireResponse/{response.id or ''}"
                    recorded = Recorded(str(score), "", when, name, moment_of(response.authored))
                    yield ScreeningScore(source.tool, score, recorded)
                    break
