"""The whole HTTP side, put together from what `app` hands in."""

from collections.abc import Collection

from flask import Flask

from .cds import cds_paths
from .cors import allow_origins
from .docs import docs_paths
from .errors import answer_errors
from .headers import add_security_headers
from .health import health_paths
from .ports import InForce, Keep, Readiness
from .turnstile import Turnstile


def create_site(
    in_force: InForce,
    *,
    readiness: Readiness,
    keep: Keep,
    max_body_bytes: int,
    allowed_origins: Collection[str] = (),
) -> Flask:
    """Make the WSGI application. Which services there are is fixed here; what they do follows the policy."""
    app = Flask("cds_service.web", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = max_body_bytes
    # A client that follows a redirect of its POST may turn it into a GET, so no path ever redirects.
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    allow_origins(app, allowed_origins)
    app.after_request(add_security_headers)
    answer_errors(app)
    app.register_blueprint(cds_paths(in_force, in_force().offers, keep, Turnstile(max_body_bytes)))
    app.register_blueprint(health_paths(readiness, in_force))
    app.register_blueprint(docs_paths(in_force))
    return app
