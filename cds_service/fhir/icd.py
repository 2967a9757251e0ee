"""What an ICD code means to the rules: by parsed category, never by string order (C7A sorts after C79).

ICD-10 covers the WHO edition, ICD-10-CM and ICD-10-GM; ICD-9-CM is read because old problem lists still carry it.
C44 and ICD-9 173 (non-melanoma skin cancer), in-situ, benign and uncertain neoplasms are not cancer here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cds_service.clinical.facts import Kind, Standing


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a code says: the kind of fact, a detail, and where the code itself says so the standing."""

    kind: Kind
    detail: str = ""
    standing: Standing | None = None


_ICD_10 = re.compile(r"^[A-Z][0-9][0-9A-Z][0-9A-Z]{0,4}$")
_ICD_9 = re.compile(r"^(?:[0-9]{3}[0-9]{0,2}|V[0-9]{2}[0-9]{0,2}|E[0-9]{3}[0-9]?)$")

_ICD_10_PREFIXES: tuple[tuple[str, Kind, str], ...] = (
    ("R64", Kind.CACHEXIA, ""),
    ("E88A", Kind.CACHEXIA, ""),
    ("R634", Kind.WEIGHT_LOSS, ""),
    *((f"E4{digit}", Kind.MALNUTRITION, "") for digit in range(7)),
    ("R630", Kind.ANOREXIA, ""),
    ("R530", Kind.FATIGUE, ""),
    ("R5383", Kind.FATIGUE, ""),
    ("R531", Kind.WEAKNESS, ""),
    ("M6284", Kind.SARCOPENIA, ""),
    ("R18", Kind.FLUID, "ascites"),
    ("R60", Kind.FLUID, "oedema"),
    ("E877", Kind.FLUID, "fluid overload"),
    ("I50", Kind.FLUID, "heart failure"),
    ("J90", Kind.FLUID, "pleural effusion"),
    ("J91", Kind.FLUID, "pleural effusion"),
    ("K74", Kind.FLUID, "cirrhosis"),
    ("K703", Kind.FLUID, "cirrhosis"),
    ("N04", Kind.FLUID, "nephrotic syndrome"),
    ("Z331", Kind.PREGNANCY, ""),
    ("Z34", Kind.PREGNANCY, ""),
    ("Z3A", Kind.PREGNANCY, ""),
    ("Z39", Kind.PREGNANCY, "postpartum"),
    ("Z992", Kind.DIALYSIS, ""),
    ("N186", Kind.DIALYSIS, ""),
    ("Z89", Kind.AMPUTATION, ""),
    *((f"S{region}8", Kind.AMPUTATION, "") for region in range(4, 10)),
    ("Z9884", Kind.BARIATRIC, ""),
    ("E05", Kind.THYROID_OR_MALABSORPTION, "hyperthyroidism"),
    ("F32", Kind.THYROID_OR_MALABSORPTION, "depression"),
    ("F33", Kind.THYROID_OR_MALABSORPTION, "depression"),
    ("K90", Kind.THYROID_OR_MALABSORPTION, "malabsorption"),
    ("F50", Kind.THYROID_OR_MALABSORPTION, "eating disorder"),
    ("A40", Kind.INFECTION, "sepsis"),
    ("A41", Kind.INFECTION, "sepsis"),
    *((f"J{category}", Kind.INFECTION, "pneumonia") for category in range(12, 19)),
    ("N390", Kind.INFECTION, "urinary tract infection"),
    ("Z515", Kind.HOSPICE, "palliative encounter"),
    ("Z515", Kind.PALLIATIVE_CARE, ""),
    ("J44", Kind.CHRONIC_DISEASE, ""),
    ("I50", Kind.CHRONIC_DISEASE, ""),
    ("N18", Kind.CHRONIC_DISEASE, ""),
    ("B20", Kind.CHRONIC_DISEASE, ""),
    ("K74", Kind.CHRONIC_DISEASE, ""),
    ("M05", Kind.CHRONIC_DISEASE, ""),
    ("M06", Kind.CHRONIC_DISEASE, ""),
)

_ICD_9_PREFIXES: tuple[tuple[str, Kind, str], ...] = (
    ("7994", Kind.CACHEXIA, ""),
    ("78321", Kind.WEIGHT_LOSS, ""),
    *((category, Kind.MALNUTRITION, "") for category in ("260", "261", "262", "263")),
    ("7830", Kind.ANOREXIA, ""),
    ("78079", Kind.FATIGUE, ""),
    ("72887", Kind.WEAKNESS, ""),
    ("7895", Kind.FLUID, "ascites"),
    ("7823", Kind.FLUID, "oedema"),
    ("2766", Kind.FLUID, "fluid overload"),
    ("428", Kind.FLUID, "heart failure"),
    ("511", Kind.FLUID, "pleural effusion"),
    *((code, Kind.FLUID, "cirrhosis") for code in ("5712", "5715", "5716")),
    ("581", Kind.FLUID, "nephrotic syndrome"),
    ("V22", Kind.PREGNANCY, ""),
    ("V23", Kind.PREGNANCY, ""),
    ("V24", Kind.PREGNANCY, "postpartum"),
    ("V451", Kind.DIALYSIS, ""),
    ("5856", Kind.DIALYSIS, ""),
    *((code, Kind.AMPUTATION, "") for code in ("V496", "V497", "885", "886", "887", "895", "896", "897")),
    ("V4586", Kind.BARIATRIC, ""),
    ("242", Kind.THYROID_OR_MALABSORPTION, "hyperthyroidism"),
    *((code, Kind.THYROID_OR_MALABSORPTION, "depression") for code in ("2962", "2963", "311")),
    ("579", Kind.THYROID_OR_MALABSORPTION, "malabsorption"),
    ("3071", Kind.THYROID_OR_MALABSORPTION, "eating disorder"),
    ("038", Kind.INFECTION, "sepsis"),
    ("99591", Kind.INFECTION, "sepsis"),
    ("99592", Kind.INFECTION, "sepsis"),
    *((str(category), Kind.INFECTION, "pneumonia") for category in range(480, 487)),
    ("5990", Kind.INFECTION, "urinary tract infection"),
    ("V667", Kind.HOSPICE, "palliative encounter"),
    ("V667", Kind.PALLIATIVE_CARE, ""),
    *((category, Kind.CHRONIC_DISEASE, "") for category in ("428", "496", "585", "042", "7140")),
)


def icd_10(code: str) -> tuple[Meaning, ...]:
    """Read an ICD-10, ICD-10-CM or ICD-10-GM code; empty where it means nothing to the rules."""
    bare = _bare(code)
    if not _ICD_10.match(bare):
        return ()
    found = [*_by_prefix(bare, _ICD_10_PREFIXES)]
    if bare == "R53":  # the WHO edition and ICD-10-GM do not divide it
        found.append(Meaning(Kind.FATIGUE))
    if bare[0] == "O":
        found.append(Meaning(Kind.PREGNANCY))
    if bare[:3] == "Z85":
        found.append(Meaning(Kind.CANCER, "history", Standing.INACTIVE))
    if bare[0] == "C" and bare[:3] != "C44" and bare[1:2] <= "9":
        found.append(_cancer(in_remission="C90" <= bare[:3] <= "C95" and bare[4:5] == "1"))
    return tuple(found)


def icd_9_cm(code: str) -> tuple[Meaning, ...]:
    """Read an ICD-9-CM code; empty where it means nothing to the rules."""
    bare = _bare(code)
    if not _ICD_9.match(bare):
        return ()
    found = [*_by_prefix(bare, _ICD_9_PREFIXES)]
    if bare[:3] == "V10":
        found.append(Meaning(Kind.CANCER, "history", Standing.INACTIVE))
    if bare[:3].isdigit():
        category = int(bare[:3])
        if 630 <= category <= 679:
            found.append(Meaning(Kind.PREGNANCY))
        malignant_carcinoid = category == 209 and bare[3:4] in {"0", "1", "2", "3", "7"}
        if (140 <= category <= 208 and category != 173) or malignant_carcinoid:
            found.append(_cancer(in_remission=203 <= category <= 208 and bare[4:5] == "1"))
    return tuple(found)


def _cancer(*, in_remission: bool) -> Meaning:
    if in_remission:  # the fifth character of a leukaemia or myeloma code says so
        return Meaning(Kind.CANCER, "remission", Standing.INACTIVE)
    return Meaning(Kind.CANCER)


def _by_prefix(bare: str, prefixes: Sequence[tuple[str, Kind, str]]) -> list[Meaning]:
    return [Meaning(kind, detail) for prefix, kind, detail in prefixes if bare.startswith(prefix)]


def _bare(code: str) -> str:
    """Drop the dot, the case, and the marks that ICD-10-GM appends (dagger, asterisk, certainty)."""
    return re.sub(r"[.\s+*!†-]", "", code.upper())
