"""One answer of a client or server, taken apart: its resources, what could not be read, and whether it is whole.

A Bundle, a single resource, or an OperationOutcome in place of either. Entries that were not matches are not data.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from .resources import (
    AnyResource,
    CodeableConcept,
    Element,
    OperationOutcome,
    RawBundle,
    RawEntry,
    Reference,
)

_envelope = msgspec.json.Decoder(RawBundle)
_resource: msgspec.json.Decoder[AnyResource] = msgspec.json.Decoder(AnyResource)
KNOWN_TYPES = frozenset(one.__struct_config__.tag for one in AnyResource.__args__)


@dataclass(frozen=True, slots=True)
class Malformed:
    """A resource that could not be read, with what could still be made out of it."""

    resource_type: str
    id: str = ""
    code: CodeableConcept | None = None
    subject: Reference | None = None


class _Sketch(Element):
    """As much of a broken resource as can be told without reading the rest."""

    resource_type: str | None = None
    id: str | None = None
    code: CodeableConcept | None = None
    subject: Reference | None = None


class _Outline(Element):
    """The type of a resource of which nothing else can be told."""

    resource_type: str | None = None


_sketch = msgspec.json.Decoder(_Sketch)
_outline = msgspec.json.Decoder(_Outline)


@dataclass(frozen=True, slots=True)
class Batch:
    """The resources of one answer, and whether they are all there are."""

    resources: tuple[AnyResource, ...] = ()
    malformed: tuple[Malformed, ...] = ()
    failed: bool = False
    """The client or server says that it could not get the data."""
    next_url: str | None = None
    """Where the rest is; while it is set, this is not the whole answer."""
    types: frozenset[str] = frozenset()
    """The types of all entries, also of those that nobody reads."""


def read_batch(body: bytes) -> Batch:
    """Take an answer apart. Never raises: what is no answer at all has failed."""
    try:
        envelope = _envelope.decode(body)
    except (msgspec.MsgspecError, RecursionError):
        return Batch(failed=True)
    if envelope.resource_type == "Bundle":
        return _of_entries(envelope)
    if envelope.resource_type is None or envelope.resource_type == "OperationOutcome":
        return Batch(failed=True, types=frozenset({envelope.resource_type or ""}))
    one = read_resource(body)
    types = frozenset({envelope.resource_type})
    if isinstance(one, Malformed):
        return Batch(malformed=(one,), types=types)
    return Batch(() if one is None else (one,), types=types)


def read_resource(body: bytes | msgspec.Raw) -> AnyResource | Malformed | None:
    """Read one resource; None where nobody asks for its type."""
    try:
        return _resource.decode(body)
    except (msgspec.MsgspecError, RecursionError):
        sketch = _sketched(body)
        return sketch if sketch.resource_type in KNOWN_TYPES | {""} else None


def _of_entries(envelope: RawBundle) -> Batch:
    resources: list[AnyResource] = []
    malformed: list[Malformed] = []
    failed = False
    for entry in _with_resource(envelope):
        one = read_resource(entry.resource)
        if isinstance(one, Malformed):
            malformed.append(one)
        elif isinstance(one, OperationOutcome):
            failed = failed or one.is_error
        elif one is not None and (entry.search is None or entry.search.mode in {None, "match"}):
            resources.append(one)
    types = frozenset(type(one).__name__ for one in resources)
    return Batch(tuple(resources), tuple(malformed), failed, _next(envelope), types)


def _with_resource(envelope: RawBundle) -> Iterator[RawEntry]:
    for entry in envelope.entry or ():
        if bytes(entry.resource) not in {b"", b"null"}:
            yield entry


def _next(envelope: RawBundle) -> str | None:
    return next((link.url for link in envelope.link or () if link.relation == "next" and link.url), None)


def _sketched(body: bytes | msgspec.Raw) -> Malformed:
    try:
        seen = _sketch.decode(body)
        return Malformed(seen.resource_type or "", seen.id or "", seen.code, seen.subject)
    except (msgspec.MsgspecError, RecursionError):
        pass
    try:
        return Malformed(_outline.decode(body).resource_type or "")
    except (msgspec.MsgspecError, RecursionError):
        return Malformed("")
