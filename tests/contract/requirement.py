"""Marks a test as the proof of requirements; `matrix` reads the marks, `requirements.csv` says what they mean."""

from collections.abc import Callable
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., object])


def requirement(*ids: str) -> Callable[[Test], Test]:
    """Record on the test which requirements it proves."""

    def mark(test: Test) -> Test:
        test.requirements = ids
        return test

    return mark
