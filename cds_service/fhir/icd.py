"""What an ICD code means to the rules: by parsed category, never by string order (C7A sorts after C79).

ICD-10 covers the WHO edition, ICD-10-CM and ICD-10-GM; ICD-9-CM is read because old problem lists still carry it.
C44 and ICD-9 173 (non-melanoma skin cancer), in-situ, benign and uncertain neoplasms are not cancer here.

The tables name codes without the dot: `E87` is every code that begins so, `E40-E46` are seven categories, `C90?1` any
fourth character, `R53$` the category alone. Of two rows of one kind the longer one decides; `excluded` takes away.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase, digits

from cds_service.clinical.facts import Kind, Standing

from .code_tables import table


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code says: the kind of fact, a detail, and where the code itself says so the standing."""

    kind: Kind
    detail: str = ""
    standing: Standing | None = None

    @classmethod
    def of(cls, row: Mapping[str, str]) -> "Meaning":
        """Read a row of a table; history and remission are standings that the code itself states."""
        detail = row.get("detail", "")
        return cls(Kind(row["kind"]), detail, Standing.INACTIVE if detail in {"history", "remission"} else None)


EXCLUDED = "excluded"
_ICD_10 = re.compile(r"[A-Z][0-9][0-9A-Z][0-9A-Z]{0,4}")
_ICD_9 = re.compile(r"[0-9]{3}[0-9]{0,2}|V[0-9]{2}[0-9]{0,2}|E[0-9]{3}[0-9]?")
_MARKS = re.compile(r"[.\s+*!†-]")
"""The dot, and what ICD-10-GM appends: dagger, asterisk, exclamation mark."""


def icd_10(code: str) -> tuple[Meaning, ...]:
    """Read an ICD-10, ICD-10-CM or ICD-10-GM code; empty where it means nothing to the rules."""
    return _meanings(code, _ICD_10, "icd_10")


def icd_9_cm(code: str) -> tuple[Meaning, ...]:
    """Read an ICD-9-CM code; empty where it means nothing to the rules."""
    return _meanings(code, _ICD_9, "icd_9_cm")


def _meanings(code: str, syntax: re.Pattern[str], name: str) -> tuple[Meaning, ...]:
    bare = _MARKS.sub("", code.upper())
    if not syntax.fullmatch(bare):
        return ()
    prefixes = _prefixes(name)
    found: dict[Kind, Meaning] = {}
    for beginning in (*(bare[:length] for length in range(1, len(bare) + 1)), f"{bare}$"):
        found |= {meaning.kind: meaning for meaning in prefixes.get(beginning, ())}
    return tuple(meaning for meaning in found.values() if meaning.detail != EXCLUDED)


@cache
def _prefixes(name: str) -> Mapping[str, tuple[Meaning, ...]]:
    found: dict[str, tuple[Meaning, ...]] = {}
    for row in table(name):
        for prefix in expanded(row["codes"]):
            found[prefix] = (*found.get(prefix, ()), Meaning.of(row))
    return found


def expanded(codes: str) -> Iterator[str]:
    """List the beginnings of codes that an entry of a table stands for."""
    first, dash, last = codes.partition("-")
    if dash:
        letter = first.rstrip(digits)
        for number in range(int(first.removeprefix(letter)), int(last.removeprefix(letter)) + 1):
            yield f"{letter}{number:0{len(first) - len(letter)}}"
    elif "?" in codes:
        yield from (codes.replace("?", character) for character in digits + ascii_uppercase)
    else:
        yield codes
