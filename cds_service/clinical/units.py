"""Units: a closed, exact table for every kind of measure. Nothing is guessed; what is not listed is refused.

The UCUM code decides (`http://unitsofmeasure.org`, case-sensitive: `Mg` is not `mg`). Spellings that real records
use instead are an explicit list. Tests check every UCUM entry against an independent implementation of UCUM.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import cached_property

EXACT = Context(prec=120, traps=[Inexact])
"""Arithmetic that raises rather than rounds."""


def _finite_decimal(factor: Fraction) -> Decimal | None:
    if factor == 1:
        return None
    try:
        return EXACT.divide(Decimal(factor.numerator), Decimal(factor.denominator))
    except Inexact:
        return None


@dataclass(frozen=True)
class Unit:
    """How to come to the measure's own unit; `molar` units need a factor that is a setting."""

    factor: Fraction
    molar: bool = False
    decimal: Decimal | None = field(init=False, compare=False)
    """The factor where it is a finite decimal; None where it is 1, or none."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "decimal", _finite_decimal(self.factor))


@dataclass(frozen=True)
class UnitTable:
    """The units that a measure accepts: by UCUM code, its own first, and by the spellings seen in records."""

    ucum: Mapping[str, Unit]
    spellings: Mapping[str, str] = field(default_factory=dict)
    """From a spelling to the UCUM code that it means."""

    @property
    def own(self) -> str:
        """The UCUM code of the unit in which the rules read the measure: every factor leads to it."""
        return next(iter(self.ucum))

    def named(self, text: str | None) -> Unit | None:
        """Look up a code or a spelling; None where neither is listed."""
        if text is None:
            return None
        word = text.strip()
        return self.ucum.get(word) or self.ucum.get(self.spellings.get(word, ""))

    def spelled(self, text: str | None) -> Unit | None:
        """Look up what a record calls a unit: exports write "GM/DL" and "LBS." where case means nothing."""
        return self.named(text) or self._by_any_case.get((text or "").strip().casefold())

    @cached_property
    def _by_any_case(self) -> Mapping[str, Unit]:
        """The spellings in lower case; one that would mean two units means none."""
        found: dict[str, set[str]] = {}
        for word, code in (*((code, code) for code in self.ucum), *self.spellings.items()):
            found.setdefault(word.casefold(), set()).add(code)
        same = {word: {self.ucum[code] for code in codes} for word, codes in found.items()}
        return {word: units.pop() for word, units in same.items() if len(units) == 1}

    def per_decilitre(self) -> tuple[Unit, ...]:
        """List the unit of the rules, and the one per decilitre that a laboratory may mean where it names none."""
        return tuple(unit for code, unit in self.ucum.items() if code == self.own or code.endswith("g/dL"))


def _table(factors: Mapping[str, object], spellings: Mapping[str, str], molar: str = "") -> UnitTable:
    units = {code: Unit(Fraction(str(factor)), code in molar.split()) for code, factor in factors.items()}
    by_spelling = {word: code for code, words in spellings.items() for word in words.split(",")}
    return UnitTable(units, by_spelling)


POUNDS = "[lb_av]"

WEIGHT = _table(  # kg; the troy pound [lb_tr] is a trap and not listed
    {"kg": 1, "g": "0.001", POUNDS: "0.45359237", "[oz_av]": "0.028349523125", "[stone_av]": "6.35029318"},
    {
        "kg": "kgs,Kg,KG,Kgs,KGS,kilogram,kilograms,Kilogram,Kilograms",
        "g": "gm,gram,grams",
        POUNDS: "lb,lbs,lb.,lbs.,Lb,Lbs,LB,LBS,lb_av,pound,pounds,Pound,Pounds",
        "[oz_av]": "oz,ounce,ounces",
        "[stone_av]": "st,stone,stones",
    },
)
HEIGHT = _table(  # cm
    {"cm": 1, "m": 100, "mm": "0.1", "[in_i]": "2.54", "[ft_i]": "30.48"},
    {
        "cm": "Cm,CM,cms,centimeter,centimeters,centimetre,centimetres",
        "m": "meter,meters,metre,metres",
        "[in_i]": "in,in.,inch,inches,Inch,Inches,in_i",
        "[ft_i]": "ft,foot,feet",
    },
)
BMI = _table({"kg/m2": 1}, {"kg/m2": "kg/m^2,kg/m²,kg/m**2"})
CRP = _table(  # mg/L; nmol/L stays molar
    {"mg/L": 1, "mg/l": 1, "mg/dL": 10, "mg/dl": 10, "ug/mL": 1, "ug/ml": 1, "g/L": 1000, "nmol/L": 1, "nmol/l": 1},
    {"mg/L": "MG/L,Mg/L", "mg/dL": "MG/DL,mg/DL", "ug/mL": "mcg/mL,µg/mL,μg/mL"},
    molar="nmol/L nmol/l",
)
ALBUMIN = _table(  # g/L; umol/L stays molar
    {"g/L": 1, "g/l": 1, "g/dL": 10, "g/dl": 10, "mg/dL": "0.01", "mg/dl": "0.01"}
    | {"umol/L": 1, "umol/l": 1, "mmol/L": 1000, "mmol/l": 1000},
    {"g/dL": "G/DL,GM/DL,gm/dL,g/DL,gm/dl,g%", "g/L": "G/L,gm/L", "umol/L": "µmol/L,μmol/L"},
    molar="umol/L umol/l mmol/L mmol/l",
)
PREALBUMIN = _table({"mg/L": 1, "mg/l": 1, "mg/dL": 10, "mg/dl": 10, "g/L": 1000, "g/l": 1000}, {})  # mg/L
HAEMOGLOBIN = _table(  # g/dL; the molar factor is of the monomer, 16,114 g/mol
    {"g/dL": 1, "g/dl": 1, "g/L": "0.1", "g/l": "0.1", "mmol/L": "1.6114", "mmol/l": "1.6114"},
    {"g/dL": "G/DL,gm/dL,gm/dl,g%", "g/L": "G/L"},
)
IL_6 = _table({"pg/mL": 1, "pg/ml": 1, "ng/L": 1, "ng/l": 1}, {"pg/mL": "PG/ML"})  # pg/mL
CELLS = _table(  # 10*9/L
    {"10*9/L": 1, "10*9/l": 1, "10*3/uL": 1, "10*3/ul": 1, "/uL": "0.001", "/ul": "0.001"}
    | {"{cells}/uL": "0.001", "10*3/mm3": 1, "/mm3": "0.001"},
    {
        "10*9/L": "10^9/L,x10^9/L,x10*9/L,x10E9/L,10e9/L,G/L,Gpt/L,/nL,/nl",
        "10*3/uL": "K/uL,K/ul,k/uL,k/ul,K/µL,K/mcL,10^3/uL,x10^3/uL,x10(3)/mcL,Thousand/uL,10e3/uL",
        "/uL": "cells/uL,cells/mcL,#/uL,cells/mm3",
    },
)
CHOLESTEROL = _table(  # mg/dL
    {"mg/dL": 1, "mg/dl": 1, "mmol/L": "38.67", "mmol/l": "38.67"}, {"mg/dL": "MG/DL"}
)
ENERGY = _table(  # kcal/d
    {"kcal/d": 1, "kcal/(24.h)": 1, "kcal": 1, "kJ/d": Fraction(1000, 4184)},
    {"kcal/d": "kcal/day,kcal/24h,kcal/24 h,Kcal/d", "kcal": "Kcal,kcals", "kJ/d": "kJ/day,kJ/24h"},
)
GRIP = _table(  # kilograms of force, which the papers write kg; [lb_av] is a mass and refused
    {"kg": 1, "kgf": 1, "[lbf_av]": "0.45359237", "N": 1 / Fraction("9.80665")},
    {"kgf": "KgF,kg-f,kilogram-force", "kg": "Kg,KG,kgs", "[lbf_av]": "lbf", "N": "newton,Newton"},
)
PER_SQUARE_METRE = _table({"kg/m2": 1}, {"kg/m2": "kg/m^2,kg/m²"})
AREA_PER_SQUARE_METRE = _table({"cm2/m2": 1}, {"cm2/m2": "cm^2/m^2,cm²/m²"})
AREA = _table({"cm2": 1}, {"cm2": "cm^2,cm²"})
SCORE = _table({"1": 1, "{score}": 1, "%": 1}, {"{score}": "score,points", "%": "percent"})  # a bare number is a score
