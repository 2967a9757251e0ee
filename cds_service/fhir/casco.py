"""Entered CASCO totals, from an Observation or a questionnaire that the site has configured, with the version."""

from collections.abc import Iterator
from decimal import Decimal

from cds_service.clinical.record import CascoTotal, Recorded

from . import systems
from .code_book import CodeBook, codings_of
from .code_rules import CascoSource
from .numbers import effective_of, moment_of, number_of, when_of
from .resources import Observation, QuestionnaireResponse
from .symptoms import answers_to


def casco_of_observation(observation: Observation, book: CodeBook) -> Iterator[CascoTotal]:
    """Give the total of an Observation with a configured code."""
    codes = {(coding.system, coding.code) for coding in codings_of(observation.code)}
    when = when_of(effective_of(observation))
    number = number_of(observation.value_quantity)
    total = Decimal(observation.value_integer) if observation.value_integer is not None else number
    if when is None or total is None or (observation.status or "") not in book.rules.admitted_statuses:
        return
    for source in book.rules.casco:
        if source.code and (systems.canonical(source.code.system), source.code.code) in codes:
            moment = moment_of(effective_of(observation))
            recorded = Recorded(str(total), "", when, f"Observation/{observation.id or ''}", moment)
            yield CascoTotal(total, source.version, recorded)


def casco_of_response(response: QuestionnaireResponse, book: CodeBook) -> Iterator[CascoTotal]:
    """Give the total of a configured questionnaire."""
    canonical = (response.questionnaire or "").partition("|")[0]
    when = when_of(response.authored)
    if when is None or response.status not in {"completed", "amended"}:
        return
    for source in book.rules.casco:
        if source.questionnaire and source.questionnaire == canonical:
            for total in _totals(response, source):
                name = f"QuestionnaireResponse/{response.id or ''}"
                yield CascoTotal(
                    total, source.version, Recorded(str(total), "", when, name, moment_of(response.authored))
                )


def _totals(response: QuestionnaireResponse, source: CascoSource) -> Iterator[Decimal]:
    for answer in answers_to(response.item, source.link_id):
        if answer.value_integer is not None:
            yield Decimal(answer.value_integer)
        elif answer.value_decimal is not None:
            yield answer.value_decimal
