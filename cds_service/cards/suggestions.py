"""The one click: a suggestion that creates one draft ServiceRequest."""

from collections.abc import Callable

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.hooks.response import Action, Suggestion

from . import referral_words
from .markdown import clean
from .orders import conditions_of, draft
from .phrases import Phrases
from .rules import ReferralCard


def suggest(
    kind: ReferralKind,
    card: ReferralCard,
    assessment: Assessment,
    phrases: Phrases,
    *,
    reason: str,
    encounter: str | None,
    new_uuid: Callable[[], str],
) -> Suggestion:
    """Offer one draft referral."""
    return Suggestion(
        label=phrases.say(referral_words.label(kind)),
        uuid=new_uuid(),
        is_recommended=True if card.recommended else None,
        actions=(
            Action(
                type="create",
                description=phrases.say("Create a draft order: {order}", order=clean(card.request.display)),
                resource=draft(card, assessment.patient, conditions_of(assessment), reason=reason, encounter=encounter),
            ),
        ),
    )
