"""Blood values beside infections and operations, and how they are written (C11, C12, C28, C38)."""

from .case import Case, case
from .chart import (
    CPT,
    ICD_PCS,
    Json,
    albumin,
    base,
    crp,
    diagnosis,
    fatigue,
    haemoglobin,
    measured,
    poor_appetite,
    procedure,
    unweighed,
    weight,
)
from .expect import confounder, excluded, lab, lab_read, missing, no_confounder, score, status, verdict, weighs
from .expect_cards import offers, one_card, says_not

COUNTS = (status("precachexia"), verdict("precachexia", "met"), no_confounder("acute_inflammation"))
SET_ASIDE = (
    verdict("precachexia", "unknown"),
    missing("precachexia", "crp"),
    confounder("acute_inflammation", "caution"),
)
COLECTOMY = "44140"


def inflamed(identity: str, sentence: str, *parts: Json, counts: bool, day: str = "2026-06-25") -> Case:
    """Write a case of 4 % loss with poor appetite and CRP 60, beside something that may explain the CRP."""
    expectations = COUNTS if counts else SET_ASIDE
    return case(identity, sentence, base(76.8, poor_appetite(), crp(60, day), *parts), *expectations)


def wasted(*parts: Json) -> tuple[Json, ...]:
    """Give 8 % loss with poor appetite and fatigue: the blood decides Evans."""
    return base(73.6, poor_appetite(), fatigue(), *parts)


def told(text: str) -> Json:
    """Give a CRP that the laboratory sent as text."""
    value = crp(5) | {"valueString": text}
    return {name: part for name, part in value.items() if name != "valueQuantity"}


def pounds(spelling: str) -> Json:
    return measured("29463-7", 160, spelling, "2026-06-25", ucum=False)


CASES: tuple[Case, ...] = (
    case(
        "C11",
        "a blood draw on the day is no operation",
        base(76.8, poor_appetite(), crp(60), procedure("36415", CPT, on="2026-06-25")),
        *COUNTS,
        one_card(),
        offers("nutrition"),
        says_not("recent infection or operation"),
    ),
    inflamed("C11b", "nor is a port", procedure("36561", CPT, on="2026-06-24"), counts=True),
    inflamed("C11c", "nor a colonoscopy by CPT", procedure("45378", CPT, on="2026-06-24"), counts=True),
    inflamed("C11d", "nor by SNOMED CT", procedure("73761001", on="2026-06-24"), counts=True),
    inflamed("C11e", "nor by ICD-10-PCS", procedure("0DJD8ZZ", ICD_PCS, on="2026-06-24"), counts=True),
    inflamed("C11f", "nor an endoscopic biopsy", procedure("0DBN8ZX", ICD_PCS, on="2026-06-24"), counts=True),
    inflamed("C11g", "a colectomy two weeks before is one", procedure(COLECTOMY, CPT, on="2026-06-10"), counts=False),
    inflamed("C11h", "by ICD-10-PCS", procedure("0DTN0ZZ", ICD_PCS, on="2026-06-10"), counts=False),
    inflamed("C11i", "by SNOMED CT", procedure("26390003", on="2026-06-10"), counts=False),
    inflamed("C11j", "28 days before the CRP still", procedure(COLECTOMY, CPT, on="2026-05-28"), counts=False),
    inflamed("C11k", "29 days before no longer", procedure(COLECTOMY, CPT, on="2026-05-27"), counts=True),
    inflamed(
        "C11l",
        "an operation after the CRP did not raise it",
        procedure(COLECTOMY, CPT, on="2026-06-24"),
        counts=True,
        day="2026-06-10",
    ),
    inflamed(
        "C11m",
        "an operation that was not done raised nothing",
        procedure(COLECTOMY, CPT, on="2026-06-10", status="not-done"),
        counts=True,
    ),
    inflamed("C12", "CRP in cholangitis is not counted", diagnosis("K83.09", onset="2026-06-15"), counts=False),
    inflamed(
        "C12b",
        "nor in neutropenic fever",
        diagnosis("D70.9", onset="2026-06-20"),
        diagnosis("R50.81", onset="2026-06-20"),
        counts=False,
    ),
    inflamed("C12c", "nor in COVID", diagnosis("U07.1", onset="2026-06-18"), counts=False),
    inflamed(
        "C12d", "nor in a pneumonia of 20 days, still active", diagnosis("J18.9", onset="2026-06-05"), counts=False
    ),
    inflamed("C12e", "nor in one of 36 days, still active", diagnosis("J18.9", onset="2026-05-20"), counts=False),
    inflamed(
        "C12f",
        "a pneumonia of 36 days that is over raised nothing",
        diagnosis("J18.9", onset="2026-05-20", ended="2026-06-01", status="resolved"),
        counts=True,
    ),
    inflamed(
        "C12g",
        "one of 20 days that is over may have",
        diagnosis("J18.9", onset="2026-06-05", ended="2026-06-15", status="resolved"),
        counts=False,
    ),
    inflamed("C12h", "chronic hepatitis B is no acute infection", diagnosis("B18.1", onset="2026-06-05"), counts=True),
    inflamed("C12i", "nor is a gallstone without cholecystitis", diagnosis("K80.20", onset="2026-06-05"), counts=True),
    inflamed("C12j", "nor neutropenia without fever", diagnosis("D70.9", onset="2026-06-20"), counts=True),
    inflamed(
        "C12k", "an infection after the CRP did not raise it", diagnosis("J18.9", onset="2026-06-28"), counts=True
    ),
    inflamed(
        "C12l",
        "an infection that was refuted raised nothing",
        diagnosis("J18.9", onset="2026-06-20", verified="refuted"),
        counts=True,
    ),
    inflamed(
        "C12m", "sepsis by SNOMED CT", diagnosis("91302008", "http://snomed.info/sct", onset="2026-06-20"), counts=False
    ),
    case(
        "C28",
        "an albumin from the tube whose CRP is set aside is not believed either",
        wasted(procedure(COLECTOMY, CPT, on="2026-06-10"), crp(180, "2026-06-15"), albumin(30, day="2026-06-15")),
        verdict("evans_2008", "unknown"),
        confounder("acute_inflammation", "caution"),
    ),
    case(
        "C28b",
        "without an operation both are",
        wasted(crp(180, "2026-06-15"), albumin(30, day="2026-06-15")),
        verdict("evans_2008", "met"),
    ),
    case(
        "C28c",
        "albumin from before the operation is believed",
        wasted(procedure(COLECTOMY, CPT, on="2026-06-10"), crp(180, "2026-06-15"), albumin(30, day="2026-06-05")),
        verdict("evans_2008", "met"),
    ),
    case(
        "C38",
        "GM/DL is grams per decilitre",
        base(72, measured("1751-7", 3.0, "GM/DL", "2026-06-25", ucum=False)),
        lab("albumin", 30),
    ),
    case(
        "C38b",
        "st is stones",
        unweighed(weight(80, "2026-01-20"), measured("29463-7", 11, "st", "2026-06-25", ucum=False)),
        status("cachexia"),
        weighs("current", 69.85322498),
    ),
    case(
        "C38c",
        "a text that is nothing but a bound with its unit is read as one",
        base(72, told("<5 mg/L"), albumin(30)),
        score("mgps", 0),
    ),
    case(
        "C38d",
        "a bound without a unit is not lost",
        base(72, told("<5")),
        lab_read("crp"),
    ),
    case(
        "C38e",
        "a text with more than a bound is no value",
        base(72, told("<5 mg/L, haemolytic"), albumin(30)),
        score("mgps", None),
    ),
    case("C38f", "lbs. is pounds", unweighed(weight(80, "2026-01-20"), pounds("lbs.")), status("cachexia")),
    case(
        "C38g",
        "haemoglobin of 45 g/dL is implausible",
        base(72, haemoglobin(45) | {"id": "hb"}),
        excluded("hb", "implausible"),
    ),
    case("C38h", "haemoglobin of 25 g/dL is not", base(72, haemoglobin(25)), lab_read("haemoglobin")),
    case(
        "labs-old",
        "a CRP of 61 days ago decides nothing",
        base(76.8, poor_appetite(), crp(60, "2026-04-30")),
        verdict("precachexia", "unknown"),
        missing("precachexia", "crp"),
    ),
    case(
        "labs-recent",
        "one of 60 days does",
        base(76.8, poor_appetite(), crp(60, "2026-05-01")),
        status("precachexia"),
    ),
)
