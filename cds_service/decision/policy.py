"""What governs the answers of one ruleset version, prepared once: code book, queries, card writer."""

from dataclasses import dataclass

from cds_service.cards.orders import prove_orders
from cds_service.cards.phrases import Phrases
from cds_service.cards.write import CardWriter
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.fhir.code_book import CodeBook
from cds_service.fhir.code_rules import SystemCode
from cds_service.fhir.queries import Query, queries

from .ports import Governing


@dataclass(frozen=True, slots=True)
class RulesetIdentity:
    """Which rules: what they are called, and the hash of what they say."""

    name: str
    version: int
    sha256: str


@dataclass(frozen=True)
class Policy:
    """A ruleset made ready to answer by; one policy holds for a whole decision."""

    rules: Governing
    identity: RulesetIdentity
    book: CodeBook
    queries: tuple[Query, ...]
    writer: CardWriter

    def prove(self) -> None:
        """Validate what its cards would order; raises ValueError. Half a second of FHIR models: once, at start."""
        prove_orders(self.rules.cards)


def policy_of(rules: Governing, locale: str = "en", rules_url: str | None = None) -> Policy:
    """Prepare a ruleset. The site's own order codes are recognised as referrals that the chart already holds."""
    own = [
        (kind, SystemCode(card.request.system, card.request.code))
        for kind in ReferralKind
        for card in (getattr(rules.cards, kind.value),)
    ]
    writer = CardWriter(rules.cards, Phrases(locale), rules.label, rules_url)
    identity = RulesetIdentity(rules.name, rules.version, rules.sha256)
    return Policy(rules, identity, CodeBook(rules.codes, own), queries(rules.codes), writer)
