"""Text of the record as plain text inside GitHub Flavored Markdown: nothing in it can mark up, link or hide.

A client may add autolinks after it has resolved escapes (cmark-gfm does so for mail addresses), so `@` is rewritten
and not escaped. `<` becomes an entity, because some clients draw raw HTML whatever stands before it. What Markdown
leaves alone is left alone here too: the detail is also read as plain text.
"""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 80
"""Characters of the record that one text may take: a card is narrow."""

_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols that are drawn as nothing

_AT_THE_START = re.compile(r"^([0-9]*)([-+.)])(?=[-\s]|$)")  # a list, where the text opens a line
_ANYWHERE = re.compile(
    r"[\\`*_\[\]#|~$><@]"
    r"|!(?=$)|&(?=[#A-Za-z])"
    r"|(?<![0-9])[.:](?=\S)|[.:](?=[^\s0-9])|(?<=/)/"  # addresses that a client would link; 176.4 and 12:30 are none
)
_REWRITTEN = {"<": "&lt;", "@": "(at)"}


def clean(text: str, longest: int = LONGEST) -> str:
    """Keep what can be seen, on one line, and no more than so many characters."""
    text = text[: 4 * longest]
    if not (text.isascii() and text.isprintable()):
        spaced = (" " if character.isspace() else character for character in text)
        text = "".join(one for one in spaced if unicodedata.category(one) not in _INVISIBLE and one not in _BLANK)
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def escape(text: str, longest: int = LONGEST) -> str:
    """Write text of the record so that Markdown shows it as it is."""
    harmless = _ANYWHERE.sub(lambda found: _REWRITTEN.get(found[0], "\\" + found[0]), clean(text, longest))
    return _AT_THE_START.sub(r"\1\\\2", harmless)


def link(label: str, url: str) -> str:
    """Write a link of our own configuration; the label is text, not Markdown."""
    return f"[{escape(label)}]({quote(url, safe=_ADDRESS).replace('&', '&amp;')})"


_ADDRESS = "%:/?#@!$&'*+,;=~-._"
