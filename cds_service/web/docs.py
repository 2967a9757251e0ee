"""The intervention's page: what the service does, on which sources, with which limits."""

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from flask import Blueprint, Response, make_response, render_template
from markupsafe import Markup

from .errors import ERRORS, Refusal
from .page import Page
from .ports import Offer


def docs_paths(page: Page, offers: Sequence[Offer]) -> Blueprint:
    """Make `/docs/`."""
    blueprint = Blueprint("docs", __name__, template_folder="templates")
    style = (files("cds_service.web") / "templates" / "docs.css").read_text("utf-8")
    policy = content_policy(style)

    def show() -> Response:
        services = [offer.service for offer in offers]
        html = render_template(
            "docs.html",
            page=page,
            services=services,
            refusals=_refusals(),
            style=Markup(style),  # noqa: S704 - our own file
        )
        response = make_response(html)
        response.headers["Content-Security-Policy"] = policy
        return response

    blueprint.add_url_rule("/docs/", "docs", show)
    return blueprint


def _refusals() -> list[Refusal]:
    """Return the first row of the table of errors for each status, in order."""
    by_status: dict[int, Refusal] = {}
    for refusal in ERRORS.values():
        by_status.setdefault(refusal.status, refusal)
    return [by_status[status] for status in sorted(by_status)]


def content_policy(style: str) -> str:
    """Allow this one style sheet and nothing else: a hash works under every path prefix, a link would not."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
