"""What is counted and logged: every request, every decision, every item of feedback."""

from collections.abc import Callable, Sequence

from flask import Flask

from cds_service.decision.attend import Attended
from cds_service.decision.entry import Outcome
from cds_service.decision.failure import Failure
from cds_service.decision.policy import Policy
from cds_service.decision.vocabulary import STATUSES, topics_of
from cds_service.hooks.client import Caller
from cds_service.hooks.feedback import Feedback
from cds_service.hooks.token import Reason
from cds_service.settings import Settings
from cds_service.telemetry.labels import Words
from cds_service.telemetry.lines import log_decision, log_request
from cds_service.telemetry.metrics import Metrics
from cds_service.web.limits import FailureLimit, limit_failures
from cds_service.web.metrics import metrics_paths
from cds_service.web.ports import Check, Keep, KeepFeedback
from cds_service.web.watched import REFUSALS, PathKind, watch

from .memory import Memory


def metrics_of(policy: Policy) -> Metrics:
    """Make the metrics, with the words of a policy; what a later one adds is counted as `other` until a restart."""
    return Metrics(
        Words(
            path_kinds=PathKind,
            statuses=STATUSES,
            outcomes=Outcome,
            topics=topics_of(policy),
            faults=Failure,
            keys=[query.key for query in policy.queries],
            refusals=(*REFUSALS.values(), *Reason),
            override_reasons=[one.code for one in policy.rules.cards.override_reasons],
        )
    )


def observe(site: Flask, metrics: Metrics, settings: Settings) -> None:
    """Watch every request of a site. In development, where everybody is one client, failures are not limited."""
    token = settings.metrics_token.get_secret_value() if settings.metrics_token else None
    site.register_blueprint(metrics_paths(metrics.exposition, token))
    if not settings.in_development:
        limit_failures(site, FailureLimit())
    watch(site, log_request, metrics.request)


def keeping(keep: Keep, metrics: Metrics) -> Callable[[Attended], None]:
    """Keep what became of a call, then log and count it."""

    def keep_and_tell(attended: Attended) -> None:
        keep(attended)
        log_decision(attended.entry)
        metrics.record(attended.entry)

    return keep_and_tell


def keeping_feedback(keep: KeepFeedback, metrics: Metrics) -> KeepFeedback:
    """Keep feedback, then count it."""

    def keep_and_tell(caller: Caller, service: str, items: Sequence[Feedback]) -> None:
        keep(caller, service, items)
        for one in items:
            metrics.feedback(caller.client, one.outcome, one.reason_code)

    return keep_and_tell


def watched_checks(memory: Memory, metrics: Metrics) -> tuple[Check, ...]:
    """Look at the store, and say in the metrics how it does: whoever asks for readiness asks often enough."""
    checks = memory.checks()
    metrics.store(spooled=memory.waiting(), database_up=all(one.passed for one in checks if one.stops))
    return checks
