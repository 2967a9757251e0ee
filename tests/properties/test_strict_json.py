"""Strict JSON against an obvious second implementation that looks at every object."""

import json
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cds_service.hooks.strict_json import NotStrictJson, refuse_unless_strict

KEYS = st.sampled_from(["a", "b", ":", "a:b", "\\", "\\u003a", "ü", '"', ""])
# Only numbers and texts that JSON can say: the naive side is about objects.
LEAVES = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | KEYS
)


@st.composite
def written_objects(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    pairs = draw(st.lists(st.tuples(KEYS, children), max_size=4))
    return "{" + ",".join(f"{written_text(draw, key)} : {value}" for key, value in pairs) + "}"


def written_text(draw: st.DrawFn, text: str) -> str:
    """Write a text with any of its characters escaped."""
    escape = draw(st.sampled_from(["", "0", ":", "a:"]))
    return '"' + "".join(written_character(draw, one, escape) for one in text) + '"'


def written_character(draw: st.DrawFn, character: str, escape: str) -> str:
    if character in escape:
        return draw(st.sampled_from(["\\u{:04x}", "\\u{:04X}"])).format(ord(character))
    return json.dumps(character, ensure_ascii=False)[1:-1]


@st.composite
def written_leaves(draw: st.DrawFn) -> str:
    leaf = draw(LEAVES)
    return written_text(draw, leaf) if isinstance(leaf, str) else json.dumps(leaf)


DOCUMENTS = st.recursive(
    written_leaves(),
    lambda children: written_objects(children) | st.lists(children, max_size=3).map(lambda all_: f"[{','.join(all_)}]"),
    max_leaves=12,
)


def naively_strict(text: str) -> bool:
    def look(pairs: list[tuple[str, Any]]) -> None:
        if len(pairs) != len({key for key, _ in pairs}):
            raise ValueError

    try:
        json.loads(text, object_pairs_hook=look)
    except ValueError:
        return False
    return True


def is_strict(body: bytes) -> bool:
    try:
        refuse_unless_strict(body)
    except NotStrictJson:
        return False
    return True


@given(DOCUMENTS)
@example('{"a":1,"\\u0061":":"}')
@example('{"a":":","a":"\\u003a\\u003a"}')
@example('{"a":1,"a":"\\u003A"}')
@example('{"a:":1,"a\\u003a":2}')
@example('{"a":"\\\\u003a"}')
def test_it_agrees_with_looking_at_every_object(text: str) -> None:
    assert is_strict(text.encode()) == naively_strict(text)


@given(st.binary(max_size=60))
def test_any_bytes_are_taken_or_refused_and_nothing_else(body: bytes) -> None:
    is_strict(body)


@given(st.floats())
def test_only_finite_numbers_pass(number: float) -> None:
    assert is_strict(json.dumps([number]).encode()) == math.isfinite(number)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xef\xbb\xbf{}",
        '{"a":1}'.encode("utf-16"),
        b'["\xff"]',
        b'["\xed\xa0\x80"]',
        b'["\\ud800"]',
        b'["\\udc00\\ud800"]',
        b"[NaN]",
        b"[-Infinity]",
        b"[1e999]",
        b"[" + b"9" * 400 + b"]",
        b"[01]",
        b"[1,]",
        b"[1] //",
        b"['a']",
        b'["\n"]',
        b"[1] [2]",
        b"[" * 255 + b"]" * 255,
        b"[" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"a":{"b":1,"b":1}}',
        b'[{"a":1,"a":1},{"a":1}]',
    ],
)
def test_what_lenient_parsers_let_through_is_refused(body: bytes) -> None:
    assert not is_strict(body)


@pytest.mark.parametrize("body", [b"[" * 254 + b"]" * 254, '["😀"]'.encode(), b'["\\ud83d\\ude00"]', b"[0.1e-400]"])
def test_plain_json_passes(body: bytes) -> None:
    assert is_strict(body)
