"""What is around the resources of an answer: the Bundle, its entries and links, read at two depths."""

import msgspec

from .elements import Element
from .resources import AnyResource


class Search(Element):
    """Why an entry is in the answer: match, include or outcome."""

    mode: str | None = None


class BundleLink(Element):
    """Where the rest of the answer is."""

    relation: str | None = None
    url: str | None = None


class Entry(Element):
    """An entry whose resource is one that the rules read."""

    resource: AnyResource | None = None
    search: Search | None = None
    full_url: str | None = None


class Bundle(Element):
    """A Bundle of nothing but resources that the rules read: the usual answer to a query."""

    resource_type: str | None = None
    entry: tuple[Entry, ...] | None = None
    link: tuple[BundleLink, ...] | None = None


class RawEntry(Element):
    """An entry whose resource is still JSON."""

    resource: msgspec.Raw = msgspec.Raw()
    search: Search | None = None
    full_url: str | None = None


class RawBundle(Element):
    """A Bundle, or any resource seen from far enough to know its type."""

    resource_type: str | None = None
    type: str | None = None
    entry: tuple[RawEntry, ...] | None = None
    link: tuple[BundleLink, ...] | None = None
