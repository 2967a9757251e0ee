"""Nutrition care that is there already is not suggested again, and what is long past is (C29)."""

from .case import Case, case
from .chart import CPT, base, care_plan, nutrition_order, procedure, request
from .expect import confounder, status
from .expect_cards import offers, offers_not, says

DIETITIAN, NUTRITION_THERAPY, TUBE_FEEDING = "103699006", "386373004", "229912004"
THERE = (status("cachexia"), offers_not("nutrition"), offers("physiotherapy"))
NOT_THERE = (status("cachexia"), offers("nutrition"))

CASES: tuple[Case, ...] = (
    case(
        "C29",
        "a dietitian's visit in May",
        base(72, procedure("97802", CPT, on="2026-05-20")),
        *THERE,
        confounder("in_nutrition_care", "caution"),
    ),
    case("C29b", "a visit 90 days ago", base(72, procedure("97803", CPT, on="2026-04-01")), *THERE),
    case("C29c", "a visit 91 days ago", base(72, procedure("97803", CPT, on="2026-03-31")), *NOT_THERE),
    case(
        "C29d",
        "a referral completed two weeks ago",
        base(72, request(DIETITIAN, status="completed", on="2026-06-16")),
        *THERE,
    ),
    case(
        "C29e", "one completed last year", base(72, request(DIETITIAN, status="completed", on="2025-06-16")), *NOT_THERE
    ),
    case(
        "C29f",
        "our own draft",
        base(72, request(DIETITIAN, status="draft", on="2026-06-28", intent="proposal")),
        *THERE,
    ),
    case(
        "C29g",
        "a draft that nobody touched since autumn",
        base(72, request(DIETITIAN, status="draft", on="2025-10-01")),
        *NOT_THERE,
    ),
    case("C29h", "an active referral of May", base(72, request(DIETITIAN, on="2026-05-01")), *THERE, says("1 May")),
    case("C29i", "an active referral 179 days old", base(72, request(DIETITIAN, on="2026-01-02")), *THERE),
    case("C29j", "an active referral 182 days old", base(72, request(DIETITIAN, on="2025-12-30")), *NOT_THERE),
    case("C29k", "an active referral of 2024", base(72, request(DIETITIAN, on="2024-05-01")), *NOT_THERE),
    case("C29l", "a revoked referral", base(72, request(DIETITIAN, status="revoked")), *NOT_THERE),
    case("C29m", "a referral of next week", base(72, request(DIETITIAN, on="2026-07-07")), *NOT_THERE),
    case("C29n", "an active plan of nutrition therapy", base(72, care_plan(NUTRITION_THERAPY)), *THERE),
    case("C29o", "a plan that is completed", base(72, care_plan(NUTRITION_THERAPY, status="completed")), *NOT_THERE),
    case("C29p", "a plan of something else", base(72, care_plan("698360004")), *NOT_THERE),
    case("C29q", "an active nutrition order", base(72, nutrition_order()), *THERE),
    case(
        "C29r",
        "a nutrition order that is completed",
        base(72, nutrition_order(status="completed", on="2025-06-01")),
        *NOT_THERE,
    ),
    case(
        "C29s",
        "tube feeding that goes on",
        base(72, procedure(TUBE_FEEDING, since="2026-05-01", status="in-progress")),
        *THERE,
    ),
    case("C29t", "tube feeding of 2024", base(72, procedure(TUBE_FEEDING, on="2024-05-01")), *NOT_THERE),
)
