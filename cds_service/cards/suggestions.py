"""The one click: a suggestion that creates one draft ServiceRequest, proven to be valid FHIR R4B."""

from collections.abc import Callable
from typing import Any

from fhir.resources.R4B.servicerequest import ServiceRequest

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Kind
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.hooks.response import Action, Suggestion

from .markdown import clean
from .phrases import Phrases
from .referral_words import NAMES
from .rules import CodedText, ReferralCard

LONGEST_REASON = 200


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
        label=phrases.say("Create a draft: {referral}", referral=phrases.say(NAMES[kind])),
        uuid=new_uuid(),
        actions=(
            Action(
                type="create",
                description=phrases.say("Create a draft order: {order}", order=clean(card.request.display)),
                resource=draft(card, assessment, reason=reason, encounter=encounter),
            ),
        ),
    )


def draft(card: ReferralCard, assessment: Assessment, *, reason: str, encounter: str | None) -> dict[str, Any]:
    """Build the ServiceRequest. It has no date: the clinician who signs it gives it one."""
    resource: dict[str, Any] = {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "code": _concept(card.request),
        "subject": {"reference": f"Patient/{assessment.patient}"},
        "reasonCode": [{"text": clean(reason, LONGEST_REASON)}],
    }
    if card.category:
        resource["category"] = [_concept(card.category)]
    if encounter:
        resource["encounter"] = {"reference": f"Encounter/{encounter.removeprefix('Encounter/')}"}
    if conditions := _conditions(assessment):
        resource["reasonReference"] = [{"reference": one} for one in conditions]
    # Validated, and returned as built: dumping the model gives the same JSON and takes twice the time.
    ServiceRequest.model_validate(resource)
    return resource


def _concept(code: CodedText) -> dict[str, Any]:
    return {"coding": [{"system": code.system, "code": code.code, "display": code.display}], "text": code.display}


def _conditions(assessment: Assessment) -> tuple[str, ...]:
    """Give the first active cancer and the first coded cachexia, where the record holds them as Conditions."""
    record = assessment.snapshot.record
    found = []
    for kind in (Kind.CANCER, Kind.CACHEXIA):
        sources = (fact.source for fact in record.stated(kind))
        found += [one for one in sources if one.startswith("Condition/")][:1]
    return tuple(dict.fromkeys(found))
