"""Composition: the one place where everything meets. Knows everyone, decides nothing."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from flask import Flask

from cds_service.cards.phrases import Phrases
from cds_service.decision.answer import Helpers, answer
from cds_service.decision.ehr_sheet import ehr_sheet
from cds_service.decision.policy import Policy, policy_of
from cds_service.hooks.discovery import Service
from cds_service.hooks.request import HookCall
from cds_service.hooks.response import to_json
from cds_service.reads import helpers_of
from cds_service.rulesets.description import SOURCE_ATTRIBUTES, describe
from cds_service.rulesets.ruleset import Ruleset
from cds_service.settings import Settings
from cds_service.web.page import Attribute, Page, Rule
from cds_service.web.ports import Check, Offer
from cds_service.web.site import create_site

SERVICE_ID = "cancer-cachexia"
LIMITS = (
    "Adults with an active cancer only: not for children, in pregnancy or the three months after it.",
    "Clinical decision support, not a diagnosis; every card names the values and rules it rests on.",
    "It knows what the record says. A silent chart is taken for unknown, never for no.",
    "Weights under ascites, oedema, dialysis or after an amputation are commented on or withheld, never corrected.",
    "Not for time-critical decisions.",
)


def create_app(settings: Settings, ruleset: Ruleset | None = None) -> Flask:
    """Make the WSGI application that answers by a ruleset; without one, by the published default."""
    rules = ruleset or Ruleset()
    helpers = helpers_of(settings)
    policy = policy_of(rules, Phrases(settings.locale), f"{settings.public_base_url}/docs/")
    return create_site(
        offers=(Offer(_service(policy), _answering(policy, _clock(settings), helpers)),),
        readiness=lambda: (Check("active ruleset", passed=True),),
        page=_page(rules, policy),
        sheet=ehr_sheet(policy, base_url=settings.public_base_url, service=SERVICE_ID),
        max_body_bytes=settings.max_body_bytes,
        allowed_origins=settings.allowed_origins,
    )


def _service(policy: Policy) -> Service:
    return Service(
        hook="patient-view",
        id=SERVICE_ID,
        title="Cancer cachexia",
        description="Finds cancer cachexia in the chart by the published criteria and suggests nutrition, "
        "physiotherapy, psychosocial and clinical-trial referrals.",
        usage_requirements="Adults with cancer. Needs the prefetch keys patient, conditions and weights; the others "
        "sharpen the answer.",
        prefetch={query.key: query.template for query in policy.queries},
    )


def _answering(policy: Policy, today: Callable[[], date], helpers: Helpers) -> Callable[[HookCall, float], bytes]:
    def answer_call(call: HookCall, arrived: float) -> bytes:
        answered = answer(call, policy, today=today(), new_uuid=_new_uuid, helpers=helpers, arrived=arrived)
        return to_json(answered.cards)

    return answer_call


def _clock(settings: Settings) -> Callable[[], date]:
    """Today is the date of this machine; development may fix it for old or date-shifted data."""
    as_of = settings.as_of
    return (lambda: as_of) if as_of else date.today


def _new_uuid() -> str:
    return str(uuid4())


def _page(rules: Ruleset, policy: Policy) -> Page:
    return Page(
        title="Cancer cachexia",
        summary="Reads weights, laboratory values and diagnoses when a record is opened, applies the published "
        "cachexia criteria, and suggests referrals.",
        intended_use=(
            "For clinicians who care for adults with cancer, at the moment they open the record.",
            "It suggests; the clinician decides. Nothing is ordered or sent without a signature.",
        ),
        limits=LIMITS,
        rules=tuple(Rule(name=one.name, rule=one.rule, source=one.source, url=one.url) for one in describe(rules)),
        ruleset=policy.ruleset_label,
        attributes=tuple(Attribute(name=name, value=value) for name, value in SOURCE_ATTRIBUTES),
        required_keys=frozenset(query.key for query in policy.queries if query.required),
    )
