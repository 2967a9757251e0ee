"""The shipped code tables, CSV in `terminology`: each read once, as rows by column name."""

import csv
from functools import cache
from importlib.resources import files

from . import systems

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """Read a table; its systems are canonical."""
    text = files("cds_service.fhir").joinpath(f"terminology/{name}.csv").read_text(encoding="utf-8")
    rows = tuple(csv.DictReader(text.splitlines()))
    return tuple(row | {"system": systems.canonical(row["system"])} if "system" in row else row for row in rows)
