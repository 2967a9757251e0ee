"""The weight fell or rose for another reason: fluid, a lost limb, dialysis, a medicine, an operation."""

from fhir_fixtures import codes
from fhir_fixtures.builders import (
    albumin,
    cancer,
    chart,
    condition,
    crp,
    height,
    medication_request,
    patient,
    procedure,
    treatment,
    weight,
)
from fhir_fixtures.story import Facts, Story

from .met import REFERRALS

ASCITES = Story(
    id="p-ascites-gaining-weight",
    sentence="A woman of 64 with ovarian cancer and ascites has gained 4 kg, CRP 30 mg/L: fluid may hide tissue loss.",
    resources=chart(
        "p-ascites-gaining-weight",
        patient("Theodora Pumpernickle", "female", "1962-02-02"),
        cancer(codes.OVARY, "2025-12-17"),
        condition("ascites", codes.ASCITES, "2026-05-20"),
        height("2025-12-17", 165),
        weight("2026-03-11", 70.0),
        weight("2026-06-24", 74.0),
        crp("2026-06-24", 30),
    ),
    facts=Facts(
        status="withheld",
        verdicts={"fearon_2011": "not_met"},
        loss="-5.714",  # 4 of 70 kg gained
        bmi="27.18",
        confounders=(("fluid_overload", "withhold"),),
        cards=1,
        indicator="info",
        summary=("Weight up 4.0 kg", "ascites"),
        never=("no cachexia", "No cachexia"),
    ),
)

OEDEMA = Story(
    id="p-oedema-furosemide",
    sentence="A man of 69 with pancreatic cancer has lost 7.5 %; he has leg oedema and began furosemide in June.",
    resources=chart(
        "p-oedema-furosemide",
        patient("Algernon Thornapple", "male", "1956-10-23"),
        cancer(codes.PANCREAS, "2025-11-19"),
        condition("oedema", codes.OEDEMA, "2026-05-26"),
        medication_request("furosemide", codes.FUROSEMIDE, "2026-06-02"),
        height("2025-11-19", 176),
        weight("2026-02-17", 80.0),
        weight("2026-03-17", 79.2),
        weight("2026-05-12", 77.5),
        weight("2026-06-23", 74.0),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met", "glim_2019": "met"},
        loss="7.500",
        bmi="23.89",
        confounders=(("fluid_overload", "downgrade"),),
        referrals=REFERRALS,
        scores={"wlgs": 3},
        cards=1,
        indicator="info",
        summary=("7.5 %",),
        told=("edema",),
    ),
)

SEMAGLUTIDE = Story(
    id="p-semaglutide",
    sentence="A woman of 52 with colon cancer has lost 10 % on semaglutide: perhaps intended, to be confirmed.",
    resources=chart(
        "p-semaglutide",
        patient("Rosalind Marmaladier", "female", "1974-05-28"),
        cancer(codes.COLON, "2025-12-10"),
        condition("diabetes", codes.DIABETES, "2019-02-12"),
        medication_request("semaglutide", codes.SEMAGLUTIDE, "2026-01-07"),
        height("2025-12-10", 172),
        weight("2026-01-07", 100.0),
        weight("2026-02-04", 98.5),
        weight("2026-04-15", 94.0),
        weight("2026-06-24", 90.0),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met"},
        loss="10.000",
        bmi="30.42",
        confounders=(("intentional_loss", "downgrade"),),
        referrals=REFERRALS,
        scores={"wlgs": 2},
        cards=1,
        indicator="info",
        summary=("10.0 %",),
        told=("intended", "semaglutide", "confirm"),
    ),
)

AMPUTATION = Story(
    id="p-below-knee-amputation",
    sentence="A man of 70 with lung cancer lost 7 kg, and a leg below the knee, between the two weights.",
    resources=chart(
        "p-below-knee-amputation",
        patient("Fitzwilliam Oakenshaw", "male", "1955-12-24"),
        cancer(codes.LUNG, "2025-12-03"),
        procedure("amputation", codes.BELOW_KNEE_AMPUTATION, "2026-04-14"),
        height("2025-12-03", 178),
        weight("2026-02-24", 85.0),
        weight("2026-03-24", 84.6),
        weight("2026-06-16", 78.0),
    ),
    facts=Facts(
        status="withheld",
        loss="8.235",  # 2.48 % after the usual 5.9 % for the leg; never corrected by itself
        bmi="24.62",
        confounders=(("amputation", "withhold"),),
        cards=1,
        indicator="info",
        summary=("amputation",),
    ),
)

DIALYSIS_DRY = Story(
    id="p-dialysis-dry-weights",
    sentence="A man of 66 with kidney cancer on haemodialysis has lost 5.7 % from dry weight to dry weight.",
    resources=chart(
        "p-dialysis-dry-weights",
        patient("Hieronymus Cobblepot", "male", "1959-11-06"),
        cancer(codes.KIDNEY, "2025-07-15"),
        condition("renal", codes.END_STAGE_RENAL_DISEASE, "2023-09-12"),
        treatment("dialysis", codes.HAEMODIALYSIS, "2023-09-19"),
        height("2025-07-15", 168),
        weight("2026-02-09T07:40:00+01:00", 72.9),
        weight("2026-02-09T12:10:00+01:00", 70.0, code=codes.DRY_WEIGHT),
        weight("2026-06-22T07:35:00+02:00", 68.2),
        weight("2026-06-22T12:05:00+02:00", 66.0, code=codes.DRY_WEIGHT),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met"},
        loss="5.714",  # from before to after a session it would be 9.465
        bmi="23.38",
        excluded=("code_denied", "code_denied"),
        confounders=(("dialysis", "caution"),),
        referrals=REFERRALS,
        scores={"wlgs": 2},
        cards=1,
        indicator="warning",
        summary=("5.7 %",),
        never=("9.47", "9.5 %"),
    ),
)

DIALYSIS_MIXED = Story(
    id="p-dialysis-mixed-weights",
    sentence="A woman of 68 with bladder cancer on haemodialysis has weights of which none says whether it is dry.",
    resources=chart(
        "p-dialysis-mixed-weights",
        patient("Cordelia Bramblewood", "female", "1957-07-29"),
        cancer(codes.BLADDER, "2025-08-12"),
        condition("renal", codes.END_STAGE_RENAL_DISEASE, "2022-04-05"),
        treatment("dialysis", codes.HAEMODIALYSIS, "2022-04-12"),
        height("2025-08-12", 168),
        weight("2026-02-10", 72.9),
        weight("2026-06-23", 66.0),
    ),
    facts=Facts(
        status="withheld",
        verdicts={"fearon_2011": "unknown"},
        excluded=("code_denied", "code_denied"),
        confounders=(("dialysis", "withhold"),),
        cards=1,
        indicator="info",
        summary=("dialysis",),
        never=("9.47", "9.5 %"),
    ),
)

CODED_ALREADY = Story(
    id="p-cachexia-already-coded",
    sentence="A man of 61 with stomach cancer has lost 6 %, and cachexia is on his problem list: news, no warning.",
    resources=chart(
        "p-cachexia-already-coded",
        patient("Valentine Crumpetworth", "male", "1965-04-11"),
        cancer(codes.STOMACH, "2025-11-05"),
        condition("cachexia", codes.CACHEXIA, "2026-05-06"),
        height("2025-11-05", 173),
        weight("2026-01-21", 75.0),
        weight("2026-02-18", 74.1),
        weight("2026-06-24", 70.5),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met"},
        loss="6.000",
        bmi="23.56",
        confounders=(("cachexia_already_coded", "downgrade"),),
        referrals=REFERRALS,
        scores={"wlgs": 3},
        cards=1,
        indicator="info",
        summary=("6.0 %",),
    ),
)

AFTER_OPERATION = Story(
    id="p-crp-after-operation",
    sentence="A woman of 59 lost 3 %; her CRP of 180 mg/L was taken three days after her stomach cancer was resected.",
    resources=chart(
        "p-crp-after-operation",
        patient("Millicent Gooseberry", "female", "1967-03-03"),
        cancer(codes.STOMACH, "2026-03-31"),
        procedure("gastrectomy", codes.GASTRECTOMY, "2026-06-15"),
        height("2026-03-31", 165),
        weight("2026-03-17", 70.0),
        weight("2026-04-14", 69.5),
        weight("2026-06-23", 67.9),
        crp("2026-06-18", 180),
        albumin("2026-06-18", 30),
    ),
    facts=Facts(
        status="undetermined",
        verdicts={"fearon_2011": "unknown", "awgc_2023": "unknown", "precachexia": "unknown", "fearon_2006": "unknown"},
        loss="3.000",
        bmi="24.94",
        confounders=(("acute_inflammation", "caution"),),
        scores={"wlgs": 2, "gps": None, "mgps": None},
        cards=0,
    ),
)
