"""The weights themselves are the story: units, dates, mistakes."""

from fhir_fixtures import codes
from fhir_fixtures.builders import cancer, chart, height, patient, weight
from fhir_fixtures.story import Facts, Story

from .met import REFERRALS

POUNDS_THEN_KILOGRAMS = Story(
    id="p-pounds-then-kilograms",
    sentence="A man of 65 was 176.4 lb in January and is 76.0 kg now: 5.016 %, which rounding would lose.",
    resources=chart(
        "p-pounds-then-kilograms",
        patient("Cornelius Applegarth", "male", "1961-05-16"),
        cancer(codes.STOMACH, "2025-12-16"),
        height("2025-12-16", 69, "[in_i]"),
        weight("2026-01-12", 176.4, "[lb_av]"),
        weight("2026-06-22", 76.0),
    ),
    facts=Facts(
        status="cachexia",
        verdicts={"fearon_2011": "met", "glim_2019": "met", "evans_2008": "unknown"},
        details={"fearon_2011.branch": "weight_loss", "fearon_2011.cautions": ["single_uncorroborated_reference"]},
        loss="5.016",  # 176.4 x 0.45359237 = 80.0137 kg
        bmi="24.74",  # 69 inches are 1.7526 m
        scores={"wlgs": 2},
        referrals=REFERRALS,
        cards=1,
        indicator="warning",
        summary=("5.02 %",),
        told=("176.4 lb",),
    ),
)

POUNDS_FILED_AS_KILOGRAMS = Story(
    id="p-pounds-filed-as-kilograms",
    sentence="A woman of 58 was 176 in pounds, filed as kilograms, and is 76 kg now: not a loss of 56.8 %.",
    resources=chart(
        "p-pounds-filed-as-kilograms",
        patient("Araminta Goosefeather", "female", "1968-02-20"),
        cancer(codes.BREAST, "2026-01-13"),
        height("2026-01-13", 175),
        weight("2026-02-17", 176),
        weight("2026-06-23", 76),
    ),
    facts=Facts(
        status="undetermined",
        verdicts={"fearon_2011": "unknown"},
        excluded=("unconfirmed", "unconfirmed"),
        scores={"wlgs": None},
        cards=1,
        indicator="info",
        summary=("176.0", "76.0", "pounds", "weigh again"),
        told=("176.0 kg",),
        never=("56.8",),
    ),
)

ONE_WEIGHT = Story(
    id="p-one-weight-only",
    sentence="A man of 62 with kidney cancer has been weighed once.",
    resources=chart(
        "p-one-weight-only",
        patient("Bartholomew Tinkerby", "male", "1963-10-10"),
        cancer(codes.KIDNEY, "2026-06-02"),
        height("2026-06-09", 170),
        weight("2026-06-09", 70.0),
    ),
    facts=Facts(
        status="undetermined",
        verdicts={"fearon_2011": "unknown", "glim_2019": "unknown", "awgc_2023": "unknown", "evans_2008": "unknown"},
        bmi="24.22",
        scores={"wlgs": None},
        cards=0,
    ),
)

STALE = Story(
    id="p-stale-weights",
    sentence="A woman of 67 with pancreatic cancer lost 9.8 % by March and has not been weighed for 103 days.",
    resources=chart(
        "p-stale-weights",
        patient("Euphemia Candlewick", "female", "1959-04-25"),
        cancer(codes.PANCREAS, "2025-10-16"),
        height("2025-10-16", 168),
        weight("2025-11-20", 82.0),
        weight("2025-12-18", 80.5),
        weight("2026-03-19", 74.0),
    ),
    facts=Facts(
        status="undetermined",
        verdicts={"fearon_2011": "unknown", "glim_2019": "unknown", "awgc_2023": "unknown", "evans_2008": "unknown"},
        scores={"wlgs": None},
        cards=1,
        indicator="info",
        summary=("9.8 %", "103 days"),
    ),
)

ENTERED_IN_ERROR = Story(
    id="p-entered-in-error",
    sentence="A man of 57 with colon cancer has a stable weight; a 95 kg of February was entered in error.",
    resources=chart(
        "p-entered-in-error",
        patient("Montague Spoonerly", "male", "1968-07-07"),
        cancer(codes.COLON, "2025-11-04"),
        height("2025-11-04", 174),
        weight("2026-01-15", 72.0),
        weight("2026-02-02", 95.0, status="entered-in-error"),
        weight("2026-02-12", 71.8),
        weight("2026-06-18", 71.2),
    ),
    facts=Facts(
        status="no_cachexia",
        verdicts={"fearon_2011": "not_met"},
        loss="1.111",  # 0.8 of 72.0 kg
        bmi="23.52",
        excluded=("status",),
        scores={"wlgs": 1},
    ),
)

ISOLATED_SPIKE = Story(
    id="p-isolated-spike",
    sentence="A woman of 65 with stomach cancer weighs 70 kg throughout, but for one 95.0 kg in April.",
    resources=chart(
        "p-isolated-spike",
        patient("Ottilie Brambleshaw", "female", "1960-08-31"),
        cancer(codes.STOMACH, "2025-12-09"),
        height("2025-12-09", 166),
        weight("2026-02-03", 70.0),
        weight("2026-03-03", 70.2),
        weight("2026-04-07", 95.0),
        weight("2026-06-23", 69.8),
    ),
    facts=Facts(
        status="no_cachexia",
        verdicts={"fearon_2011": "not_met"},
        loss="0.570",  # 0.4 of 70.2 kg; against the 95.0 kg it would be 26.5 %
        bmi="25.33",
        excluded=("isolated_spike",),
        scores={"wlgs": 0},
    ),
)
