"""What every card has around its words: an id, a source with its topic, links, reasons to refuse it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from cds_service.hooks.response import Card, Coding, Link, Source, Suggestion

from .phrases import Phrases
from .rules import CardRules, Indicator, InformationCard
from .title import fitting


@dataclass(frozen=True)
class Frame:
    """Frames the cards of one ruleset in one language; what is the same for every patient is made once."""

    rules: CardRules
    phrases: Phrases
    rules_url: str | None
    _sources: dict[str, Source] = field(default_factory=dict, repr=False, compare=False)
    _links: dict[str, tuple[Link, ...]] = field(default_factory=dict, repr=False, compare=False)

    def card(
        self,
        kind: InformationCard,
        indicator: Indicator,
        summary: str,
        detail: str,
        *,
        uuid: str,
        suggestions: tuple[Suggestion, ...] = (),
        links: Iterable[Link] = (),
    ) -> Card:
        """Put the frame around the words of one card."""
        return Card(
            uuid=uuid,
            summary=fitting(summary),
            indicator=indicator,
            detail=detail,
            source=self._sources.get(kind.topic) or self._sources.setdefault(kind.topic, self._source(kind)),
            suggestions=suggestions,
            selection_behavior=self.rules.selection_behavior if suggestions else None,
            override_reasons=self._override_reasons,
            links=(*self._links_of(kind), *(one for one in links if _absolute(one.url))),
        )

    @cached_property
    def _override_reasons(self) -> tuple[Coding, ...]:
        return tuple(
            Coding(system=one.system, code=one.code, display=self.phrases.say(one.display))
            for one in self.rules.override_reasons
        )

    def _source(self, kind: InformationCard) -> Source:
        topic = Coding(system=self.rules.topic_system, code=kind.topic)
        return Source(label=self.rules.source_label, url=self.rules.source_url or self.rules_url, topic=topic)

    def _links_of(self, kind: InformationCard) -> tuple[Link, ...]:
        if kind.topic not in self._links:
            links = (Link(label=one.label, url=one.url, type="absolute") for one in kind.links)
            self._links[kind.topic] = tuple(links)
        return self._links[kind.topic]


def _absolute(url: str) -> bool:
    """Say whether a client may be sent there; an address of the trial registry may be anything."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.hostname)
