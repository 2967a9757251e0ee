"""What is wrong with a ruleset document, or doubtful in it, and where."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A place in a text; both count from 1. The first place is where something without a place of its own stands."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in an administrator's words. An error refuses the document, a warning does not."""

    place: Place
    path: str
    sentence: str
    is_error: bool = True

    def __str__(self) -> str:
        kind = "error" if self.is_error else "warning"
        return f"line {self.place.line}: {kind}: " + f"{self.path} {self.sentence}".lstrip()


class RulesetRefused(ValueError):
    """A ruleset document that cannot be used; `problems` are all that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(one) for one in self.problems))
