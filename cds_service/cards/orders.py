"""Draft orders: ServiceRequests of FHIR R4B that a clinician signs or drops."""

from collections.abc import Iterable
from typing import Any

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Kind
from cds_service.clinical.referral_rules import ReferralKind

from .markdown import clean
from .rules import CardRules, CodedText, ReferralCard

LONGEST_REASON = 200


def draft(
    card: ReferralCard, patient: str, conditions: Iterable[str], *, reason: str, encounter: str | None
) -> dict[str, Any]:
    """Build the ServiceRequest. It has no date: the clinician who signs it gives it one."""
    resource: dict[str, Any] = {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "code": _concept(card.request),
        "subject": {"reference": f"Patient/{patient}"},
        "reasonCode": [{"text": clean(reason, LONGEST_REASON)}],
    }
    if card.category:
        resource["category"] = [_concept(card.category)]
    if encounter:
        resource["encounter"] = {"reference": f"Encounter/{encounter.removeprefix('Encounter/')}"}
    if references := [{"reference": one} for one in conditions]:
        resource["reasonReference"] = references
    return resource


def prove_orders(rules: CardRules) -> None:
    """Validate a draft of every referral against FHIR R4B; raises ValueError.

    Once for a ruleset and not for each call: what differs from call to call are ids and a text that are safe by then.
    """
    from fhir.resources.R4B.servicerequest import ServiceRequest  # noqa: PLC0415 - half a second of models

    for kind in ReferralKind:
        order = draft(rules.referral(kind), "p", ("Condition/c",), reason="reason", encounter="e")
        ServiceRequest.model_validate(order)


def _concept(code: CodedText) -> dict[str, Any]:
    return {"coding": [{"system": code.system, "code": code.code, "display": code.display}], "text": code.display}


def conditions_of(assessment: Assessment) -> tuple[str, ...]:
    """Give the first active cancer and the first coded cachexia, where the record holds them as Conditions."""
    record = assessment.snapshot.record
    found = []
    for kind in (Kind.CANCER, Kind.CACHEXIA):
        sources = (fact.source for fact in record.stated(kind))
        found += [one for one in sources if one.startswith("Condition/")][:1]
    return tuple(dict.fromkeys(found))
