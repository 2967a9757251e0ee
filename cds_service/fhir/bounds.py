"""A laboratory's text that is nothing but a bound: "<5", "< 0,3 mg/dL". Anything more is no value."""

import re
from dataclasses import dataclass
from decimal import Decimal

LONGEST = 40
_BOUND = re.compile(r"(<=|>=|<|>|≤|≥)\s*([0-9]{1,12}(?:[.,][0-9]{1,12})?)\s*([^\s,;]*)")
_SIGNS = {"≤": "<=", "≥": ">="}


@dataclass(frozen=True, slots=True)
class Bound:
    """The comparator, the number and the unit, empty where none is named."""

    text: str
    comparator: str
    number: Decimal
    unit: str


def bound_of(text: str | None) -> Bound | None:
    """Read a bound; None where the text says anything else."""
    written = (text or "").strip()
    found = _BOUND.fullmatch(written) if len(written) <= LONGEST else None
    if found is None:
        return None
    sign, number, unit = found.groups()
    return Bound(written, _SIGNS.get(sign, sign), Decimal(number.replace(",", ".")), unit)
