"""Cards as a client receives them, for a terminal: the Markdown reads as it is, without its escapes."""

import re
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

WIDTH = 100
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def cards_text(cards: Iterable[Mapping[str, Any]]) -> str:
    """Write the cards of a hook's response in full, as a clinician would read them."""
    return "\n".join(_card(card) for card in cards)


def _card(card: Mapping[str, Any]) -> str:
    body = [_wrapped(line) for line in _ESCAPED.sub(r"\1", card.get("detail", "")).splitlines()]
    offers = [f"    [ {suggestion['label']} ]" for suggestion in card.get("suggestions", ())]
    links = [f"    {link['label']}: {link['url']}" for link in card.get("links", ())]
    return "\n".join([f"  ({card['indicator']}) {card['summary']}", *body, *offers, *links, ""])


def _wrapped(line: str) -> str:
    indent = "      " if line.lstrip().startswith(("-", "*")) else "    "
    return textwrap.fill(line.replace("**", ""), WIDTH, initial_indent="    ", subsequent_indent=indent)
