"""Liveness and readiness, for whoever runs the service."""

from flask import Blueprint, Response, jsonify

from cds_service.hooks.outcome import Issue

from .errors import outcome_response
from .ports import InForce, Readiness


def health_paths(readiness: Readiness, in_force: InForce) -> Blueprint:
    """Make the two paths. Liveness asks nobody: a broken database must not get the process killed."""
    blueprint = Blueprint("health", __name__)
    blueprint.add_url_rule("/health/live", "live", lambda: jsonify(status="live"))
    blueprint.add_url_rule("/health/ready", "ready", lambda: _ready(readiness, in_force))
    return blueprint


def _ready(readiness: Readiness, in_force: InForce) -> Response:
    """Refuse only for what stops answers: a warning must not take a service that answers out of traffic."""
    checks = readiness()
    stopping = [check for check in checks if check.stops and not check.passed]
    if stopping:
        return outcome_response(503, *(Issue("transient", f"Not ready: {check.name}.") for check in stopping))
    warnings = [f"{check.name}: {check.note}" for check in checks if not check.passed]
    return jsonify(
        status="ready",
        checks=[check.name for check in checks if check.passed],
        ruleset=dict(in_force().ruleset),
        **({"warnings": warnings} if warnings else {}),
    )
