"""What a case can expect of the cards: how many, how loud, what they say and must not say, what they offer."""

import html
import re
from collections.abc import Iterator

from .case import Expectation
from .chart import Json
from .play import Seen

ORDERS = {
    "103699006": "nutrition",
    "308447003": "physiotherapy",
    "308459004": "psychosocial",
    "308440001": "psychosocial",
    "702475000": "trials",
    "306237005": "palliative",
}
IN_ORDER = ("nutrition", "physiotherapy", "psychosocial", "trials", "palliative")


def suggestions(cards: list[Json]) -> Iterator[tuple[str, Json]]:
    """Give each suggestion with the referral that it drafts."""
    for card in cards:
        for one in card.get("suggestions", ()):
            code = one["actions"][0]["resource"]["code"]["coding"][0]["code"]
            yield ORDERS.get(code, code), one


def offered(cards: list[Json]) -> list[str]:
    return [kind for kind, _ in suggestions(cards)]


def text_of(cards: list[Json]) -> str:
    """Give all that a reader can see, as a renderer shows it: without escapes and entities."""
    parts = [words for card in cards for words in (card["summary"], card.get("detail", ""))]
    labels = [one["label"] for _, one in suggestions(cards)]
    return html.unescape(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", "\n".join((*parts, *labels))))


def one_card(indicator: str = "info") -> Expectation:
    def judge(seen: Seen) -> str:
        found = [one["indicator"] for one in seen.cards]
        return "" if found == [indicator] else f"cards are {found or 'none'}, not one {indicator}"

    return judge


def no_cards() -> Expectation:
    return lambda seen: f"{len(seen.cards)} cards, not none: {seen.cards[0]['summary']}" if seen.cards else ""


def indicator(wanted: str) -> Expectation:
    """Expect how loud the assessment's card is, whatever stands beside it."""
    return lambda seen: "" if seen.cards[0]["indicator"] == wanted else f"indicator is {seen.cards[0]['indicator']}"


def no_warning() -> Expectation:
    return lambda seen: "a warning" if any(one["indicator"] != "info" for one in seen.cards) else ""


def title(*words: str) -> Expectation:
    def judge(seen: Seen) -> str:
        summary = seen.cards[0]["summary"]
        lacking = [one for one in words if one.lower() not in summary.lower()]
        return f"title lacks {lacking}: {summary}" if lacking else ""

    return judge


def title_without(*words: str) -> Expectation:
    def judge(seen: Seen) -> str:
        titles = " / ".join(one["summary"] for one in seen.cards)
        found = [one for one in words if one.lower() in titles.lower()]
        return f"title says {found}: {titles}" if found else ""

    return judge


def says(*words: str) -> Expectation:
    """Expect words on a card, wherever they stand."""

    def judge(seen: Seen) -> str:
        lacking = [one for one in words if one.lower() not in text_of(seen.cards).lower()]
        return f"cards lack {lacking}" if lacking else ""

    return judge


def says_not(*words: str) -> Expectation:
    def judge(seen: Seen) -> str:
        found = [one for one in words if one.lower() in text_of(seen.cards).lower()]
        return f"cards say {found}" if found else ""

    return judge


def offers(*kinds: str) -> Expectation:
    def judge(seen: Seen) -> str:
        lacking = [one for one in kinds if one not in offered(seen.cards)]
        return f"not offered: {lacking}" if lacking else ""

    return judge


def offers_not(*kinds: str) -> Expectation:
    def judge(seen: Seen) -> str:
        found = [one for one in kinds if one in offered(seen.cards)]
        return f"offered: {found}" if found else ""

    return judge


def offers_in_order() -> Expectation:
    def judge(seen: Seen) -> str:
        found = offered(seen.cards)
        right = sorted(set(found), key=IN_ORDER.index)
        return "" if found and found == right else f"offers {found}, not {right or 'anything'}"

    return judge


def words_at_most(most: int) -> Expectation:
    """Expect a short detail; signs that only format are no words."""

    def judge(seen: Seen) -> str:
        counts = [len(re.findall(r"\w[\w.,%/-]*", one.get("detail", ""))) for one in seen.cards]
        return f"details of {counts} words" if max(counts, default=0) > most else ""

    return judge


def every_draft(check: str, *words: str) -> Expectation:
    """Expect words in a field of every draft order (`reasonCode`, `reasonReference`)."""

    def judge(seen: Seen) -> str:
        drafts = [one["actions"][0]["resource"] for _, one in suggestions(seen.cards)]
        texts = [str(draft.get(check, "")) for draft in drafts]
        lacking = [one for one in words if any(one.lower() not in text.lower() for text in texts)]
        return f"{check} lacks {lacking}" if lacking or not drafts else ""

    return judge
