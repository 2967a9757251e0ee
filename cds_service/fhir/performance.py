"""Performance status as records send it: a number, or a coded or written answer on the ECOG or Karnofsky scale."""

import re

from cds_service.clinical.facts import Coding
from cds_service.clinical.measures import Measure
from cds_service.clinical.span import Span

from .code_book import codings_of, performance_answer
from .numbers import number_of
from .resources import Component, Observation

LONGEST_ANSWER = 60
"""A grade is written in a few words; a longer text is not searched for one."""
_WRITTEN = re.compile(
    r"(?:(?:ecog|who|karnofsky|kps)\b)?[\s:=-]*(?:(?:grade|score|status|ps|performance status)\b)?[\s:=-]*"
    r"([0-9]{1,3})\s*%?",
    re.IGNORECASE,
)


def performance_span(part: Observation | Component, scale: Measure) -> tuple[Span | None, str]:
    """Read a grade (ECOG 0 to 5) or a percentage (Karnofsky 0 to 100), and how it was written.

    None where there is none, where it lies outside the scale, or where two codings contradict each other.
    """
    found = {value for value in _values(part, scale) if scale.plausible.low <= value <= scale.plausible.high}
    if len(found) != 1:
        return None, ""
    value = found.pop()
    return Span.exactly(value), str(value)


def _values(part: Observation | Component, scale: Measure) -> list[int]:
    values: list[int] = []
    if part.value_integer is not None:
        values.append(part.value_integer)
    number = number_of(part.value_quantity)
    if number is not None and number == number.to_integral_value():
        values.append(int(number))
    concept = part.value_codeable_concept
    coded = [_coded(scale, coding) for coding in codings_of(concept)]
    values += [value for value in coded if value is not None]
    if not values and concept is not None and (written := _written(concept.text)):
        values.append(int(written[1]))
    return values


def _written(text: str | None) -> re.Match[str] | None:
    return _WRITTEN.fullmatch(text.strip()) if text and len(text) <= LONGEST_ANSWER else None


def _coded(scale: Measure, coding: Coding) -> int | None:
    """Standard answers by their code; national code systems number their answers ("2", "90%")."""
    answer = performance_answer(scale, coding)
    if answer is not None:
        return answer
    numbered = re.fullmatch(r"([0-9]{1,3})%?", coding.code)
    return int(numbered[1]) if numbered else None
