"""Text of the record stays text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cds_service.cards.markdown import JOINER, LONGEST, clean, escape, link
from tests.unit.cards.rendering import GFM, elements, links, seen

MARKUP = st.text(alphabet="ab01 \t\n*_`[](){}<>!#|~.:/@&;=-+\\\"'w^$")
ADDRESSES = st.lists(
    st.sampled_from(["http", "https", ":", "//", "www", ".", "a", "org", "@", "mailto", "ftp", " ", "/", "x", "1"])
).map("".join)
ANY_TEXT = st.one_of(st.text(), MARKUP, ADDRESSES)

AUTOLINKS = re.compile(r"(?i)(?:https?|ftp|mailto|xmpp)://|www\.|[^\s\u2060]@|//|[a-z]\.[a-z]")
"""More than what GitHub and linkify turn into links: any scheme, any mail address, any dotted name."""


@given(ANY_TEXT)
@pytest.mark.parametrize("before", ["", "- ", "**Lead:** ", "- one\n- ", "para\n\n", "(", "[x](https://example.org) "])
def test_no_text_becomes_anything_but_text(before: str, text: str) -> None:
    assert elements(before + escape(text)) <= elements(before + "x") | {"text"}


@given(ANY_TEXT)
def test_a_reader_sees_what_the_record_says(text: str) -> None:
    assert seen(escape(text)).replace(JOINER, "") == clean(text).replace(JOINER, "")


@given(ANY_TEXT)
def test_no_text_becomes_a_link_in_a_client_that_looks_for_addresses(text: str) -> None:
    assert not AUTOLINKS.search(escape(text))


@given(ANY_TEXT)
def test_no_escaped_text_holds_a_tag(text: str) -> None:
    assert not re.search(r"<(?![\s0-9=])", escape(text))
    assert "<" not in GFM.render(escape(text)).replace("<p>", "").replace("</p>", "")


@given(st.text())
def test_text_is_one_short_line_that_can_be_seen(text: str) -> None:
    cleaned = clean(text)
    shown = cleaned.replace(JOINER, "")
    assert len(shown) <= LONGEST
    assert all(unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} for one in shown)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("176.4", "176.4"),
        ("Non-small-cell lung cancer", "Non-small-cell lung cancer"),
        ("at 12:30", "at 12:30"),
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("<b>", "&lt;b>"),
        ("<5", "<5"),
        ("me@example.org", f"me{JOINER}@example.{JOINER}org"),
        ("www.example.org", f"www{JOINER}.{JOINER}example.{JOINER}org"),
        ("https://example.org", f"https{JOINER}:/{JOINER}/example.{JOINER}org"),
        ("two\nlines", "two lines"),
        ("\u202egnp.exe", f"gnp.{JOINER}exe"),
        ("a\u200bb", "ab"),
    ],
)
def test_ordinary_text_stays_readable(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert clean("a" * 5000) == "a" * (LONGEST - 1) + "…"


def test_a_link_keeps_its_address_and_escapes_its_label() -> None:
    written = link("Rules [v1]", "https://example.org/a(b)?x=1&lt;=2")
    assert links(written) == ["https://example.org/a%28b%29?x=1&lt;=2"]
    assert seen(written) == "Rules [v1]"
