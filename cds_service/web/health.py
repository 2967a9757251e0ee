"""Liveness and readiness, for whoever runs the service."""

from flask import Blueprint, Response, jsonify

from cds_service.hooks.outcome import Issue

from .errors import outcome_response
from .ports import Readiness


def health_paths(readiness: Readiness) -> Blueprint:
    """Make the two paths. Liveness asks nobody: a broken database must not get the process killed."""
    blueprint = Blueprint("health", __name__)
    blueprint.add_url_rule("/health/live", "live", lambda: jsonify(status="live"))
    blueprint.add_url_rule("/health/ready", "ready", lambda: _ready(readiness))
    return blueprint


def _ready(readiness: Readiness) -> Response:
    checks = readiness()
    failed = [check for check in checks if not check.passed]
    if failed:
        return outcome_response(503, *(Issue("transient", f"Not ready: {check.name}.") for check in failed))
    return jsonify(status="ready", checks=[check.name for check in checks])
