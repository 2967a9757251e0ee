"""The whole HTTP side, put together from what `app` hands in."""

from collections.abc import Callable

from flask import Flask

from .cds import cds_paths
from .cors import allow_origins
from .docs import docs_paths
from .errors import answer_errors
from .headers import add_security_headers
from .health import health_paths
from .ports import CallerOf, InForce, Keep, KeepFeedback, Readiness
from .turnstile import Turnstile


def create_site(
    in_force: InForce,
    *,
    readiness: Readiness,
    caller_of: CallerOf,
    keep: Keep,
    keep_feedback: KeepFeedback,
    max_body_bytes: int,
    is_allowed_origin: Callable[[str], bool] = lambda _origin: False,
) -> Flask:
    """Make the WSGI application. Which services there are is fixed here; what they do follows the policy."""
    app = Flask("cds_service.web", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = max_body_bytes
    # A client that follows a redirect of its POST may turn it into a GET, so no path ever redirects.
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    allow_origins(app, is_allowed_origin)
    app.after_request(add_security_headers)
    answer_errors(app)
    app.register_blueprint(
        cds_paths(
            in_force,
            in_force().offers,
            caller_of=caller_of,
            keep=keep,
            keep_feedback=keep_feedback,
            turnstile=Turnstile(max_body_bytes),
        )
    )
    app.register_blueprint(health_paths(readiness, in_force))
    app.register_blueprint(docs_paths(in_force))
    return app
