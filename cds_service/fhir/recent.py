"""What is too old for any rule is left out, sent or read: the service's own reads do not even ask for it.

A client that sends ten years of daily weights gets the answer that it would get if it sent none.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from .code_book import CodeBook
from .numbers import DAY, effective_of, when_of
from .resources import AnyResource, Component, Observation


def recent(resources: Iterable[AnyResource], since: date, book: CodeBook) -> Iterator[AnyResource]:
    """Leave out the Observations that ended before a day, but for what counts whatever its age.

    One without a date stays, to be named as such. Where only the month or year is known its last day decides.
    """
    first = since.isoformat()
    for one in resources:
        if not isinstance(one, Observation) or not _ended_before(one, since, first) or _counts_for_ever(one, book):
            yield one


def _ended_before(observation: Observation, since: date, first: str) -> bool:
    written = effective_of(observation) or ""
    if written[:DAY] >= first:  # ISO dates are ordered as they are written, so nearly all end here
        return False
    when = when_of(written)
    return when is not None and when.last < since


def _counts_for_ever(observation: Observation, book: CodeBook) -> bool:
    parts: tuple[Observation | Component, ...] = (observation, *observation.component)
    return any(not book.ages(part.code) for part in parts)
