"""Cards as CDS Hooks defines them (2.0.1, also valid under 3.0.0-ballot); attributes without a value are left out.

Field names are Python's here and CDS Hooks' on the wire (`override_reasons` is `overrideReasons`).
"""

from typing import Any, Literal

import msgspec

SUMMARY_LIMIT = 140
"""`summary` must stay below it, in code points and in UTF-16 units."""


class Coding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A code with its system; override reasons must also have a display."""

    system: str
    code: str
    display: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Who says so: the service's name, its page, and the kind of card as a topic."""

    label: str
    url: str | None = None
    icon: str | None = None
    topic: Coding | None = None


class Action(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One change that a suggestion makes when it is accepted."""

    type: Literal["create", "update", "delete"]
    description: str
    resource: dict[str, Any]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A set of actions offered together."""

    label: str
    uuid: str | None = None
    is_recommended: bool | None = None
    actions: tuple[Action, ...] = ()


class Link(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A link that the clinician may follow."""

    label: str
    url: str
    type: Literal["absolute"]


class Card(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One card. `detail` is GitHub Flavored Markdown without raw HTML."""

    summary: str
    indicator: Literal["info", "warning", "critical"]
    source: Source
    uuid: str | None = None
    detail: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
    selection_behavior: Literal["at-most-one", "any"] | None = None
    override_reasons: tuple[Coding, ...] = ()
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        utf_16_units = len(self.summary.encode("utf-16-le")) // 2
        if not 0 < utf_16_units < SUMMARY_LIMIT or "\n" in self.summary:
            raise ValueError("a card's summary is one line of 1 to 139 characters")
        if bool(self.suggestions) != bool(self.selection_behavior):
            raise ValueError("suggestions and selectionBehavior come together")


def to_json(cards: tuple[Card, ...]) -> bytes:
    """Write the response of a service; `cards` is there even when it is empty."""
    return msgspec.json.encode({"cards": cards})
