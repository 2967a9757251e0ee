"""The whole HTTP side, put together from what `app` hands in."""

from collections.abc import Collection, Sequence

from flask import Flask

from cds_service.decision.ehr_sheet import Table
from cds_service.hooks.discovery import SPECIFICATION_VERSION

from .cds import cds_paths
from .cors import allow_origins
from .docs import docs_paths
from .errors import answer_errors
from .headers import add_security_headers
from .health import health_paths
from .page import Page
from .ports import Offer, Readiness
from .sheet import sheet_paths


def create_site(
    *,
    offers: Sequence[Offer],
    readiness: Readiness,
    page: Page,
    sheet: Sequence[Table] = (),
    max_body_bytes: int,
    allowed_origins: Collection[str] = (),
    version: str | None = SPECIFICATION_VERSION,
) -> Flask:
    """Make the WSGI application."""
    app = Flask("cds_service.web", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = max_body_bytes
    # A client that follows a redirect of its POST may turn it into a GET, so no path ever redirects.
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    allow_origins(app, allowed_origins)
    app.after_request(add_security_headers)
    answer_errors(app)
    app.register_blueprint(cds_paths(offers, version))
    app.register_blueprint(health_paths(readiness))
    app.register_blueprint(docs_paths(page, offers))
    app.register_blueprint(sheet_paths(sheet))
    return app
