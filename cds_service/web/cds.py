"""The CDS Hooks paths: discovery and one path for each service."""

import time
from collections.abc import Iterable
from functools import partial

from flask import Blueprint, Response, request

from cds_service.hooks.request import read_call

from .body import take_json
from .ports import InForce, Keep
from .turnstile import Turnstile

JSON = "application/json"


def cds_paths(in_force: InForce, services: Iterable[str], keep: Keep, turnstile: Turnstile) -> Blueprint:
    """Make the paths of these services. Each has its own rule, so that an unknown id is 404 whatever the method."""
    blueprint = Blueprint("cds", __name__)
    blueprint.add_url_rule("/cds-services", "discovery", lambda: Response(in_force().discovery, mimetype=JSON))
    for number, service in enumerate(services):
        answer = partial(_answer, service, in_force, keep, turnstile)
        blueprint.add_url_rule(f"/cds-services/{service}", f"service_{number}", answer, methods=["POST"])
    return blueprint


def _answer(service: str, in_force: InForce, keep: Keep, turnstile: Turnstile) -> Response:
    arrived = time.monotonic()
    with turnstile.room_for(request.content_length):
        body = take_json(request)
        with turnstile.turn():
            offer = in_force().offers[service]
            call = read_call(body, hook=offer.service.hook, keys=offer.service.prefetch.keys())
            answered = offer.answer(call, arrived)
    keep(answered.record)
    return Response(answered.body, mimetype=JSON)
