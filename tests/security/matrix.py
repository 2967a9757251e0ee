"""Writes docs/security.md: each attack, what is expected, and the tests that prove it."""

import csv
import re
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent
HEAD = """# Attacks and faults

Each attack with what the service does, and the tests that prove it. Made from `tests/security/items.csv` by `make
generate`; a test checks that every proof exists. The numbers are those of the project's list of attacks; 60 and 61
belong to pages that do not exist yet, 43 to 52 are the [clinical manual](clinical-manual.md), 69 to 86 the [growth of a
call](../bench/growth.md) and the files, 68 the supply chain.

| item | attack or fault | expected | proved by `tests/` |
|---|---|---|---|
"""


def write_security() -> str:
    """Write the document."""
    rows = ("| " + " | ".join((one["item"], one["attack"], one["expected"], _told(one))) + " |" for one in items())
    return HEAD + "\n".join(rows) + "\n"


def _told(item: dict[str, str]) -> str:
    return "<br>".join(f"`{proof}`" for proof in proofs(item))


def items() -> list[dict[str, str]]:
    """Read the list."""
    with (HERE / "items.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def proofs(item: dict[str, str]) -> list[str]:
    """List the proofs of an item: a folder, a file, or one test in it."""
    return item["proof"].split()


def exists(proof: str) -> bool:
    """Say whether a proof is there."""
    name, _, test = proof.partition("::")
    place = TESTS / name
    if not test:
        return place.exists()
    return place.is_file() and re.search(rf"^def {test}\(", place.read_text("utf-8"), re.MULTILINE) is not None
