"""The CDS Hooks paths: discovery, and for each service one path for its calls and one for feedback about its cards."""

import time
from collections.abc import Iterable
from functools import partial

from flask import Blueprint, Response, request

from cds_service.hooks.feedback import read_feedback
from cds_service.hooks.request import read_call

from .body import take_json
from .ports import CallerOf, InForce, Keep, KeepFeedback
from .turnstile import Turnstile

JSON = "application/json"
DISCOVERY = "/cds-services"


def cds_paths(
    in_force: InForce,
    services: Iterable[str],
    *,
    caller_of: CallerOf,
    keep: Keep,
    keep_feedback: KeepFeedback,
    turnstile: Turnstile,
) -> Blueprint:
    """Make the paths of these services. Each has its own rule, so that an unknown id is 404 whatever the method."""
    blueprint = Blueprint("cds", __name__)
    blueprint.add_url_rule(DISCOVERY, "discovery", lambda: Response(in_force().discovery, mimetype=JSON))
    for number, service in enumerate(services):
        path = f"{DISCOVERY}/{service}"
        answer = partial(_answer, service, in_force, caller_of, keep, turnstile)
        take = partial(_take_feedback, service, caller_of, keep_feedback, turnstile)
        blueprint.add_url_rule(path, f"service_{number}", answer, methods=["POST"])
        blueprint.add_url_rule(f"{path}/feedback", f"feedback_{number}", take, methods=["POST"])
    return blueprint


def _answer(service: str, in_force: InForce, caller_of: CallerOf, keep: Keep, turnstile: Turnstile) -> Response:
    arrived = time.monotonic()
    caller = caller_of(request, (f"{DISCOVERY}/{service}",))
    with turnstile.room_for(request.content_length):
        body = take_json(request)
        with turnstile.turn():
            offer = in_force().offers[service]
            call = read_call(body, hook=offer.service.hook, keys=offer.service.prefetch.keys())
            attended = offer.attend(call, caller, arrived)
    keep(attended)
    if attended.refusal:
        raise attended.refusal
    return Response(attended.body, mimetype=JSON)


def _take_feedback(service: str, caller_of: CallerOf, keep: KeepFeedback, turnstile: Turnstile) -> Response:
    """Take feedback. The specification is silent on its audience: some clients name this path, others the service."""
    path = f"{DISCOVERY}/{service}"
    caller = caller_of(request, (f"{path}/feedback", path))
    with turnstile.room_for(request.content_length):
        body = take_json(request)
        with turnstile.turn():
            keep(caller, service, read_feedback(body))
    return Response("{}", mimetype=JSON)
