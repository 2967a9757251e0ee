"""Everything that is measured: one row each, from which queries, reading, units, limits and names derive.

A new laboratory value is a row here, its codes in `fhir/terminology/observations.csv`, and its spec table.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Self

from . import units
from .units import UnitTable


class Family(Enum):
    """What sort of thing it is: decides how a value is read, and how long it counts."""

    WEIGHT = "weight"
    HEIGHT = "height"
    BMI = "bmi"
    LABORATORY = "laboratory"
    PERFORMANCE = "performance"
    STRENGTH = "strength"
    INTAKE = "intake"
    MUSCLE = "muscle"


@dataclass(frozen=True, slots=True)
class Range:
    """The values that can be true, both ends included."""

    low: Decimal
    high: Decimal


def _between(low: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(high))


ANYTHING = _between("0", "1E12")
"""No concentration, force or intake comes near the upper end."""


@dataclass(frozen=True, eq=False, repr=False)
class _Row:
    """What is to be known about a measure."""

    key: str
    """Its name in records, rulesets and answers."""
    phrase: str
    """Its name on cards, in English: an entry of the phrase catalogue."""
    table: UnitTable
    family: Family
    query: str
    """The prefetch key that asks for it."""
    plausible: Range = ANYTHING
    """In its own unit; a ruleset may set other limits for weight, height, BMI, CRP and albumin."""
    by: str = ""
    """How it was measured, on cards: what tells the measures of muscle apart."""


def _laboratory(key: str, phrase: str, table: UnitTable, plausible: Range = ANYTHING) -> tuple[object, ...]:
    return key, phrase, table, Family.LABORATORY, "labs", plausible


def _muscle(key: str, phrase: str, table: UnitTable, by: str) -> tuple[object, ...]:
    return key, phrase, table, Family.MUSCLE, "function", ANYTHING, by


class Measure(_Row, Enum):
    """One member for each thing that is measured; `Measure("crp")` finds it by its key."""

    WEIGHT = "weight", "weight", units.WEIGHT, Family.WEIGHT, "weights", _between("22.7", "340.2")
    HEIGHT = "height", "height", units.HEIGHT, Family.HEIGHT, "heights", _between("100", "250")
    BMI = "bmi", "BMI", units.BMI, Family.BMI, "heights", _between("10", "100")
    CRP = _laboratory("crp", "CRP", units.CRP, _between("0", "1000"))
    ALBUMIN = _laboratory("albumin", "albumin", units.ALBUMIN, _between("5", "70"))
    PREALBUMIN = _laboratory("prealbumin", "prealbumin", units.PREALBUMIN)
    HAEMOGLOBIN = _laboratory("haemoglobin", "haemoglobin", units.HAEMOGLOBIN, _between("2", "25"))
    IL_6 = _laboratory("il_6", "interleukin 6", units.IL_6)
    LYMPHOCYTES = _laboratory("lymphocytes", "lymphocytes", units.CELLS)
    NEUTROPHILS = _laboratory("neutrophils", "neutrophils", units.CELLS)
    CHOLESTEROL = _laboratory("cholesterol", "cholesterol", units.CHOLESTEROL)
    ECOG = "ecog", "ECOG", units.SCORE, Family.PERFORMANCE, "function", _between("0", "5")
    KARNOFSKY = "karnofsky", "Karnofsky", units.SCORE, Family.PERFORMANCE, "function", _between("0", "100")
    GRIP = "grip", "grip strength", units.GRIP, Family.STRENGTH, "function"
    INTAKE = "intake", "energy intake", units.ENERGY, Family.INTAKE, "function"
    ASMI_DXA = _muscle("asmi-dxa", "muscle mass by DXA", units.PER_SQUARE_METRE, "DXA")
    ASMI_BIA = _muscle("asmi-bia", "muscle mass by bioimpedance", units.PER_SQUARE_METRE, "bioimpedance")
    FFMI_BIA = _muscle("ffmi-bia", "fat-free mass by bioimpedance", units.PER_SQUARE_METRE, "bioimpedance")
    SMI_L3_CT = _muscle("smi-l3-ct", "muscle mass by CT", units.AREA_PER_SQUARE_METRE, "CT at L3")
    MAMA = _muscle("mama", "arm muscle area", units.AREA, "upper arm")

    def __new__(cls, key: str, *_: Any) -> Self:
        """Make the key the member's value; the other columns are its attributes."""
        member = object.__new__(cls)
        member._value_ = key
        return member

    @property
    def unit(self) -> str:
        """The UCUM code of the unit of its values."""
        return self.table.own


def of_family(family: Family) -> tuple[Measure, ...]:
    """List the measures of a family."""
    return tuple(one for one in Measure if one.family is family)
