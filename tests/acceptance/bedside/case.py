"""A bedside case: an id, one sentence, what was seen, and what should be seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .chart import Chart
from .play import Seen, SeenByHook

Expectation = Callable[[Seen], str]
"""Gives what is wrong, in a few words; empty where all is well."""


@dataclass(frozen=True)
class Case:
    """One patient whose expectation was written before the code."""

    id: str
    sentence: str
    seen: Seen
    expectations: tuple[Expectation, ...]


def case(identity: str, sentence: str, patient: Chart | Seen, *expectations: Expectation) -> Case:
    """Write a case down; a chart is played through `assess`, a Seen as it says."""
    return Case(identity, sentence, patient if isinstance(patient, Seen) else Seen(patient), expectations)


def complaints_about(one: Case) -> list[str]:
    """Say what is not as it should be; a field that is not there is a complaint and no crash."""
    seen = replace(one.seen)  # a fresh one: nothing is remembered from another run
    return [said for expectation in one.expectations if (said := _judged(expectation, seen))]


def _judged(expectation: Expectation, seen: Seen) -> str:
    try:
        return expectation(seen)
    except KeyError as lacking:
        return f"no field {lacking}"
    except IndexError:
        return "no card"
    except (AssertionError, TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


__all__ = ["Case", "Expectation", "Seen", "SeenByHook", "case", "complaints_about"]
