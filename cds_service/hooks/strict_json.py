"""Strict JSON: refuses what lenient parsers let through and a clinical service must not guess at."""

import json

import orjson

BYTES_AN_OBJECT = 20
FREE_OBJECTS = 20_000
"""How many objects and arrays a body may hold: real charts have one in 45 to 90 bytes. Each costs a hundred bytes of
memory or more, so ten megabytes of `{},` would cost a quarter of a gigabyte."""
HIDDEN_COLONS = (b"\\u003a", b"\\u003A")


class NotStrictJson(ValueError):
    """The bytes are not one JSON document, or hold NaN, a number out of range, bad text or a duplicate key."""


def refuse_unless_strict(body: bytes) -> None:
    """Return only if `body` is strict RFC 8259 JSON without duplicate keys, nested at most 254 deep."""
    if body.count(b"{") + body.count(b"[") > FREE_OBJECTS + len(body) // BYTES_AN_OBJECT:
        raise NotStrictJson("more objects than a chart of this size has")
    try:
        survived = orjson.dumps(orjson.loads(body)).count(b":")
    except (ValueError, TypeError, RecursionError):
        # `from None`: the parser's message quotes the document.
        raise NotStrictJson("not strict JSON") from None
    # orjson keeps the last of two equal keys and says nothing. Every colon between a key and its value, and every
    # colon in a text, is written again; so a lost colon is a lost key, at a tenth of the cost of looking at each
    # object. Only an escaped colon, which is written unescaped, can make up for a lost one.
    if b"\\" in body and any(escape in body for escape in HIDDEN_COLONS):
        json.loads(body.decode(), object_pairs_hook=_refuse_duplicates)
    elif survived != body.count(b":"):
        raise NotStrictJson("duplicate key")


def _refuse_duplicates(pairs: list[tuple[str, object]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise NotStrictJson("duplicate key")
