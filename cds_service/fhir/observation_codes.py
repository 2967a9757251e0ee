"""Which Observation codes are which measure: the allow-lists, and the codes that look alike and are denied."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from cds_service.clinical.measures import Family, Measure, of_family

from .code_rules import CodeRules, SystemCode
from .code_tables import table

Key = tuple[str, str]
"""A system and a code."""
AGEING = frozenset({"weights", "labs", "function"})
"""The prefetch keys of what counts for a while only; a height counts for ever, and so may a diagnosis."""


class Role(StrEnum):
    """What a code says of how the value came about."""

    MEASURED = "measured"
    DRY = "dry"
    STATED = "stated"
    USUAL = "usual"
    DENIED = "denied"  # makes an Observation unusable for the measure, whatever else it is coded with


@dataclass(frozen=True, slots=True)
class Coded:
    """What a code of an Observation says: the measure, how it came about, and the laboratory's method."""

    measure: Measure
    role: Role = Role.MEASURED
    method: str = ""


@cache
def published() -> Mapping[Key, Coded]:
    """Give all published codes, in the order of the table."""
    return {
        (row["system"], row["code"]): Coded(Measure(row["measure"]), Role(row["role"]), row["method"])
        for row in table("observations")
    }


def own(rules: CodeRules) -> Iterator[tuple[SystemCode, Measure]]:
    """Give the codes of measures of muscle, which have no standard code, and those that a site has entered."""
    for measure in of_family(Family.MUSCLE):
        yield SystemCode(rules.muscle_system, measure.key), measure
    entered = {
        Measure.WEIGHT: rules.weight,
        Measure.HEIGHT: rules.height,
        Measure.CRP: rules.crp,
        Measure.ALBUMIN: rules.albumin,
        Measure.GRIP: rules.grip,
        Measure.ECOG: rules.ecog,
    }
    for measure, codes in entered.items():
        yield from ((code, measure) for code in codes)


@cache
def questions() -> Mapping[Key, str]:
    """Give the codes of Observations that answer a question, with the kind of fact that they ask for."""
    return {(row["system"], row["code"]): row["asks"] for row in table("questions")}


def coded_as(keys: Iterable[Key], codes: Mapping[Key, Coded]) -> tuple[Coded | None, bool]:
    """Find what an Observation measures, from all of its codings, and whether one of them denies it."""
    found: Coded | None = None
    denied = False
    for key in keys:
        coded = codes.get(key)
        if coded is None:
            continue
        denied = denied or coded.role is Role.DENIED
        if found is None or _says_more(coded, found):
            found = coded
    return found, denied


def _says_more(coded: Coded, found: Coded) -> bool:
    if found.role is Role.DENIED:
        return coded.role is not Role.DENIED
    return coded.measure is found.measure and bool(coded.method) and not found.method
