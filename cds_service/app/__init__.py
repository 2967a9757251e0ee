"""Composition: the one place where everything meets. Knows everyone, decides nothing."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from flask import Flask

from cds_service.decision.attend import attending
from cds_service.decision.ehr_sheet import as_markdown, ehr_sheet
from cds_service.decision.policies import ActivePolicy, Policies
from cds_service.decision.policy import Policy, policy_of
from cds_service.decision.service import SERVICE_ID, service_of
from cds_service.rulesets.ruleset import Ruleset
from cds_service.settings import Settings
from cds_service.telemetry.logs import configure_logs as write_logs
from cds_service.web.ports import Check, InForce, Offer, Published
from cds_service.web.published import publish
from cds_service.web.sheet import sheet_html
from cds_service.web.site import create_site
from cds_service.web.unrecognised import UnrecognisedDiagnoses

from .around import surroundings
from .callers import callers, is_allowed_origin
from .memory import Memory
from .observing import keeping, keeping_feedback, metrics_of, observe, watched_checks
from .page import page_of
from .store import open_store

__all__ = [
    "Memory",
    "Running",
    "create_app",
    "open_store",
    "policy_for_files",
    "prepare_policy",
    "read_settings",
    "set_up_sheet",
    "start",
    "write_logs",
]


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


def create_app(settings: Settings, policies: Policies | None = None, memory: Memory | None = None) -> Flask:
    """Make the WSGI application that answers by the policy in force; without policies, by the published rules."""
    return _compose(settings, policies or ActivePolicy(prepare_policy(settings, Ruleset())), memory or Memory())[0]


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings of a service; raises ValueError with all that is wrong, a sentence a line."""
    return Settings.from_environment(environ)


def start(settings: Settings, ruleset: Ruleset, memory: Memory) -> Running:
    """Make the site that answers by a ruleset and remembers."""
    policies = ActivePolicy(prepare_policy(settings, ruleset))
    site, in_force = _compose(settings, policies, memory)
    return Running(site, policies, settings, in_force)


def _compose(settings: Settings, policies: Policies, memory: Memory) -> tuple[Flask, InForce]:
    """Put everything together: the site, and what it shows and answers now."""
    around = surroundings(settings, memory)
    unrecognised, metrics = UnrecognisedDiagnoses(), metrics_of(policies.current())

    def publication(policy: Policy) -> Published:
        return publish(
            offers=(Offer(service_of(policy), attending(policy, SERVICE_ID, around)),),
            page=page_of(policy),
            sheet=ehr_sheet(policy, base_url=settings.public_base_url, service=SERVICE_ID),
            ruleset={**asdict(policy.identity), "mode": policy.rules.mode},
        )

    in_force = _once_per_policy(policies, publication)
    site = create_site(
        in_force,
        readiness=lambda: (*_checks(policies, unrecognised), *watched_checks(memory, metrics)),
        caller_of=callers(settings, memory, around),
        keep=keeping(unrecognised.counting(memory.keep), metrics),
        keep_feedback=keeping_feedback(memory.keep_feedback, metrics),
        max_body_bytes=settings.max_body_bytes,
        is_allowed_origin=is_allowed_origin(settings, memory),
    )
    observe(site, metrics, settings)
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
