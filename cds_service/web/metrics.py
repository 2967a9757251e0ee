"""The metrics' path, for this machine and for whoever has the token; for all others it does not exist."""

import hmac
from collections.abc import Callable
from ipaddress import ip_address

from flask import Blueprint, Request, Response, request
from werkzeug.exceptions import NotFound

PATH = "/metrics"
TEXT = "text/plain; version=0.0.4; charset=utf-8"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""What proxies add: then the one who asks is not the one who connects."""


def metrics_paths(exposition: Callable[[], bytes], token: str | None) -> Blueprint:
    """Make the path. A proxy that adds no header must not pass it on: see docs/observing.md."""
    blueprint = Blueprint("metrics", __name__)

    def hide() -> None:
        """Before the method is looked at: "405" would tell that there is something."""
        if request.path.rstrip("/") == PATH and not _may_read(request, token):
            raise NotFound

    blueprint.before_app_request(hide)
    blueprint.add_url_rule(PATH, "metrics", lambda: Response(exposition(), content_type=TEXT))
    return blueprint


def _may_read(request: Request, token: str | None) -> bool:
    return (token is not None and _has(request, token)) or _is_from_here(request)


def _has(request: Request, token: str) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


def _is_from_here(request: Request) -> bool:
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
