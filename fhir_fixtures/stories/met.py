"""The criteria of Fearon 2011 are met: by weight loss, by a low BMI, by low muscle."""

from fhir_fixtures import codes
from fhir_fixtures.builders import (
    albumin,
    cancer,
    chart,
    condition,
    crp,
    ecog,
    height,
    measure,
    patient,
    service_request,
    weight,
)
from fhir_fixtures.story import Facts, Story

REFERRALS = ("nutrition", "physiotherapy", "psychosocial", "trials")

CLEAR_CACHEXIA = Story(
    id="p-clear-cachexia",
    sentence="A man of 68 with pancreatic cancer has lost 10 % of his weight in five months; CRP is high, albumin low.",
    resources=chart(
        "p-clear-cachexia",
        patient("Barnaby Quillfeather", "male", "1958-04-12"),
        cancer(codes.PANCREAS, "2025-12-04"),
        height("2025-12-04", 175),
        weight("2026-01-15", 80.0),
        weight("2026-02-12", 78.6),
        weight("2026-04-09", 76.2),
        weight("2026-05-21", 74.1),
        weight("2026-06-25", 72.0),
        crp("2026-06-25", 32),
        albumin("2026-06-25", 31),
        ecog("2026-06-25", 1),
    ),
    facts=Facts(
        status="cachexia",
        # 8.0 of 80.0 kg is exactly 10 %: enough for 2006 (at least 10), not for GLIM's stage 2 (above 10).
        verdicts={
            "fearon_2011": "met",
            "fearon_2006": "met",
            "glim_2019": "met",
            "awgc_2023": "met",
            "evans_2008": "unknown",  # one of five, and four are not known
            "refractory": "not_met",
        },
        details={"fearon_2011.branch": "weight_loss", "fearon_2006.all_three": "unknown", "glim_2019.stage": 1},
        loss="10.000",
        bmi="23.51",  # 72 / 1.75^2
        # GNRI: 1.489 x 31 + 41.7, his 72 kg being above the ideal 68.75 kg.
        scores={"wlgs": 3, "gps": 2, "mgps": 2, "crp_albumin_ratio": "1.032", "gnri": "87.9"},
        referrals=REFERRALS,
        cards=1,
        indicator="warning",
        summary=("8.0 kg (10.0 %)", "5 months", "CRP 32 mg/L"),
        told=("80.0 kg", "72.0 kg", "32 mg/L", "31 g/L", "not a diagnosis"),
    ),
)

BMI_BELOW_TWENTY = Story(
    id="p-bmi-below-twenty",
    sentence="A woman of 57 with oesophageal cancer has lost 2.7 %; her BMI is 19.96, below 20 though it rounds to it.",
    resources=chart(
        "p-bmi-below-twenty",
        patient("Marigold Thistlewick", "female", "1968-11-30"),
        cancer(codes.OESOPHAGUS, "2026-01-22"),
        height("2026-01-22", 160),
        weight("2026-02-03", 52.5),
        weight("2026-02-24", 52.2),
        weight("2026-04-21", 51.7),
        weight("2026-06-24", 51.1),
        crp("2026-06-24", 8),
        albumin("2026-06-24", 37),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met", "glim_2019": "met", "awgc_2023": "met", "fearon_2006": "not_met"},
        details={"fearon_2011.branch": "bmi", "glim_2019.stage": 1},
        loss="2.667",  # 1.4 of 52.5 kg
        bmi="19.96",  # 51.1 / 1.6^2 = 19.9609
        scores={"wlgs": 3, "gps": 0, "mgps": 0},
        referrals=REFERRALS,
        cards=1,
        indicator="warning",
        summary=("19.96", "2.7 %"),
        never=("BMI 20.0", "BMI of 20.0"),
    ),
)

LOW_MUSCLE = Story(
    id="p-low-muscle",
    sentence="A man of 66 with bladder cancer has lost 3.5 %, and his muscle on CT lies below the cut-off for men.",
    resources=chart(
        "p-low-muscle",
        patient("Fennimore Bumblecroft", "male", "1959-09-17"),
        cancer(codes.BLADDER, "2025-11-11"),
        height("2025-11-11", 178),
        weight("2026-01-29", 80.0),
        weight("2026-02-26", 79.5),
        weight("2026-05-07", 78.4),
        weight("2026-06-25", 77.2),
        measure("muscle", codes.MUSCLE_BY_CT, "2026-05-12", 48.0, "cm2/m2"),
        crp("2026-06-25", 3),
        albumin("2026-06-25", 41),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={
            "fearon_2011": "met",  # 48 is below 55
            "awgc_2023": "unknown",  # appetite and grip are not known
            "precachexia": "not_met",
        },
        details={"fearon_2011.branch": "sarcopenia"},
        loss="3.500",
        bmi="24.37",
        scores={"wlgs": 2, "gps": 0, "mgps": 0},
        referrals=REFERRALS,
        cards=1,
        indicator="warning",
        summary=("3.5 %", "muscle"),
    ),
)

OBESE = Story(
    id="p-obese-losing-weight",
    sentence="A man of 54 with colon cancer has lost 12 % and is still obese: cachexia behind a BMI of 36.",
    resources=chart(
        "p-obese-losing-weight",
        patient("Octavius Plumtree", "male", "1972-02-08"),
        cancer(codes.COLON, "2025-12-18"),
        height("2025-12-18", 178),
        weight("2026-01-08", 130.0),
        weight("2026-01-22", 129.0),
        weight("2026-03-05", 124.5),
        weight("2026-05-07", 118.2),
        weight("2026-06-18", 114.4),
        crp("2026-06-18", 6),
        albumin("2026-06-18", 39),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met", "glim_2019": "met", "awgc_2023": "met", "fearon_2006": "unknown"},
        details={"fearon_2011.branch": "weight_loss", "glim_2019.stage": 2},
        loss="12.000",
        bmi="36.11",
        scores={"wlgs": 3, "mgps": 0},
        referrals=REFERRALS,
        cards=1,
        indicator="warning",
        summary=("12.0 %",),
    ),
)

TRIAL_CANDIDATE = Story(
    id="p-trial-candidate",
    sentence="A woman of 63 with lung cancer, ECOG 1 and mGPS 1, has lost 9 %: what cachexia trials look for.",
    resources=chart(
        "p-trial-candidate",
        patient("Peregrina Snapdragon", "female", "1963-03-21"),
        cancer(codes.LUNG, "2026-01-09"),
        height("2026-01-09", 176),
        weight("2026-01-13", 80.0),
        weight("2026-02-10", 78.9),
        weight("2026-04-28", 75.6),
        weight("2026-06-23", 72.8),
        crp("2026-06-23", 14),
        albumin("2026-06-23", 37),
        ecog("2026-06-23", 1),
        condition("appetite", codes.ANOREXIA, "2026-05-19"),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met", "awgc_2023": "met", "glim_2019": "met"},
        details={"glim_2019.crp_confirmed": "met", "glim_2019.stage": 1},
        loss="9.000",
        bmi="23.50",
        scores={"wlgs": 3, "gps": 1, "mgps": 1},
        referrals=REFERRALS,
        cards=1,
        indicator="warning",
        summary=("9.0 %",),
    ),
)

REFERRED_ALREADY = Story(
    id="p-referral-already-active",
    sentence="A man of 71 with kidney cancer has lost 7.5 % and has been with the dietitian since 4 May.",
    resources=chart(
        "p-referral-already-active",
        patient("Thaddeus Wobblestone", "male", "1955-05-02"),
        cancer(codes.KIDNEY, "2025-10-30"),
        height("2025-10-30", 180),
        weight("2026-01-20", 84.0),
        weight("2026-02-17", 83.1),
        weight("2026-04-28", 80.0),
        weight("2026-06-16", 77.7),
        service_request("referral", codes.REFERRAL_TO_DIETITIAN, "2026-05-04"),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met", "glim_2019": "met"},
        loss="7.500",
        bmi="23.98",
        scores={"wlgs": 3},
        referrals=("physiotherapy", "psychosocial", "trials"),
        active=(("nutrition", "2026-05-04"),),
        cards=1,
        indicator="warning",
        summary=("7.5 %",),
        told=("ietitian", "since 4 May"),
    ),
)
