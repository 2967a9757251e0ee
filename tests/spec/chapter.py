"""A chapter of the clinical manual: what the rule says, the cases that it must decide, its parameters."""

from dataclasses import dataclass

from tests.spec.table import Case, read_cases


@dataclass(frozen=True)
class Table:
    """A drawn table with its caption."""

    caption: str
    drawing: str

    @property
    def cases(self) -> list[Case]:
        """Every row, or every cell of a grid."""
        return read_cases(self.drawing)


@dataclass(frozen=True)
class Chapter:
    """A rule, in words and cases; `rules` are the groups of the ruleset that hold its parameters."""

    name: str
    title: str
    text: str
    tables: tuple[Table, ...]
    rules: tuple[type, ...] = ()
