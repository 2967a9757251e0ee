"""Composition: the one place where everything meets. Knows everyone, decides nothing."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import uuid4

from flask import Flask

from cds_service.decision.answer import Elsewhere, answering
from cds_service.decision.decision_record import DecisionRecord
from cds_service.decision.ehr_sheet import as_markdown, ehr_sheet
from cds_service.decision.policies import ActivePolicy, Policies
from cds_service.decision.policy import Policy, policy_of
from cds_service.decision.service import SERVICE_ID, service_of
from cds_service.outbound.address import ServerPolicy
from cds_service.outbound.elsewhere import elsewhere
from cds_service.rulesets.description import SOURCE_ATTRIBUTES, describe
from cds_service.rulesets.ruleset import Ruleset
from cds_service.settings import Settings
from cds_service.web.page import Attribute, Page, Rule
from cds_service.web.ports import Check, InForce, Offer, Published
from cds_service.web.published import publish
from cds_service.web.sheet import sheet_html
from cds_service.web.site import create_site
from cds_service.web.unrecognised import UnrecognisedDiagnoses

LIMITS = (
    "Adults with an active cancer only: not for children, in pregnancy or the three months after it.",
    "Clinical decision support, not a diagnosis; every card names the values and rules it rests on.",
    "It knows what the record says. A silent chart is taken for unknown, never for no.",
    "Weights under ascites, oedema, dialysis or after an amputation are commented on or withheld, never corrected.",
    "Not for time-critical decisions.",
)

Keep = Callable[[DecisionRecord], None]


def forget(_record: DecisionRecord) -> None:
    """Keep nothing: until there is an audit, an answer leaves no trace."""


@dataclass(frozen=True)
class Running:
    """A site that answers by a ruleset, which can be replaced while it runs."""

    site: Flask
    policies: ActivePolicy
    _settings: Settings
    _in_force: InForce

    def govern_by(self, ruleset: Ruleset) -> None:
        """Let a ruleset govern from now on; whatever cannot be made of it is raised, and the one in force stays."""
        governing = self.policies.current()
        try:
            self.policies.activate(prepare_policy(self._settings, ruleset))
            self._in_force()
        except Exception:
            self.policies.activate(governing)
            raise


def create_app(settings: Settings, policies: Policies | None = None, *, keep: Keep = forget) -> Flask:
    """Make the WSGI application that answers by the policy in force; without policies, by the published rules."""
    return _compose(settings, policies or ActivePolicy(prepare_policy(settings, Ruleset())), keep)[0]


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings of a service that verifies nobody; raises ValueError with all that is wrong, a sentence a line.

    Until callers can be verified, a production service would answer everyone.
    """
    settings = Settings.from_environment(environ)
    if not settings.in_development:
        raise ValueError(
            "this version cannot verify callers yet, so it does not serve in production; set "
            "CDS_ENVIRONMENT=development to try it on a machine that holds no real patients."
        )
    return settings


def start(settings: Settings, ruleset: Ruleset) -> Running:
    """Make the site that answers by a ruleset."""
    policies = ActivePolicy(prepare_policy(settings, ruleset))
    site, in_force = _compose(settings, policies, forget)
    return Running(site, policies, settings, in_force)


def _compose(settings: Settings, policies: Policies, keep: Keep) -> tuple[Flask, InForce]:
    """Put everything together: the site, and what it shows and answers now."""
    others = _elsewhere(settings)
    today = _clock(settings)

    def publication(policy: Policy) -> Published:
        return publish(
            offers=(Offer(service_of(policy), answering(policy, today, _new_uuid, others)),),
            page=_page(policy),
            sheet=ehr_sheet(policy, base_url=settings.public_base_url, service=SERVICE_ID),
            ruleset={**asdict(policy.identity), "mode": policy.rules.mode},
        )

    unrecognised = UnrecognisedDiagnoses()

    def keep_and_count(record: DecisionRecord) -> None:
        unrecognised.count(record.assessment.snapshot.record.unrecognised_diagnoses)
        keep(record)

    in_force = _once_per_policy(policies, publication)
    site = create_site(
        in_force,
        readiness=lambda: _checks(policies, unrecognised),
        keep=keep_and_count,
        max_body_bytes=settings.max_body_bytes,
        allowed_origins=settings.allowed_origins,
    )
    return site, in_force


def prepare_policy(settings: Settings, ruleset: Ruleset) -> Policy:
    """Make a ruleset ready to answer by, in the language and at the address of the settings."""
    policy = policy_of(ruleset, settings.locale, f"{settings.public_base_url}/docs/")
    policy.prove()
    return policy


def policy_for_files(ruleset: Ruleset) -> Policy:
    """Make a ruleset ready for files, where nobody signs an order and no page is served."""
    return policy_of(ruleset)


def set_up_sheet(ruleset: Ruleset, base_url: str, *, as_html: bool) -> str:
    """Write what an EHR is told about the service at a public base URL."""
    tables = ehr_sheet(policy_of(ruleset), base_url=base_url, service=SERVICE_ID)
    return sheet_html(tables) if as_html else as_markdown(tables)


def _once_per_policy(policies: Policies, publication: Callable[[Policy], Published]) -> InForce:
    """Publish a policy when it is first seen; after that a call costs one comparison."""
    first = policies.current()
    held = (first, publication(first))

    def in_force() -> Published:
        nonlocal held
        policy, published = held
        current = policies.current()
        if current is not policy:
            published = publication(current)
            held = (current, published)
        return published

    return in_force


def _checks(policies: Policies, unrecognised: UnrecognisedDiagnoses) -> tuple[Check, ...]:
    checks = [Check("active ruleset", passed=True)]
    if policies.refusal is not None:
        checks.append(Check("ruleset file", passed=False, stops=False, note=policies.refusal))
    if unrecognised.note:
        checks.append(Check("diagnoses", passed=False, stops=False, note=unrecognised.note))
    return tuple(checks)


def _elsewhere(settings: Settings) -> Elsewhere:
    """Say who may be asked. Production binds each caller to its own server; until callers are known, to none."""

    def only(servers: tuple[str, ...] | None) -> ServerPolicy:
        return ServerPolicy(
            allowed_networks=settings.allowed_networks,
            allow_http_loopback=settings.in_development,
            ca_bundle=settings.ca_bundle,
            servers=servers,
        )

    terminology, trials = settings.terminology_server, settings.trials_server
    return elsewhere(
        only(None if settings.in_development else ()),
        (only((terminology,)), terminology) if terminology else None,
        (only((trials,)), trials, settings.state_folder) if trials else None,
        settings.callback_budget_ms / 1000,
    )


def _clock(settings: Settings) -> Callable[[], date]:
    """Today is the date of this machine; development may fix it for old or date-shifted data."""
    as_of = settings.as_of
    return (lambda: as_of) if as_of else date.today


def _new_uuid() -> str:
    return str(uuid4())


def _page(policy: Policy) -> Page:
    return Page(
        title="Cancer cachexia",
        summary="Reads weights, laboratory values and diagnoses when a record is opened, applies the published "
        "cachexia criteria, and suggests referrals.",
        intended_use=(
            "For clinicians who care for adults with cancer, at the moment they open the record.",
            "It suggests; the clinician decides. Nothing is ordered or sent without a signature.",
        ),
        limits=LIMITS,
        rules=tuple(
            Rule(name=one.name, rule=one.rule, source=one.source, url=one.url)
            for one in describe(policy.rules.clinical)
        ),
        ruleset=policy.writer.ruleset_label,
        ruleset_sha256=policy.identity.sha256,
        sayings=tuple(
            Rule(name=one.about, rule=one.words, source=one.source, url=one.url) for one in policy.writer.sayings()
        ),
        attributes=tuple(Attribute(name=name, value=value) for name, value in SOURCE_ATTRIBUTES),
        required_keys=frozenset(query.key for query in policy.queries if query.required),
    )
