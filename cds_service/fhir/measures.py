"""Which Observation codes are which measure: the allow-lists, and the codes that look alike and are denied."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from cds_service.clinical.record import Analyte, FunctionKind, MuscleMethod, WeightKind

from .systems import LOINC, SNOMED_CT


class HeightKind(Enum):
    """How a height came about."""

    MEASURED = "measured"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Denied:
    """A code that makes an Observation unusable for a measure, whatever else it is coded with."""

    measure: str


Measure = WeightKind | HeightKind | Analyte | FunctionKind | MuscleMethod | Denied

WEIGHT_CODES = {
    "29463-7": WeightKind.MEASURED,  # Body weight
    "3141-9": WeightKind.MEASURED,  # Body weight Measured
    "8350-1": WeightKind.MEASURED,  # with clothes
    "8351-9": WeightKind.MEASURED,  # without clothes
    "8349-3": WeightKind.MEASURED,  # preoperative
    "18833-4": WeightKind.MEASURED,  # First Body weight
    "8341-0": WeightKind.DRY,  # Dry body weight Measured
    "3142-7": WeightKind.STATED,  # Body weight Stated
    "75292-3": WeightKind.STATED,  # Body weight - Reported - usual
}
DENIED_WEIGHT_CODES = (
    "8335-2",  # Body weight Estimated
    "8340-2",  # Dry body weight Estimated
    "79348-9",  # Body weight used for drug calculation
    "50064-5",  # Ideal body weight
    "8339-4",  # Birth weight Measured
    "8348-5",  # Body weight pre pregnancy
    "8342-8",  # Lean body weight
    "8343-6",
    "56056-5",  # in other lists, not identified: excluded until checked
    "56092-0",
    "56093-8",
    "8336-0",
    "8344-4",
    "8345-1",
    "8346-9",
    "8347-7",
    "89087-1",
    "62297-7",  # PhenX protocols
    "62298-5",
)
HEIGHT_CODES = {
    "8302-2": HeightKind.MEASURED,
    "3137-7": HeightKind.MEASURED,
    "8308-9": HeightKind.MEASURED,
    "8306-3": HeightKind.MEASURED,
    "3138-5": HeightKind.STATED,
    "8301-4": HeightKind.STATED,  # estimated
}
LAB_CODES = {
    Analyte.CRP: ("1988-5", "30522-7", "76485-2", "76486-0", "71426-1", "48421-2"),
    Analyte.ALBUMIN: ("1751-7", "61151-7", "61152-5", "2862-1", "54347-0", "62235-7", "62234-0"),
    Analyte.PREALBUMIN: ("14338-8",),
    Analyte.HAEMOGLOBIN: ("718-7", "59260-0"),
    Analyte.IL_6: ("26881-3",),
    Analyte.LYMPHOCYTES: ("26474-7", "731-0", "732-8"),
    Analyte.NEUTROPHILS: ("751-8", "26499-4"),
    Analyte.CHOLESTEROL: ("2093-3", "14647-2"),
}
DENIED_LAB_CODES = {
    "crp": ("11039-5", "14634-0", "16503-5", "45062-7"),
    "albumin": ("1754-1", "14957-5", "9318-7", "14959-1", "30000-4", "1746-7", "72600-0"),
}
ALBUMIN_METHODS = {"61151-7": "BCG", "62235-7": "BCG", "61152-5": "BCP", "62234-0": "BCP"}
FUNCTION_CODES = {
    FunctionKind.ECOG: ((LOINC, "89247-1"), (LOINC, "89262-0"), (SNOMED_CT, "423740007"), (SNOMED_CT, "273437007")),
    FunctionKind.KARNOFSKY: ((LOINC, "89243-0"), (SNOMED_CT, "761869008")),
    FunctionKind.GRIP: ((LOINC, "83174-3"),),
    FunctionKind.INTAKE: ((LOINC, "9057-1"), (SNOMED_CT, "868240000")),
    FunctionKind.BMI: ((LOINC, "39156-5"),),
}
PREGNANCY_STATUS = (LOINC, "82810-3")


def published() -> dict[tuple[str, str], Measure]:
    """Build the table of all published codes, by system and code."""
    table: dict[tuple[str, str], Measure] = {(SNOMED_CT, "27113001"): WeightKind.MEASURED}
    table |= {(LOINC, code): weight for code, weight in WEIGHT_CODES.items()}
    table |= {(LOINC, code): Denied("weight") for code in DENIED_WEIGHT_CODES}
    table |= {(LOINC, code): height for code, height in HEIGHT_CODES.items()}
    table |= {(LOINC, code): analyte for analyte, codes in LAB_CODES.items() for code in codes}
    table |= {(LOINC, code): Denied(name) for name, codes in DENIED_LAB_CODES.items() for code in codes}
    table |= {pair: kind for kind, pairs in FUNCTION_CODES.items() for pair in pairs}
    return table


def measures_of(
    codings: Iterable[tuple[str, str]], table: dict[tuple[str, str], Measure]
) -> tuple[Measure | None, bool]:
    """Find what an Observation measures, from all of its codings, and whether one of them denies it."""
    found: Measure | None = None
    denied = False
    for coding in codings:
        measure = table.get(coding)
        if isinstance(measure, Denied):
            denied = True
            found = found or measure
        elif measure is not None and (found is None or isinstance(found, Denied)):
            found = measure
    return found, denied
