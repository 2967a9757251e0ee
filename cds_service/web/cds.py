"""The CDS Hooks paths: discovery and one path for each service."""

import time
from collections.abc import Sequence
from functools import partial

from flask import Blueprint, Response, request

from cds_service.hooks.discovery import discovery
from cds_service.hooks.request import read_call

from .body import take_json
from .ports import Offer

JSON = "application/json"


def cds_paths(offers: Sequence[Offer], version: str | None) -> Blueprint:
    """Make the paths of these services. Each has its own rule, so that an unknown id is 404 whatever the method."""
    blueprint = Blueprint("cds", __name__)
    document = discovery([offer.service for offer in offers], version)
    blueprint.add_url_rule("/cds-services", "discovery", lambda: Response(document, mimetype=JSON))
    for number, offer in enumerate(offers):
        path = f"/cds-services/{offer.service.id}"
        blueprint.add_url_rule(path, f"service_{number}", partial(_answer, offer), methods=["POST"])
    return blueprint


def _answer(offer: Offer) -> Response:
    arrived = time.monotonic()
    body = take_json(request)
    call = read_call(body, hook=offer.service.hook, keys=offer.service.prefetch.keys())
    return Response(offer.answer(call, arrived), mimetype=JSON)
