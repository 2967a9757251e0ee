"""What was decided and by which rules: what an audit will keep of one call."""

from dataclasses import dataclass
from typing import Literal

from cds_service.clinical.assessment import Assessment
from cds_service.hooks.response import Card

from .policy import Policy, RulesetIdentity


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as feedback will name it, and its kind."""

    uuid: str | None
    topic: str | None

    @classmethod
    def of(cls, card: Card) -> "ShownCard":
        """Take what names it."""
        return cls(card.uuid, card.source.topic.code if card.source.topic else None)


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One decision. The assessment holds the patient's values: what keeps a record chooses what to keep of it."""

    ruleset: RulesetIdentity
    mode: Literal["live", "silent"]
    assessment: Assessment
    cards: tuple[ShownCard, ...]
    unavailable: tuple[str, ...]
    """The prefetch keys that could not be had."""

    @classmethod
    def of(cls, policy: Policy, assessment: Assessment, cards: tuple[Card, ...]) -> "DecisionRecord":
        """Record what a policy made of a patient."""
        return cls(
            ruleset=policy.identity,
            mode=policy.rules.mode,
            assessment=assessment,
            cards=tuple(ShownCard.of(card) for card in cards),
            unavailable=assessment.snapshot.record.unavailable,
        )
