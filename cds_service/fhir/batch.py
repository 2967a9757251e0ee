"""One answer of a client or server, taken apart: its resources, what could not be read, and whether it is whole.

A Bundle, a single resource, or an OperationOutcome in place of either. Entries that were not matches are not data.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from .bundles import Bundle, BundleLink, RawBundle, RawEntry, Search
from .elements import CodeableConcept, Element, Reference
from .resources import AnyResource, OperationOutcome

_bundle = msgspec.json.Decoder(Bundle)
_envelope = msgspec.json.Decoder(RawBundle)
_resource: msgspec.json.Decoder[AnyResource] = msgspec.json.Decoder(AnyResource)
MOST_ENTRIES = 20_000
"""Of one answer; the largest chart seen had some thousands."""
MATCHES = frozenset({None, "match"})
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
    too_many: bool = False
    """More entries than a chart has: refused as a whole, since a part of it would look like the whole."""


def read_batch(body: bytes, most_entries: int = MOST_ENTRIES) -> Batch:
    """Take an answer apart. Never raises: what is no answer at all has failed.

    A Bundle of nothing but known resources is read in one pass over its bytes; any other one entry by entry.
    """
    try:
        bundle = _bundle.decode(body)
    except (msgspec.MsgspecError, RecursionError):
        return _entry_by_entry(body, most_entries)
    if bundle.resource_type != "Bundle":
        return _entry_by_entry(body, most_entries)
    if len(bundle.entry or ()) > most_entries:
        return Batch(too_many=True)
    found = [
        entry.resource
        for entry in bundle.entry or ()
        if entry.resource is not None and (entry.search is None or _counts(entry.resource, entry.search))
    ]
    return _sorted_out(found, [], bundle.link)


def _entry_by_entry(body: bytes, most_entries: int) -> Batch:
    try:
        envelope = _envelope.decode(body)
    except (msgspec.MsgspecError, RecursionError):
        return Batch(failed=True)
    if envelope.resource_type == "Bundle":
        return Batch(too_many=True) if len(envelope.entry or ()) > most_entries else _of_entries(envelope)
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
    for entry in _with_resource(envelope):
        one = read_resource(entry.resource)
        if isinstance(one, Malformed):
            malformed.append(one)
        elif one is not None and (entry.search is None or _counts(one, entry.search)):
            resources.append(one)
    return _sorted_out(resources, malformed, envelope.link)


def _counts(resource: AnyResource, search: Search) -> bool:
    """Say whether an entry is data, or says something about them; what was only included is neither."""
    return search.mode in MATCHES or isinstance(resource, OperationOutcome)


def _sorted_out(
    found: Sequence[AnyResource], malformed: Sequence[Malformed], links: Sequence[BundleLink] | None
) -> Batch:
    """Set the data apart from what the server says about them."""
    kinds = set(map(type, found))
    outcomes = [one for one in found if isinstance(one, OperationOutcome)] if OperationOutcome in kinds else []
    resources = tuple(one for one in found if not isinstance(one, OperationOutcome)) if outcomes else tuple(found)
    types = frozenset(kind.__name__ for kind in kinds - {OperationOutcome})
    return Batch(resources, tuple(malformed), any(one.is_error for one in outcomes), _next(links), types)


def _with_resource(envelope: RawBundle) -> Iterator[RawEntry]:
    for entry in envelope.entry or ():
        if bytes(entry.resource) not in {b"", b"null"}:
            yield entry


def _next(links: Sequence[BundleLink] | None) -> str | None:
    return next((link.url for link in links or () if link.relation == "next" and link.url), None)


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
