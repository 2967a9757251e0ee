"""What governs the answers of one ruleset version, prepared once: code book, queries, phrases."""

from dataclasses import dataclass

from cds_service.cards.phrases import Phrases
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.fhir.code_book import CodeBook
from cds_service.fhir.code_rules import SystemCode
from cds_service.fhir.queries import Query, queries

from .ports import Governing


@dataclass(frozen=True)
class Policy:
    """A ruleset made ready to answer by; one policy holds for a whole decision."""

    rules: Governing
    book: CodeBook
    queries: tuple[Query, ...]
    phrases: Phrases
    rules_url: str | None = None

    @property
    def ruleset_label(self) -> str:
        """Name and version, as cards show them."""
        return f"{self.rules.name} version {self.rules.version}"


def policy_of(rules: Governing, phrases: Phrases, rules_url: str | None = None) -> Policy:
    """Prepare a ruleset. The site's own order codes are recognised as referrals that the chart already holds."""
    own = [
        (kind, SystemCode(card.request.system, card.request.code))
        for kind in ReferralKind
        for card in (getattr(rules.cards, kind.value),)
    ]
    return Policy(rules, CodeBook(rules.codes, own), queries(rules.codes), phrases, rules_url)
