"""Text of the record stays text in the clients that draw our cards: remark-gfm, markdown-it, commonmark."""

from collections.abc import Sequence

import pytest

from cds_service.cards.markdown import JOINER, clean, escape

from .clients import draw
from .nasty import NASTY, generated

GENERATED = tuple(generated(4000, seed=1))
SURROUNDINGS = (
    "{}",
    "- {}",
    "**Lead:** {}: left out.",
    "a ({}), b",
    "- one\n- {}",
    "para\n\n{}",
    "{} {}",
    "{}{}",
    "{}, {}.",
)


def _assert_inert(texts: Sequence[str], written: Sequence[str], harmless: set[str]) -> None:
    for text, clients in zip(texts, draw(written), strict=True):
        for name, drawn in clients.items():
            assert not drawn.links, (name, text)
            assert set(drawn.tags) <= harmless, (name, text, drawn.tags)


@pytest.mark.parametrize("surrounding", SURROUNDINGS)
def test_no_text_of_the_record_becomes_a_link_or_a_tag(surrounding: str) -> None:
    texts = [*NASTY, *GENERATED[:500]]
    written = [surrounding.format(*(escape(one) for _ in range(2))) for one in texts]
    _assert_inert(texts, written, {"p", "ul", "li", "strong"})


def test_no_generated_text_does() -> None:
    _assert_inert(GENERATED, [escape(one) for one in GENERATED], {"p"})


def test_a_reader_sees_what_the_record_says() -> None:
    for text, clients in zip(NASTY, draw(escape(one) for one in NASTY), strict=True):
        for name, drawn in clients.items():
            assert drawn.text.replace(JOINER, "") == clean(text).replace(JOINER, ""), (name, text)
