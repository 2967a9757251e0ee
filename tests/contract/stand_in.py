"""A site whose answers are stand-ins: the wire is real, the medicine is not.

Its cards have every member that the service's cards have, so that the walkers of the contract tests meet them all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import uuid4

import orjson
from flask import Flask

from cds_service.decision.errors import RequiredDataUnavailable
from cds_service.decision.failure import Failure
from cds_service.hooks.client import ANYONE, Caller
from cds_service.hooks.discovery import Service
from cds_service.hooks.request import HookCall
from cds_service.hooks.response import Action, Card, Coding, Link, Source, Suggestion, to_json
from cds_service.web.page import Attribute, Page, Rule
from cds_service.web.ports import CallerOf, Check, Offer
from cds_service.web.published import publish
from cds_service.web.site import create_site

ORIGIN = "https://ehr.example.org"
MAX_BODY_BYTES = 200_000
REQUIRED = ("patient", "conditions", "weights")
TOPICS = "https://cds.example.org/topics"

SERVICE = Service(
    hook="patient-view",
    title="Cancer cachexia",
    description="Finds weight loss in cancer.",
    id="cancer-cachexia",
    usage_requirements="For adults with cancer.",
    prefetch={
        "patient": "Patient/{{context.patientId}}",
        "conditions": "Condition?patient={{context.patientId}}",
        "weights": "Observation?patient={{context.patientId}}&code=http://loinc.org|29463-7&_sort=-date&_count=200",
        "heights": "Observation?patient={{context.patientId}}&code=http://loinc.org|8302-2&_sort=-date&_count=20",
    },
)
PAGE = Page(
    title="Cancer cachexia service",
    summary="Finds cancer cachexia in the chart.",
    intended_use=("For clinicians who treat adults with cancer.",),
    limits=("Not for children.", "Not for pregnancy.", "Not a diagnosis."),
    rules=(
        Rule(name="Fearon 2011", rule="weight loss > 5 %", source="Lancet Oncol 2011", url="https://example.org/p"),
    ),
    ruleset="default, version 1",
    attributes=(Attribute(name="Developer", value="The <team>"),),
    required_keys=frozenset(REQUIRED),
)


@dataclass(frozen=True)
class StandIn:
    """What a stand-in answers."""

    body: bytes
    refusal: Exception | None = None


def answer(call: HookCall, caller: Caller, arrived: float) -> StandIn:
    """Require what the service requires; say one thing of everybody with a condition."""
    _refuse_without(call, lambda key: key not in call.prefetch, Failure.ABSENT)
    _refuse_without(call, lambda key: b'"OperationOutcome"' in (call.prefetch[key] or b""), Failure.CLIENT_FAILED)
    conditions = orjson.loads(call.prefetch["conditions"] or b"{}")
    return StandIn(to_json((_card(call),) if conditions.get("entry") else ()))


def _refuse_without(call: HookCall, fails: Callable[[str], bool], failure: Failure) -> None:
    kinds = tuple(key for key in REQUIRED if fails(key))
    if kinds:
        raise RequiredDataUnavailable(dict.fromkeys(kinds, failure))


def _card(call: HookCall) -> Card:
    order = {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "103699006"}]},
        "subject": {"reference": f"Patient/{call.patient_id}"},
    }
    return Card(
        summary="Weight loss of more than 5 % in six months",
        indicator="warning",
        source=Source(
            label="Cachexia", url="https://cds.example.org/docs/", topic=Coding(system=TOPICS, code="cachexiaNutrition")
        ),
        uuid=str(uuid4()),
        detail="**Met:** weight loss &lt; 6 months",
        suggestions=(
            Suggestion(
                label="Refer to a dietitian",
                uuid=str(uuid4()),
                is_recommended=True,
                actions=(Action(type="create", description="Refer to a dietitian", resource=order),),
            ),
        ),
        selection_behavior="any",
        override_reasons=(Coding(system=TOPICS, code="known", display="Already known"),),
        links=(Link(label="What this rests on", url="https://cds.example.org/docs/", type="absolute"),),
    )


def all_well() -> Sequence[Check]:
    """Be ready."""
    return [Check("database", passed=True)]


def stand_in_site(
    *,
    answer: Callable[[HookCall, Caller, float], StandIn] = answer,
    readiness: Callable[[], Sequence[Check]] = all_well,
    page: Page = PAGE,
    service: Service = SERVICE,
    keep: Callable[[StandIn], None] = lambda attended: None,
    keep_feedback: Callable[..., None] = lambda caller, service, items: None,
    caller_of: CallerOf = lambda request, audiences: ANYONE,
) -> Flask:
    """Make the site around a stand-in answer."""
    published = publish(offers=[Offer(service, answer)], page=page, ruleset={"name": "default", "version": 1})
    return create_site(
        lambda: published,
        readiness=readiness,
        caller_of=caller_of,
        keep=keep,
        keep_feedback=keep_feedback,
        max_body_bytes=MAX_BODY_BYTES,
        is_allowed_origin=lambda origin: origin == ORIGIN,
    )
