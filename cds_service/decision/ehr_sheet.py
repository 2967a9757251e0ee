"""The EHR set-up sheet: what an integration engineer types into an EHR that does not read discovery.

Made from the same tables as discovery and the cards, so it is never out of date.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cds_service.cards.rules import CardRules, InformationCard, ReferralCard
from cds_service.clinical.referral_rules import ReferralKind

from .policy import Policy


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table of the sheet; every cell is plain text."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def ehr_sheet(policy: Policy, *, base_url: str, service: str) -> tuple[Table, ...]:
    """List the tables of the sheet for a service at a public base URL."""
    cards = policy.rules.cards
    return (
        _endpoints(base_url, service),
        _prefetch(policy),
        _scopes(policy),
        _topics(cards),
        _orders(cards),
        _overrides(cards),
        _links(cards, base_url),
    )


def as_markdown(tables: Sequence[Table]) -> str:
    """Write the sheet as Markdown."""
    parts = ["# EHR set-up sheet: cancer cachexia", ""]
    for table in tables:
        parts += [f"## {table.title}", "", table.note, "", *_markdown_rows(table), ""]
    return "\n".join(parts)


def _markdown_rows(table: Table) -> Iterator[str]:
    """Write the rows as a table, or one by one where a cell holds a pipe: in a table it could not be copied whole."""
    if any("|" in cell for row in table.rows for cell in row):
        for row in table.rows:
            yield from _markdown_row(row)
        return
    yield "| " + " | ".join(table.columns) + " |"
    yield "|" + "---|" * len(table.columns)
    for row in table.rows:
        yield "| " + " | ".join(row) + " |"


def _markdown_row(row: tuple[str, ...]) -> Iterator[str]:
    """Write the queries of a row as blocks under its other cells."""
    yield from (" · ".join(cell for cell in row if not _is_query(cell)), "")
    for query in filter(_is_query, row):
        yield from ("```", query, "```", "")


def _is_query(cell: str) -> bool:
    return "{{" in cell


def _endpoints(base_url: str, service: str) -> Table:
    path = f"{base_url}/cds-services"
    return Table(
        "Endpoints",
        "Register the endpoint URI exactly as it stands here. The hook is patient-view.",
        ("What", "URI"),
        (
            ("Discovery", path),
            ("Service, and audience of its JWT", f"{path}/{service}"),
            ("Feedback; its JWT may name this or the service", f"{path}/{service}/feedback"),
            ("Documentation", f"{base_url}/docs/"),
        ),
    )


def _prefetch(policy: Policy) -> Table:
    return Table(
        "Prefetch",
        "Type each key with its query. Only {{context.patientId}} is used as a token.",
        ("Key", "Needed", "Query", "Used for"),
        tuple(
            (one.key, "required" if one.required else "optional", one.template, one.purpose) for one in policy.queries
        ),
    )


def _scopes(policy: Policy) -> Table:
    types = {one.resource: "read" if "?" not in one.template else "search" for one in policy.queries}
    return Table(
        "Scopes",
        "For the access token, where the service reads from the FHIR server itself. Read only; nothing is written.",
        ("Resource", "SMART 2", "SMART 1", "Interaction"),
        tuple(
            (name, f"user/{name}.{'r' if how == 'read' else 'rs'}", f"user/{name}.read", how)
            for name, how in types.items()
        ),
    )


def _topics(cards: CardRules) -> Table:
    return Table(
        "Topics of cards",
        "Constant for each kind of card: an override lock-out can hang on them.",
        ("Card", "Topic code"),
        tuple((name, card.topic) for name, card in _named_cards(cards) if card.enabled),
    )


def _orders(cards: CardRules) -> Table:
    referrals = [(name, card) for name, card in _named_cards(cards) if isinstance(card, ReferralCard) and card.enabled]
    return Table(
        "Draft orders",
        "One suggestion, one create action for each card: a ServiceRequest with status draft and intent proposal. The "
        "ruleset can give the site's own order keys instead.",
        ("Card", "System", "Code", "Display"),
        tuple((name, card.request.system, card.request.code, card.request.display) for name, card in referrals),
    )


def _overrides(cards: CardRules) -> Table:
    return Table(
        "Override reasons",
        "Map each code to the EHR's own reasons.",
        ("System", "Code", "Display"),
        tuple((one.system, one.code, one.display) for one in cards.override_reasons),
    )


def _links(cards: CardRules, base_url: str) -> Table:
    links = {link.url: link.label for _, card in _named_cards(cards) if card.enabled for link in card.links}
    return Table(
        "Links",
        "All links are absolute. Some EHRs remove links that are not on their allow-list.",
        ("Label", "URL"),
        (*((label, url) for url, label in links.items()), ("Rules and sources", f"{base_url}/docs/")),
    )


def _named_cards(cards: CardRules) -> Iterable[tuple[str, InformationCard]]:
    yield "assessment", cards.assessment
    for kind in ReferralKind:
        yield kind.value, cards.referral(kind)
    yield "medication", cards.medication
