"""What every card has around its words: an id, a source with its topic, links, reasons to refuse it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from cds_service.hooks.response import Card, Coding, Link, Source, Suggestion

from .phrases import Phrases
from .rules import CardRules, Indicator, InformationCard
from .summary import fitting


@dataclass(frozen=True)
class Frame:
    """Makes cards of one response; the only things in it that differ from call to call are the new ids."""

    rules: CardRules
    phrases: Phrases
    rules_url: str | None
    new_uuid: Callable[[], str]

    def card(
        self,
        kind: InformationCard,
        indicator: Indicator,
        summary: str,
        detail: str,
        *,
        suggestions: tuple[Suggestion, ...] = (),
        links: Iterable[Link] = (),
    ) -> Card:
        """Put the frame around the words of one card."""
        return Card(
            uuid=self.new_uuid(),
            summary=fitting(summary),
            indicator=indicator,
            detail=detail,
            source=self._source(kind),
            suggestions=suggestions,
            selection_behavior=self.rules.selection_behavior if suggestions else None,
            override_reasons=tuple(
                Coding(system=one.system, code=one.code, display=self.phrases.say(one.display))
                for one in self.rules.override_reasons
            ),
            links=(*self._links(kind), *(one for one in links if _absolute(one.url))),
        )

    def _source(self, kind: InformationCard) -> Source:
        topic = Coding(system=self.rules.topic_system, code=kind.topic)
        return Source(label=self.rules.source_label, url=self.rules.source_url, topic=topic)

    def _links(self, kind: InformationCard) -> list[Link]:
        links = [Link(label=one.label, url=one.url, type="absolute") for one in kind.links]
        if self.rules_url is not None:
            links.append(Link(label=self.phrases.say("Rules and sources"), url=self.rules_url, type="absolute"))
        return links


def _absolute(url: str) -> bool:
    """Say whether a client may be sent there; an address of the trial registry may be anything."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.hostname)
