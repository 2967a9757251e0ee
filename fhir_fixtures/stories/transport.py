"""What goes wrong on the way: pages, broken resources, another patient's data."""

from fhir_fixtures import codes
from fhir_fixtures.builders import cancer, chart, height, page, patient, weight
from fhir_fixtures.story import Facts, Story

from .met import REFERRALS

TWO_PAGES = Story(
    id="p-two-pages",
    sentence="A man of 70 with oesophageal cancer has lost 7.5 %; the server shows the first weights on page two.",
    resources=chart(
        "p-two-pages",
        patient("Ferdinand Nettlecombe", "male", "1956-01-29"),
        cancer(codes.OESOPHAGUS, "2025-12-11"),
        height("2025-12-11", 175),
        weight("2026-06-23", 74.0),
        weight("2026-06-02", 74.5),
        weight("2026-05-05", 75.0),
    ),
    pages=(
        page(
            "p-two-pages",
            weight("2026-02-03", 79.4),
            weight("2026-01-13", 80.0),
            first=4,
        ),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met", "glim_2019": "met"},
        loss="7.500",  # from page one alone it would be 1.333
        bmi="24.16",
        scores={"wlgs": 3},
        referrals=REFERRALS,
        cards=1,
        indicator="warning",
        summary=("7.5 %",),
    ),
)

MALFORMED = Story(
    id="p-malformed-observation",
    sentence="A man of 63 with kidney cancer has lost 7 %; one of his weights is no valid FHIR.",
    resources=chart(
        "p-malformed-observation",
        patient("Archibald Pepperidge", "male", "1962-11-18"),
        cancer(codes.KIDNEY, "2025-11-27"),
        height("2025-11-27", 183),
        weight("2026-01-29", 90.0),
        weight("2026-02-26", 89.1),
        weight("2026-04-30", 86.5) | {"valueQuantity": "86.5 kg"},
        weight("2026-06-25", 83.7),
    ),
    malformed=frozenset({"malformed-observation-weight-3"}),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met", "glim_2019": "met"},
        loss="7.000",
        bmi="24.99",
        excluded=("malformed",),
        scores={"wlgs": 3},
        referrals=REFERRALS,
        cards=1,
        indicator="warning",
        summary=("7.0 %",),
    ),
)

FOREIGN_WEIGHT = Story(
    id="p-foreign-weight",
    sentence="A woman of 56 with breast cancer has a stable weight; the client mixes in another patient's 58.0 kg.",
    resources=chart(
        "p-foreign-weight",
        patient("Seraphina Wicklow-Marsh", "female", "1969-12-12"),
        cancer(codes.BREAST, "2025-10-21"),
        height("2025-10-21", 167),
        weight("2026-01-20", 70.0),
        weight("2026-02-17", 69.9),
        weight("2026-06-16", 69.5),
    ),
    strays=page("p-somebody-else", weight("2026-06-29", 58.0), first=1),
    facts=Facts(
        status="no_cachexia",
        verdicts={"fearon_2011": "not_met"},
        loss="0.714",  # with the other patient's weight it would be 17.143
        bmi="24.92",
        excluded=("other_patient",),
        scores={"wlgs": 1},
    ),
)
