"""Whom the criteria are not made for, and those who are dying."""

from fhir_fixtures import codes
from fhir_fixtures.builders import cancer, chart, condition, ecog, height, patient, treatment, weight
from fhir_fixtures.story import Facts, Story

NOT_APPLICABLE = {"fearon_2011": "not_applicable", "fearon_2006": "not_applicable", "precachexia": "not_applicable"}

NO_CANCER = Story(
    id="p-no-cancer",
    sentence="A man of 68 with COPD and no cancer has lost 7 %.",
    resources=chart(
        "p-no-cancer",
        patient("Percival Dumblethorpe", "male", "1957-09-09"),
        condition("copd", codes.COPD, "2018-03-06"),
        height("2025-11-13", 172),
        weight("2026-01-15", 70.0),
        weight("2026-02-12", 69.3),
        weight("2026-06-18", 65.1),
    ),
    facts=Facts(
        status="not_applicable",
        verdicts=NOT_APPLICABLE,
        loss="7.000",
        bmi="22.01",
    ),
)

REMISSION_LOSING = Story(
    id="p-remission-losing-weight",
    sentence="A woman of 62 whose breast cancer is in remission has lost 8 %: not judged, but worth a look.",
    resources=chart(
        "p-remission-losing-weight",
        patient("Griselda Honeyford", "female", "1963-09-15"),
        cancer(codes.BREAST, "2022-05-10", clinical="remission"),
        height("2025-05-13", 166),
        weight("2026-01-22", 75.0),
        weight("2026-02-19", 74.2),
        weight("2026-06-25", 69.0),
    ),
    facts=Facts(
        status="withheld",
        loss="8.000",
        bmi="25.04",
        confounders=(("cancer_inactive", "withhold"),),
        cards=1,
        indicator="info",
        summary=("8.0 %", "worth a look"),
    ),
)

REMISSION_STABLE = Story(
    id="p-remission-stable",
    sentence="A man of 73 whose colon cancer is in remission has a stable weight.",
    resources=chart(
        "p-remission-stable",
        patient("Alistair Puddlemere", "male", "1953-02-17"),
        cancer(codes.COLON, "2021-11-02", clinical="remission"),
        height("2025-02-18", 170),
        weight("2026-01-20", 68.0),
        weight("2026-02-17", 67.9),
        weight("2026-06-16", 67.7),
    ),
    facts=Facts(
        status="not_applicable",
        verdicts=NOT_APPLICABLE,
        loss="0.441",
        bmi="23.43",
    ),
)

CHILD = Story(
    id="p-child",
    sentence="A boy of 15 with acute leukaemia has lost 12 %: the criteria are made for adults.",
    resources=chart(
        "p-child",
        patient("Rufus Gobblestone", "male", "2011-03-08"),
        cancer(codes.LEUKAEMIA, "2026-02-03"),
        height("2026-02-03", 164),
        weight("2026-02-03", 50.0),
        weight("2026-03-03", 48.8),
        weight("2026-06-23", 44.0),
    ),
    facts=Facts(
        status="not_applicable",
        verdicts=NOT_APPLICABLE,
        loss="12.000",
        confounders=(("child", "suppress"),),
    ),
)

PREGNANT = Story(
    id="p-pregnant",
    sentence="A pregnant woman of 34 with breast cancer has lost 6 %: weight reads differently in pregnancy.",
    resources=chart(
        "p-pregnant",
        patient("Isadora Meadowlark", "female", "1992-01-19"),
        cancer(codes.BREAST, "2026-03-10"),
        condition("pregnancy", codes.PREGNANCY, "2026-02-15"),
        height("2026-03-10", 168),
        weight("2026-03-10", 65.0),
        weight("2026-04-07", 64.0),
        weight("2026-06-23", 61.1),
    ),
    facts=Facts(
        status="not_applicable",
        verdicts=NOT_APPLICABLE,
        loss="6.000",
        bmi="21.65",
        confounders=(("pregnancy", "suppress"),),
    ),
)

DYING = Story(
    id="p-hospice-losing-weight",
    sentence="A man of 77 with lung cancer, in hospice care with ECOG 4, has lost 18 %: comfort, not calories.",
    resources=chart(
        "p-hospice-losing-weight",
        patient("Lysander Foxglove", "male", "1949-03-30"),
        cancer(codes.LUNG, "2025-05-22"),
        treatment("hospice", codes.HOSPICE_CARE, "2026-06-10"),
        ecog("2026-06-10", 4),
        height("2025-05-22", 170),
        weight("2026-01-14", 70.0),
        weight("2026-02-11", 68.6),
        weight("2026-04-15", 63.0),
        weight("2026-06-10", 57.4),
    ),
    facts=Facts(
        status="refractory_suspected",
        verdicts={"fearon_2011": "met", "refractory": "met"},
        loss="18.000",
        bmi="19.86",
        confounders=(("hospice", "caution"),),
        referrals=("psychosocial",),
        scores={"wlgs": 4},
        cards=1,
        indicator="info",
        summary=("comfort first",),
        never=("cachexiaNutrition", "cachexiaPhysiotherapy", "cachexiaTrials"),  # nothing that aims at weight
    ),
)

DYING_STABLE = Story(
    id="p-hospice-stable-weight",
    sentence="A woman of 80 with ovarian cancer in hospice care has a stable weight: nothing is shown.",
    resources=chart(
        "p-hospice-stable-weight",
        patient("Henrietta Lavenderby", "female", "1946-05-05"),
        cancer(codes.OVARY, "2024-10-15"),
        treatment("hospice", codes.HOSPICE_CARE, "2026-05-27"),
        height("2024-10-15", 165),
        weight("2026-02-18", 62.0),
        weight("2026-03-18", 61.8),
        weight("2026-05-27", 61.5),
    ),
    facts=Facts(
        status="no_cachexia",
        verdicts={"fearon_2011": "not_met", "refractory": "not_met"},
        loss="0.806",
        bmi="22.59",
        confounders=(("hospice", "caution"),),
        scores={"wlgs": 1},
    ),
)

DYING_UNWEIGHED = Story(
    id="p-hospice-unweighed",
    sentence="A man of 82 with prostate cancer in hospice care was last weighed in winter: nobody need weigh him.",
    resources=chart(
        "p-hospice-unweighed",
        patient("Ambrose Tumblewick", "male", "1943-08-22"),
        cancer(codes.PROSTATE, "2023-03-07"),
        treatment("hospice", codes.HOSPICE_CARE, "2026-06-03"),
        height("2023-03-07", 174),
        weight("2025-11-19", 71.0),
        weight("2026-01-14", 66.0),
    ),
    facts=Facts(
        status="undetermined",
        verdicts={"fearon_2011": "unknown"},
        confounders=(("hospice", "caution"),),
        scores={"wlgs": None},
    ),
)
