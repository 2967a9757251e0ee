"""Text of the record as plain text inside GitHub Flavored Markdown: nothing in it can mark up, link or hide.

Two kinds of harm need two remedies. What marks up (`*`, `[`, a backtick) gets a backslash. Addresses do not yield to
backslashes: remark-gfm, which the CDS Hooks sandbox uses, and cmark-gfm look for them after escapes and entities have
been resolved. They are broken by a word joiner (U+2060), which is drawn as nothing and allows no new line: before
`@`, `://` and the dot after `www`, between two slashes, and after the dot of `example.org`, which linkify-it would
link by its ending. What needs neither is left alone, because the detail is also read as plain text.

A text that ends where an address could go on is closed with a joiner too. So two texts side by side, or one beside a
full stop of ours, are as inert as each alone, and no second pass over the finished line has to tell our own links
from the record's.
"""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 80
"""Characters of the record that one text may take, joiners apart: a card is narrow."""

JOINER = "\u2060"

_INVISIBLE = frozenset(("Cf", "Cs", "Co", "Cn"))
_SPACES = frozenset(("Cc", "Zl", "Zp", "Zs"))
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols that are drawn as nothing

_IN_AN_ADDRESS = re.compile(r"(?=@|:/)|(?<=/)(?=/)|(?i:(?<=www)(?=\.))|(?<=\.)(?=[^\W\d_])")
_GOES_ON_BEFORE = re.compile(r"/|w{0,2}\.", re.IGNORECASE)  # "//" or "www." together with what stands before it
_GOES_ON_AFTER = re.compile(r"(?:\.|(?<![^\W_])w{1,3})$", re.IGNORECASE)  # "example." or "www", whatever follows

_MARKS_UP = re.compile(
    r"[\\`*_\[\]#|~$]"
    r"|!$|&(?=[#A-Za-z]|$)|<(?![\s0-9=])"  # 5 < 7 and <5 are neither a tag nor the start of one
    r"|^[>:=](?=[>:=-]*$|[-\s])|^>"  # a line under another one that would make it a title or a table; a quotation
)
_OPENS_A_LIST = re.compile(r"^([0-9]*)([-+.)])(?=[-\s]|$)")


def clean(text: str, longest: int = LONGEST) -> str:
    """Keep what can be seen, on one line, no more than so many characters, and no address that a client would link."""
    return _IN_AN_ADDRESS.sub(JOINER, _seen(text, longest))


def escape(text: str, longest: int = LONGEST) -> str:
    """Write text of the record so that Markdown shows it as it is, whatever stands beside it."""
    return _without_markup(_closed(clean(text, longest)))


def link(label: str, url: str) -> str:
    """Write a link of our own configuration; the label is text, not Markdown."""
    return f"[{escape(label)}]({quote(url, safe=_ADDRESS).replace('&', '&amp;')})"


_ADDRESS = "%:/?#@!$&'*+,;=~-._"


def _seen(text: str, longest: int) -> str:
    text = text[: 4 * longest]
    if not (text.isprintable() and _BLANK.isdisjoint(text)):
        text = "".join(map(_shown, text))
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SPACES or character in _BLANK:
        return " "
    return "" if category in _INVISIBLE else character


def _closed(line: str) -> str:
    before = JOINER if _GOES_ON_BEFORE.match(line) else ""
    after = JOINER if _GOES_ON_AFTER.search(line) else ""
    return f"{before}{line}{after}"


def _without_markup(line: str) -> str:
    harmless = _MARKS_UP.sub(lambda found: "&lt;" if found[0] == "<" else "\\" + found[0], line)
    return _OPENS_A_LIST.sub(r"\1\\\2", harmless)
