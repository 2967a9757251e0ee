"""What the one card says, how long, in which order, and what no text of the record may do to it (K1-K10)."""

import re

from .case import Case, Expectation, case
from .chart import (
    Json,
    albumin,
    base,
    crp,
    diagnosis,
    ecog,
    measured,
    medicine,
    poor_appetite,
    procedure,
    unweighed,
    weight,
)
from .expect_cards import (
    every_draft,
    offers_in_order,
    one_card,
    says,
    says_not,
    suggestions,
    text_of,
    title,
    title_without,
    words_at_most,
)
from .play import Seen, SeenByHook, client

FULL = base(72, ecog(1), crp(32), albumin(33), poor_appetite())
LINK = "https://evil.example/x"
AS_CARDS: Json = {"cards": {"referrals_as": "cards"}}


def titles_fit() -> Expectation:
    def judge(seen: Seen) -> str:
        long = [one["summary"] for one in seen.cards if len(one["summary"]) > 139]
        return f"too long: {long}" if long or not seen.cards else ""

    return judge


def labels_begin(word: str) -> Expectation:
    def judge(seen: Seen) -> str:
        labels = [one["label"] for _, one in suggestions(seen.cards)]
        wrong = [one for one in labels if not one.startswith(word)]
        return f"labels {wrong}" if wrong or not labels else ""

    return judge


def recommends_only(kind: str) -> Expectation:
    def judge(seen: Seen) -> str:
        found = [name for name, one in suggestions(seen.cards) if one.get("isRecommended")]
        return "" if found == [kind] else f"recommends {found}"

    return judge


def reason_is_not_the_title() -> Expectation:
    def judge(seen: Seen) -> str:
        titles = {one["summary"] for one in seen.cards}
        reasons = [one["actions"][0]["resource"]["reasonCode"][0]["text"] for _, one in suggestions(seen.cards)]
        return f"the reason is the title: {reasons[0]}" if titles & set(reasons) else ""

    return judge


def inert(*addresses: str) -> Expectation:
    """Expect that an address from the record lost what a renderer would recognise it by, escapes resolved."""

    def judge(seen: Seen) -> str:
        shown = text_of(seen.cards)
        live = [one for one in addresses if one in shown]
        return f"live: {live}" if live or not seen.cards else ""

    return judge


def rules_link_once() -> Expectation:
    def judge(seen: Seen) -> str:
        links = [one["url"] for card in seen.cards for one in card.get("links", ()) if "/docs/" in one["url"]]
        links += re.findall(r"\]\(([^)]*/docs/)\)", " ".join(one["detail"] for one in seen.cards))
        return "" if len(links) == 1 else f"{len(links)} links to the rules"

    return judge


def sources_have_an_address() -> Expectation:
    return lambda seen: "" if all(one["source"].get("url") for one in seen.cards) else "source without url"


def referral_cards(number: int) -> Expectation:
    """Expect referral cards that offer, in two lines, without repeating the finding."""

    def judge(seen: Seen) -> str:
        cards = seen.cards[1:]
        if len(cards) != number:
            return f"{len(cards)} referral cards"
        long = [one["summary"] for one in cards if len(one.get("detail", "").split("\n")) > 3]
        repeated = [one["summary"] for one in cards if "10.0 %" in one["summary"] + one.get("detail", "")]
        return f"long: {long}, repeat the finding: {repeated}" if long or repeated else ""

    return judge


def page(path: str, pattern: str) -> Expectation:
    """Expect a page of the site to hold a pattern; the chart does not matter."""

    def judge(seen: Seen) -> str:
        answer = client(seen.as_of).get(path, follow_redirects=True)
        if answer.status_code != 200:
            return f"{path}: {answer.status_code}"
        return "" if re.search(pattern, answer.text) else f"{path} lacks {pattern}"

    return judge


def no_json_404(path: str) -> Expectation:
    def judge(seen: Seen) -> str:
        answer = client(seen.as_of).get(path)
        return f"{path}: {answer.status_code}" if answer.status_code >= 400 else ""

    return judge


def advertises(*keys: str) -> Expectation:
    def judge(seen: Seen) -> str:
        prefetch = client(seen.as_of).get("/cds-services").get_json()["services"][0]["prefetch"]
        lacking = [one for one in keys if one not in prefetch]
        return f"not advertised: {lacking}" if lacking else ""

    return judge


def does_not_advertise(key: str) -> Expectation:
    def judge(seen: Seen) -> str:
        prefetch = client(seen.as_of).get("/cds-services").get_json()["services"][0]["prefetch"]
        return f"{key} is advertised" if key in prefetch else ""

    return judge


def asks(key: str, *words: str) -> Expectation:
    def judge(seen: Seen) -> str:
        template = client(seen.as_of).get("/cds-services").get_json()["services"][0]["prefetch"][key]
        lacking = [one for one in words if one not in template]
        return f"{key} does not ask for {lacking}" if lacking else ""

    return judge


def named(display: str) -> Json:
    """Give a weight-losing drug whose name an attacker chose."""
    return medicine("1991302", on="2026-01-05", display=display)


CASES: tuple[Case, ...] = (
    case("K1", "one card, with its referrals as buttons in their order", FULL, one_card("warning"), offers_in_order()),
    case("K1b", "at most 130 words", FULL, words_at_most(130)),
    case(
        "K1c",
        "at most 80 words where it is not cachexia",
        base(76.8, poor_appetite(), crp(60)),
        one_card(),
        words_at_most(80),
    ),
    case(
        "K1d",
        "at most 80 words for comfort",
        base(72, procedure("385763009", since="2026-06-01", status="in-progress")),
        words_at_most(80),
    ),
    case("K1e", "at most 80 words where the result is withheld", base(84, diagnosis("R18.8")), words_at_most(80)),
    case("K1f", "a label begins with a verb", FULL, labels_begin("Draft")),
    case("K1g", "only the dietitian is recommended", FULL, recommends_only("nutrition")),
    case("K1h", "the rules are linked once", SeenByHook(FULL), rules_link_once()),
    case("K1i", "a title is one sentence of at most 139 characters", FULL, titles_fit(), title("10.0 %")),
    case(
        "K1j",
        "a site may have a card for each referral, which offers and repeats nothing",
        Seen(FULL, ruleset=AS_CARDS),
        referral_cards(4),
        says("Draft a referral to the dietitian"),
    ),
    case(
        "K1k",
        "the course stands in the detail with dates and direction",
        FULL,
        says("80.0 kg", "72.0 kg", "20 Jan", "25 Jun", "falling", "32"),
    ),
    case("K2", "an address in a drug's name is no link", base(72, named(f"semaglutide {LINK}")), inert(LINK)),
    case(
        "K2b",
        "nor one that begins with www",
        base(72, named("semaglutide www.evil.example")),
        inert("www.evil.example"),
    ),
    case("K2c", "nor a mail address", base(72, named("semaglutide a@evil.example")), inert("a@evil.example")),
    case(
        "K2d",
        "nor one in a unit",
        unweighed(weight(80, "2026-01-20"), measured("29463-7", 72, LINK, "2026-06-25", ucum=False)),
        inert(LINK),
        one_card(),
    ),
    case(
        "K2e",
        "nor one in a medicine that is only referred to",
        base(72, medicine(medicationReference={"display": f"semaglutide {LINK}"})),
        inert(LINK),
    ),
    case(
        "K4",
        "the order's reason is what the dietitian reads",
        FULL,
        reason_is_not_the_title(),
        every_draft("reasonCode", "8.0 kg", "10.0 %", "80.0", "72.0", "23.5", "32"),
    ),
    case("K4b", "and refers to the diagnosis", FULL, every_draft("reasonReference", "Condition/")),
    case("K5", "the page names the guidelines", FULL, page("/docs/", "ASCO"), page("/docs/", "ESMO")),
    case("K6", "semaglutide stands in the title", base(72, medicine("1991302", on="2026-01-05")), title("semaglutide")),
    case("K7", "nothing would help to decide whether comfort comes first", base(72), says_not("comfort comes first")),
    case("K7b", "not at ECOG 3 either", base(72, ecog(3)), says_not("comfort comes first")),
    case("K8", "an earlier weight without a neighbour is no news", base(72), says_not("stands alone")),
    case("K9", "a source has an address", SeenByHook(FULL), sources_have_an_address()),
    case("K9b", "no author's name is the message", FULL, title_without("Fearon", "GLIM", "Evans")),
    case("K9c", "kilograms keep their decimal", base(72), says("72.0 kg"), every_draft("reasonCode", "72.0")),
    case(
        "K9d",
        "a BMI that decides by its second decimal shows it",
        unweighed(weight(62.4, "2026-01-20"), weight(61.1, "2026-06-25")),
        says("19.95"),
    ),
    case("K9e", "no card tells anyone to start anything", FULL, says_not("must", "diagnosed with", "survival")),
    case("K10", "the page links to the set-up sheet", FULL, page("/docs/", "ehr-setup")),
    case("K10b", "and the sheet back", FULL, page("/docs/ehr-setup", r'href="[^"]*/docs/?"|href="\.\.?/?"')),
    case("K10c", "the first address anyone tries is an answer", FULL, no_json_404("/")),
    case(
        "K-keys", "screening and nutrition care are asked for", FULL, advertises("screening", "nutrition", "care_plans")
    ),
    case("K-questionnaires", "questionnaires only where one is configured", FULL, does_not_advertise("questionnaires")),
    case("K-referrals", "drafts and completed referrals too", FULL, asks("referrals", "draft", "completed", "on-hold")),
)
