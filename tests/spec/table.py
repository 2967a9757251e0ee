"""Reads drawn tables: what is given stands left of "⇒", what the rules must answer stands right of it.

A grid names two given columns as "rows \\ columns ⇒ answer" in its corner and holds one answer in each cell.
"""

import re
from dataclasses import dataclass

ANSWER = "⇒"
WHY = "why"
EMPTY = {"", "–"}


@dataclass(frozen=True)
class Case:
    """One row of a table, or one cell of a grid."""

    given: dict[str, str]
    expected: dict[str, str]
    why: str

    @property
    def slug(self) -> str:
        """Words for a test's id."""
        words = self.why or " ".join((*self.given.values(), *self.expected.values()))
        return re.sub(r"[^a-z0-9.]+", "-", words.lower()).strip("-")[:60]


def read_cases(drawing: str) -> list[Case]:
    """Read every case of a drawn table."""
    header, *rows = _cells(drawing)
    if "\\" in header[0]:
        return _read_grid(header, rows)
    return [_read_row(header, row) for row in rows]


def _cells(drawing: str) -> list[list[str]]:
    lines = [line.strip() for line in drawing.strip().splitlines() if line.strip()]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in rows if not set("".join(row)) <= set("-: ")]


def _read_row(header: list[str], row: list[str]) -> Case:
    if len(row) != len(header):
        raise ValueError(f"{len(row)} cells below {len(header)} columns: {row}")
    first_answer = next(place for place, name in enumerate(header) if name.startswith(ANSWER))
    cells = dict(zip(header, row, strict=True))
    names = [name for name in header if name != WHY]
    return Case(
        given={name: cells[name] for name in names[:first_answer] if cells[name] not in EMPTY},
        expected={name.removeprefix(ANSWER).strip(): cells[name] for name in names[first_answer:]},
        why=cells.get(WHY, ""),
    )


def _read_grid(header: list[str], rows: list[list[str]]) -> list[Case]:
    corner, *across = header
    given, answer = corner.split(ANSWER)
    down_name, across_name = (name.strip() for name in given.split("\\"))
    return [
        Case({down_name: down, across_name: column}, {answer.strip(): cell}, "")
        for down, *cells in rows
        for column, cell in zip(across, cells, strict=True)
    ]
