"""The intervention's page: what the service does, on which sources, with which limits."""

from collections.abc import Iterable

from flask import Blueprint, url_for

from cds_service.hooks.discovery import Service

from .errors import ERRORS, Refusal
from .page import Page
from .ports import InForce
from .template import page_response, rendered


def page_html(page: Page, services: Iterable[Service]) -> str:
    """Render the page; it stands alone, without scripts or other files."""
    return rendered("docs.html", page=page, sheet="../docs/ehr-setup", services=tuple(services), refusals=_refusals())


def docs_paths(in_force: InForce) -> Blueprint:
    """Make `/docs/` and `/docs/ehr-setup`, and an answer for those who try the bare address first."""
    blueprint = Blueprint("docs", __name__)
    blueprint.add_url_rule("/", "index", lambda: page_response(_index()))
    blueprint.add_url_rule("/docs/", "docs", lambda: page_response(in_force().page))
    blueprint.add_url_rule("/docs/ehr-setup", "ehr_setup", lambda: page_response(in_force().sheet))
    return blueprint


def _index() -> str:
    return rendered("index.html", docs=url_for("docs.docs"), sheet=url_for("docs.ehr_setup"))


def _refusals() -> list[Refusal]:
    """Return the first row of the table of errors for each status, in order."""
    by_status: dict[int, Refusal] = {}
    for refusal in ERRORS.values():
        by_status.setdefault(refusal.status, refusal)
    return [by_status[status] for status in sorted(by_status)]
