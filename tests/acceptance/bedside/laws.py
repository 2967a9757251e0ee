"""Laws that hold for every record (issue 9, item 10), each played over a handful of charts."""

import copy
from datetime import date, timedelta

from .case import Case, Expectation, case
from .chart import (
    CPT,
    Chart,
    Json,
    base,
    care_plan,
    crp,
    diagnosis,
    ecog,
    height,
    medicine,
    nutrition_order,
    poor_appetite,
    procedure,
    request,
    states,
    unweighed,
    weight,
    weights,
)
from .expect_cards import offered, suggestions
from .play import Seen

LATER = "2026-07-15"
LOSER = base(73.6, ecog(3), crp(20), poor_appetite())
FUTURE: dict[str, Json] = {
    "a weight": weight(60, LATER),
    "a CRP": crp(200, LATER),
    "an ECOG": ecog(4, LATER),
    "a hospice procedure": procedure("385763009", on=LATER, status="in-progress"),
    "a hospice order": request("385763009", on=LATER),
    "palliative care": diagnosis("Z51.5", onset=LATER),
    "ascites": diagnosis("R18.8", onset=LATER),
    "an amputation": procedure("88312006", on=LATER),
    "a haemodialysis": procedure("302497006", on=LATER),
    "semaglutide": medicine("1991302", on=LATER),
    "a dietitian referral": request("103699006", on=LATER),
    "a dietitian's visit": procedure("97802", CPT, on=LATER),
    "a nutrition order": nutrition_order(on=LATER),
    "a denied appetite loss": states("79890006", yes=False, day=LATER),
    "a height": height(160, LATER),
    "a pneumonia": diagnosis("J18.9", onset=LATER),
    "fatigue": diagnosis("R53.83", onset=LATER),
    "a nutrition plan": care_plan("386373004", start=LATER),
    "a coded cachexia": diagnosis("E88.A", onset=LATER),
    "a cancer in remission": diagnosis("C25.0", onset=LATER, status="remission"),
}
DONE = {
    "a colectomy": procedure("44140", CPT, on="2026-06-10"),
    "a haemodialysis": procedure("302497006", on="2026-06-10"),
    "a paracentesis": procedure("49083", CPT, on="2026-06-10"),
    "hospice care": procedure("385763009", on="2026-06-10"),
    "a palliative consult": procedure("305686008", on="2026-06-10"),
    "a dietitian's visit": procedure("97802", CPT, on="2026-06-10"),
    "tube feeding": procedure("229912004", on="2026-06-10"),
}


def changes_nothing(added: Json) -> Expectation:
    """Expect the same assessment with one fact more, what was left out apart."""

    def judge(seen: Seen) -> str:
        return _difference(_without_excluded(Seen(seen.chart).assessment), Seen((*seen.chart, added)).assessment)

    return judge


def _without_excluded(assessment: Json) -> Json:
    kept = copy.deepcopy(assessment)
    for part in ("weight", "labs"):
        kept[part].pop("excluded", None)
    kept["weight"].pop("heights_excluded", None)
    for field in ("unrecognised_diagnoses", "excluded"):
        kept.pop(field, None)
    return kept


def _difference(before: Json, after: Json) -> str:
    now = _without_excluded(after)
    return ", ".join(f"{name} changed" for name in before if before[name] != now.get(name))


def older_weights_keep_it_met() -> Expectation:
    """Expect that no older weight within 10 % of its neighbour turns a met loss into another verdict."""

    def judge(seen: Seen) -> str:
        broken = []
        for day in ("2024-07-01", "2025-09-15", "2025-12-24", "2025-12-28", "2026-01-10", "2026-01-19"):
            for kg in (72.1, 74, 78, 80, 83, 86, 88.8):
                found = Seen((*seen.chart, weight(kg, day))).assessment["findings"]["fearon_2011"]["verdict"]
                broken += [] if found == "met" else [f"{kg} kg on {day}: {found}"]
        return "; ".join(broken)

    return judge


def accepting_leaves_the_others(status: str) -> Expectation:
    """Expect that each suggestion, accepted, leaves all the others; one that is active is not made again."""

    def judge(seen: Seen) -> str:
        kinds = offered(seen.cards)
        if len(kinds) < 2:
            return f"offers only {kinds}"
        broken = []
        for kind, one in list(suggestions(seen.cards)):
            order = one["actions"][0]["resource"] | {"id": f"own-{kind}", "status": status, "authoredOn": "2026-06-30"}
            left = offered(Seen((*seen.chart, order)).cards)
            again = status == "active" and kind in left
            if again or not set(kinds) - {kind} <= set(left):
                broken.append(f"after {kind}: {left}")
        return "; ".join(broken)

    return judge


def confirmed_readings_hold() -> Expectation:
    """Expect that the value of a reading, measured again on the next day, gives that reading's verdict."""

    def judge(seen: Seen) -> str:
        listed = seen.assessment["weight"]["readings"]
        last = max(one["effectiveDateTime"] for one in seen.chart if str(one.get("id", "")).startswith("w-"))
        next_day = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
        broken = []
        for one in listed:
            again = weight(float(one["current"]["kg"]), next_day)
            found = Seen((*seen.chart, again)).assessment["findings"]["fearon_2011"]["verdict"]
            broken += [] if found == one["primary"] else [f"{one['current']['kg']} kg again: {found}"]
        return "; ".join(broken) if listed else "no reading"

    return judge


def aged(done: Json) -> Json:
    return done | {"performedDateTime": done["performedDateTime"].replace("2026", "2023")}


SERIES: dict[str, Chart] = {
    "a fall": unweighed(weights(jan20=80, mar20=79.5, jun18=79, jun25=70)),
    "a rise": unweighed(weight(80, "2026-01-20"), weights(mar20=74, jun18=73, jun25=82)),
    "a thin man's fall": unweighed(weights(jan20=62, jun18=61.5, jun25=54)),
}

CASES: tuple[Case, ...] = (
    *(
        case(f"L1 {name}", "what is dated after the as-of date changes nothing", LOSER, changes_nothing(fact))
        for name, fact in FUTURE.items()
    ),
    *(
        case(f"L2 {name}", "done three years earlier is as if never done", LOSER, changes_nothing(aged(fact)))
        for name, fact in DONE.items()
    ),
    case("L3", "an older weight never unmakes a loss that is met", base(72), older_weights_keep_it_met()),
    case("L4", "a suggestion signed removes no other", LOSER, accepting_leaves_the_others("active")),
    case("L4b", "nor does one that is still a draft", LOSER, accepting_leaves_the_others("draft")),
    *(
        case(f"L5 {name}", "a reading that is confirmed on the next day holds", chart, confirmed_readings_hold())
        for name, chart in SERIES.items()
    ),
)
