"""Dialysis and fluid: what moves a weight without tissue, and only when it did (C4, C18, C19)."""

from .case import Case, case
from .chart import CPT, Json, base, diagnosis, measured, medicine, procedure, unweighed
from .expect import confounder, no_confounder, nothing_excluded, status, verdict
from .expect_cards import indicator, no_cards, one_card

HAEMODIALYSIS, FUROSEMIDE, PARACENTESIS = "302497006", "4603", "49083"
CACHEXIA = (status("cachexia"), nothing_excluded(), no_confounder("dialysis"))
NO_FLUID = (no_confounder("fluid_overload"), indicator("warning"))


def dry(kg: float, day: str) -> Json:
    return measured("8341-0", kg, "kg", day)


CASES: tuple[Case, ...] = (
    case("C4", "one haemodialysis of 2021 is history", base(72, procedure(HAEMODIALYSIS, on="2021-03-05")), *CACHEXIA),
    case("C4b", "and one of 2011", base(72, procedure(HAEMODIALYSIS, on="2011-03-05")), *CACHEXIA),
    case(
        "C4c",
        "a session 28 days before a weight makes that weight unfit",
        base(72, procedure(HAEMODIALYSIS, on="2026-05-28")),
        status("withheld"),
        confounder("dialysis", "withhold"),
        one_card(),
    ),
    case("C4d", "a session 29 days before it does not", base(72, procedure(HAEMODIALYSIS, on="2026-05-27")), *CACHEXIA),
    case(
        "C4e",
        "a session between two weights, far from both, does not",
        base(72, procedure(HAEMODIALYSIS, on="2026-04-01")),
        *CACHEXIA,
    ),
    case(
        "C4f",
        "a session three days after a weight makes it unfit",
        base(72, procedure(HAEMODIALYSIS, on="2026-06-28")),
        status("withheld"),
    ),
    case(
        "C4g",
        "a session of next week has not happened",
        base(72, procedure(HAEMODIALYSIS, on="2026-07-08")),
        *CACHEXIA,
    ),
    case(
        "C4h",
        "on dialysis without dry weights nothing is said",
        base(72, diagnosis("Z99.2", onset="2022-01-01")),
        status("withheld"),
        confounder("dialysis", "withhold"),
        one_card(),
    ),
    case(
        "C4i",
        "on dialysis dry weights are compared",
        unweighed(dry(70, "2026-01-20"), dry(66, "2026-06-25"), diagnosis("Z99.2", onset="2022-01-01")),
        status("cachexia"),
        confounder("dialysis", "caution"),
    ),
    case(
        "C4j",
        "N18.6 without dialysis is no dialysis",
        base(72, diagnosis("N18.6", onset="2022-01-01")),
        *CACHEXIA,
    ),
    case(
        "C4k",
        "after a transplant an old Z99.2 is no dialysis",
        base(72, diagnosis("Z99.2", onset="2020-01-01"), diagnosis("Z94.0", onset="2024-01-01")),
        *CACHEXIA,
    ),
    case(
        "C4l",
        "a resolved Z99.2 is no dialysis",
        base(72, diagnosis("Z99.2", onset="2020-01-01", ended="2023-01-01", status="resolved")),
        *CACHEXIA,
    ),
    case(
        "C18",
        "paracentesis between two weights lowers a loss and says so",
        base(72, procedure(PARACENTESIS, CPT, on="2026-06-10")),
        status("cachexia"),
        confounder("fluid_overload", "downgrade"),
        indicator("info"),
    ),
    case(
        "C18b",
        "28 days before the weight it still counts",
        base(72, procedure(PARACENTESIS, CPT, on="2026-05-28")),
        confounder("fluid_overload", "downgrade"),
    ),
    case(
        "C18c",
        "29 days before it does not",
        base(72, procedure(PARACENTESIS, CPT, on="2026-05-27")),
        status("cachexia"),
        *NO_FLUID,
    ),
    case(
        "C18d",
        "after the last weight it only cautions",
        base(72, procedure(PARACENTESIS, CPT, on="2026-06-28")),
        confounder("fluid_overload", "caution"),
        indicator("warning"),
    ),
    case(
        "C18e",
        "by its SNOMED CT code, thoracentesis too",
        base(72, procedure("91602002", on="2026-06-10")),
        confounder("fluid_overload", "downgrade"),
    ),
    case(
        "C18f",
        "a steady weight around a paracentesis is no 'no'",
        base(79.5, procedure(PARACENTESIS, CPT, on="2026-06-10")),
        status("withheld"),
        one_card(),
    ),
    case(
        "C19",
        "heart failure since 2015 with furosemide renewed and a steady weight is left alone",
        base(
            79.5,
            diagnosis("I50.9", onset="2015-01-01"),
            medicine(FUROSEMIDE, on="2024-01-15", status="completed"),
            medicine(FUROSEMIDE, on="2026-05-15"),
        ),
        status("no_cachexia"),
        no_cards(),
    ),
    case(
        "C19b",
        "a first furosemide before a loss lowers it",
        base(74, diagnosis("R60.0", onset="2026-05-01"), medicine(FUROSEMIDE, on="2026-05-10")),
        status("cachexia"),
        confounder("fluid_overload", "downgrade"),
        indicator("info"),
    ),
    case(
        "C19c",
        "a first furosemide with a steady weight tells of nothing",
        base(79.5, medicine(FUROSEMIDE, on="2026-05-10")),
        status("no_cachexia"),
        no_cards(),
    ),
    case(
        "C19d",
        "heart failure alone only adds a line to a loss",
        base(72, diagnosis("I50.9", onset="2015-01-01")),
        status("cachexia"),
        indicator("warning"),
    ),
    case("C19e", "lymphoedema alone withholds nothing", base(79.5, diagnosis("I89.0")), status("no_cachexia")),
    case(
        "C19f",
        "ascites on the problem list withholds a 'no', undated too",
        base(79.5, diagnosis("R18.8")),
        status("withheld"),
        verdict("fearon_2011", "not_met"),
        one_card(),
    ),
    case(
        "C19g",
        "ascites that ended withholds nothing",
        base(79.5, diagnosis("R18.8", onset="2025-01-01", ended="2025-06-01", status="resolved")),
        status("no_cachexia"),
    ),
    case(
        "C19h",
        "oedema as a fresh encounter diagnosis withholds a 'no'",
        base(79.5, diagnosis("R60.0", recorded="2026-05-15", status="", category="encounter-diagnosis")),
        status("withheld"),
    ),
    case(
        "C19i",
        "as one of four months ago it does not",
        base(79.5, diagnosis("R60.0", recorded="2026-03-01", status="", category="encounter-diagnosis")),
        status("no_cachexia"),
    ),
    case(
        "C19j",
        "a loss under ascites stands, with a caution",
        base(72, diagnosis("R18.8", onset="2026-01-10")),
        status("cachexia"),
        confounder("fluid_overload", "caution"),
        indicator("warning"),
    ),
    case(
        "C19k",
        "a furosemide renewed before a loss is no start",
        base(
            74,
            diagnosis("I50.9", onset="2015-01-01"),
            medicine(FUROSEMIDE, on="2024-01-15", status="completed"),
            medicine(FUROSEMIDE, on="2026-05-15"),
        ),
        status("cachexia"),
        indicator("warning"),
    ),
)
