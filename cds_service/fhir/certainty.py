"""How certain a German diagnosis is: the Diagnosesicherheit, an extension of the coding or a letter after the code."""

import re
from typing import Literal, cast

from . import systems
from .elements import Coding

Certainty = Literal["A", "G", "V", "Z"]
"""Excluded (ausgeschlossen), confirmed (gesichert), suspected (Verdacht), state after (Zustand nach)."""

_URLS = frozenset(
    {
        "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit",
        "http://fhir.de/StructureDefinition/seitenlokalisation-diagnosesicherheit",
    }
)
_LETTER = re.compile(r"[A-Z][0-9][0-9](?:\.?[0-9]{0,2})[*+!-]?\s*([AGVZ])")


def certainty_of(coding: Coding) -> Certainty | None:
    """Give the certainty of a coding; None where it says none."""
    for extension in coding.extension:
        said = extension.value_coding and extension.value_coding.code
        if extension.url in _URLS and said in ("A", "G", "V", "Z"):
            return cast("Certainty", said)
    if systems.canonical(coding.system) != systems.ICD_10_GM:
        return None  # in other editions a letter at the end is a part of the code
    letter = _LETTER.fullmatch((coding.code or "").strip().upper())
    return cast("Certainty", letter[1]) if letter else None


def without_certainty(coding: Coding) -> str:
    """Give the code alone."""
    code = (coding.code or "").strip()
    if systems.canonical(coding.system) == systems.ICD_10_GM and _LETTER.fullmatch(code.upper()):
        return code[:-1].rstrip()
    return code
