"""The closed vocabularies of decisions: what may be a metric's label."""

from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.status import Status

from .policy import Policy

STATUSES = tuple(one.value for one in Status)


def topics_of(policy: Policy) -> tuple[str, ...]:
    """List the topics of all cards that a policy may show."""
    cards = policy.rules.cards
    referrals = (cards.referral(kind) for kind in ReferralKind)
    return tuple(card.topic for card in (cards.assessment, cards.medication, *referrals))
