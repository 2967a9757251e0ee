"""Fearon 2011 is not met, or only just not: the threshold itself, and the earlier stages."""

from fhir_fixtures import codes
from fhir_fixtures.builders import absent, albumin, cancer, chart, condition, crp, height, lab, measure, patient, weight
from fhir_fixtures.story import Facts, Story

EXACTLY_FIVE = Story(
    id="p-exactly-five-percent",
    sentence="A woman of 61 with breast cancer has lost exactly 5 %, and everything else was looked for and is normal.",
    resources=chart(
        "p-exactly-five-percent",
        patient("Clementine Ravenscoop", "female", "1964-08-19"),
        cancer(codes.BREAST, "2025-09-23"),
        height("2025-09-23", 165),
        weight("2026-01-20", 64.0),
        weight("2026-02-10", 63.5),
        weight("2026-04-14", 62.0),
        weight("2026-06-23", 60.8),
        crp("2026-06-23", 4),
        albumin("2026-06-23", 40),
        lab("haemoglobin", codes.HAEMOGLOBIN, "2026-06-23", 13.4, "g/dL"),
        measure("muscle", codes.MUSCLE_BY_DXA, "2026-06-09", 6.2, "kg/m2"),
        measure("grip", codes.GRIP, "2026-06-23", 24, "kg"),
        measure("intake", codes.INTAKE, "2026-06-23", 2100, "kcal/d"),
        absent(codes.LOSS_OF_APPETITE, "2026-06-23"),
        absent(codes.FATIGUE, "2026-06-23"),
    ),
    facts=Facts(
        status="no_cachexia",
        # 3.2 of 64.0 kg is 5 %; in binary floating point it is 5.000000000000004.
        verdicts={
            "fearon_2011": "not_met",
            "evans_2008": "not_met",
            "fearon_2006": "not_met",
            "glim_2019": "not_met",
            "awgc_2023": "not_met",
            "precachexia": "not_met",
        },
        loss="5.000",
        bmi="22.33",
        scores={"wlgs": 2, "gps": 0, "mgps": 0},
    ),
)

FIVE_UNDECIDED = Story(
    id="p-five-percent-muscle-unknown",
    sentence="A man of 59 with prostate cancer has lost exactly 5 %, and nobody has measured his muscle.",
    resources=chart(
        "p-five-percent-muscle-unknown",
        patient("Ignatius Mossbottom", "male", "1967-01-14"),
        cancer(codes.PROSTATE, "2025-10-07"),
        height("2025-10-07", 175),
        weight("2026-01-27", 80.0),
        weight("2026-02-24", 79.2),
        weight("2026-06-25", 76.0),
        crp("2026-06-25", 4),
        albumin("2026-06-25", 40),
    ),
    facts=Facts(
        status="undetermined",
        verdicts={"fearon_2011": "unknown", "glim_2019": "unknown", "awgc_2023": "unknown"},
        loss="5.000",
        bmi="24.82",
        scores={"wlgs": 2, "gps": 0, "mgps": 0, "crp_albumin_ratio": "0.100"},
        cards=1,
        indicator="info",
        summary=("4.0 kg (5.0 %)", "just below", "muscle"),
    ),
)

POSSIBLE_PRECACHEXIA = Story(
    id="p-possible-precachexia",
    sentence="A woman of 60 with ovarian cancer has lost 3 %, eats with little appetite and has a CRP of 15 mg/L.",
    resources=chart(
        "p-possible-precachexia",
        patient("Wilhelmina Fernwhistle", "female", "1966-04-03"),
        cancer(codes.OVARY, "2026-01-08"),
        height("2026-01-08", 165),
        weight("2026-02-12", 70.0),
        weight("2026-03-12", 69.6),
        weight("2026-05-14", 68.7),
        weight("2026-06-25", 67.9),
        condition("appetite", codes.ANOREXIA, "2026-05-14"),
        measure("muscle", codes.MUSCLE_BY_DXA, "2026-05-21", 6.4, "kg/m2"),
        crp("2026-06-25", 15),
        albumin("2026-06-25", 38),
    ),
    facts=Facts(
        status="precachexia",
        # AWGC calls the same patient cachectic: shown beside it, never merged.
        verdicts={"fearon_2011": "not_met", "precachexia": "met", "awgc_2023": "met", "fearon_2006": "unknown"},
        loss="3.000",
        bmi="24.94",
        scores={"wlgs": 2, "gps": 1, "mgps": 1},
        referrals=("nutrition",),
        cards=1,
        indicator="info",
        summary=("ossible pre-cachexia", "3.0 %", "poor appetite", "CRP 15 mg/L"),
        told=("operational",),
    ),
)

AT_RISK = Story(
    id="p-at-risk",
    sentence="A woman of 55 with colon cancer is stable at a BMI of 18.4, CRP 12 mg/L: underweight, so at risk.",
    resources=chart(
        "p-at-risk",
        patient("Philippa Duckworthy", "female", "1971-03-27"),
        cancer(codes.COLON, "2025-12-02"),
        height("2025-12-02", 167),
        weight("2026-02-05", 51.6),
        weight("2026-03-05", 51.4),
        weight("2026-06-18", 51.2),
        crp("2026-06-18", 12),
        albumin("2026-06-18", 36),
    ),
    facts=Facts(
        status="at_risk",
        verdicts={
            "fearon_2011": "not_met",
            "awgc_2023": "met",
            "glim_2019": "met",
            "precachexia": "not_met",
            "fearon_2006": "unknown",
        },
        loss="0.775",
        bmi="18.36",
        scores={"wlgs": 3, "gps": 1, "mgps": 1},
        referrals=("nutrition",),
        cards=1,
        indicator="info",
        summary=("Underweight (BMI 18.4)", "CRP 12 mg/L", "at nutritional risk"),
    ),
)

THIN_ONE_WEIGHT = Story(
    id="p-thin-one-weight",
    sentence="A man of 64 with lung cancer is new here: one weight, a BMI of 17.5, CRP 22 mg/L, albumin 30 g/L.",
    resources=chart(
        "p-thin-one-weight",
        patient("Leopold Cranberryhill", "male", "1961-12-05"),
        cancer(codes.LUNG, "2026-06-11"),
        height("2026-06-16", 170),
        weight("2026-06-16", 50.6),
        crp("2026-06-16", 22),
        albumin("2026-06-16", 30),
    ),
    facts=Facts(
        status="at_risk",
        verdicts={"fearon_2011": "unknown", "glim_2019": "met", "awgc_2023": "met", "evans_2008": "unknown"},
        details={"glim_2019.stage": 2},  # below 18.5 under 70 years
        bmi="17.51",
        scores={"wlgs": None, "gps": 2, "mgps": 2, "crp_albumin_ratio": "0.733"},
        referrals=("nutrition",),
        cards=1,
        indicator="info",
        summary=("Underweight (BMI 17.5)", "no earlier weight"),
    ),
)

LOW_ALBUMIN = Story(
    id="p-low-albumin-without-crp",
    sentence="A man of 69 with bladder cancer has a stable weight and an albumin of 28 g/L without a CRP: no card.",
    resources=chart(
        "p-low-albumin-without-crp",
        patient("Horatio Butterbeam", "male", "1957-06-01"),
        cancer(codes.BLADDER, "2025-11-25"),
        height("2025-11-25", 170),
        weight("2026-01-22", 72.0),
        weight("2026-02-19", 71.9),
        weight("2026-06-18", 71.5),
        albumin("2026-06-18", 28),
    ),
    facts=Facts(
        status="no_cachexia",
        verdicts={
            "fearon_2011": "not_met",
            "precachexia": "not_met",
            "glim_2019": "unknown",
            "awgc_2023": "not_met",
            "evans_2008": "not_met",
        },
        loss="0.694",
        bmi="24.74",
        # Albumin is no marker of nutrition, and without CRP no score is given.
        scores={"wlgs": 1, "gps": None, "mgps": None, "crp_albumin_ratio": None},
    ),
)
