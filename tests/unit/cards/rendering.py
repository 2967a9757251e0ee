"""Markdown as an EHR would draw it: which elements a text becomes, and what a reader sees."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

GFM = MarkdownIt("gfm-like", {"linkify": True, "html": True})
OUR_ELEMENTS = {
    "inline",
    "paragraph_open",
    "paragraph_close",
    "bullet_list_open",
    "bullet_list_close",
    "list_item_open",
    "list_item_close",
    "text",
    "softbreak",
    "hardbreak",
    "strong_open",
    "strong_close",
    "link_open",
    "link_close",
}


def tokens(markdown: str) -> list[Token]:
    blocks = GFM.parse(markdown)
    return [*blocks, *(child for block in blocks for child in block.children or ())]


def elements(markdown: str) -> set[str]:
    return {token.type for token in tokens(markdown)}


def links(markdown: str) -> list[str]:
    return [str(token.attrs["href"]) for token in tokens(markdown) if token.type == "link_open"]


def seen(markdown: str) -> str:
    return "".join(token.content for token in tokens(markdown) if token.type == "text")
