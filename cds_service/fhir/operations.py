"""Which procedures open a body cavity, bone or a large wound: after these a raised CRP says nothing of the cancer.

By code where the classification says it; a blood draw, a port and a colonoscopy are no operations. Only where no code
tells do category and words decide: in doubt it is one, for that only keeps a raised CRP from being believed.
"""

import re
from collections.abc import Iterable
from functools import cache

from cds_service.clinical.facts import Coding

from . import systems
from .code_book import codings_of
from .code_tables import Row, table
from .resources import Procedure

SURGICAL_PROCEDURE = "387713003"
_WORDS = re.compile(r"(ectomy|resection|transplant(ation)?|laparotomy|amputation|surgery|operation)\b", re.IGNORECASE)


def is_operation(procedure: Procedure, codings: Iterable[Coding]) -> bool:
    """Say whether a procedure is an operation; the SNOMED CT list of operations is read with the other codes."""
    listed = tuple(codings)
    answers = [answer for coding in listed if (answer := _by_code(coding)) is not None]
    if answers:
        return any(answers)
    categories = (coding.code for coding in codings_of(procedure.category))
    words = [*(coding.display for coding in listed), (procedure.code and procedure.code.text) or ""]
    untold = not any(coding.system == systems.SNOMED_CT for coding in listed)
    return any(_WORDS.search(one) for one in words) or (untold and SURGICAL_PROCEDURE in categories)


def _by_code(coding: Coding) -> bool | None:
    """Say what the classification says; None where it has no rule for the code. Of two rows the later one decides."""
    rows = _rows(coding.system)
    said = [row["operation"] == "yes" for row in rows if _fits(coding.code, row)]
    if said:
        return said[-1]
    return False if rows else None


@cache
def _rows(system: str) -> tuple[Row, ...]:
    return tuple(row for row in table("operations") if row["system"] == system)


def _fits(code: str, row: Row) -> bool:
    if row["last"]:
        return code.isdigit() and row["codes"] <= code <= row["last"] and len(code) == len(row["last"])
    pattern = row["codes"]
    return len(code) >= len(pattern) and all(one in ("?", other) for one, other in zip(pattern, code, strict=False))
