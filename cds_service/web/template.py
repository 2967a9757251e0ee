"""Pages from templates, each with its style inside and a content policy that allows that style and nothing else."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from flask import Response
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

_environment = Environment(loader=PackageLoader("cds_service.web", "templates"), autoescape=True)


def rendered(template: str, **values: object) -> str:
    """Render a template; whatever it is handed is escaped."""
    return _environment.get_template(template).render(style=Markup(_style()), **values)  # noqa: S704 - our own file


def page_response(html: str) -> Response:
    """Answer with a rendered page."""
    return Response(html, mimetype="text/html", headers={"Content-Security-Policy": _content_policy()})


@cache
def _style() -> str:
    return (files("cds_service.web") / "templates" / "docs.css").read_text("utf-8")


@cache
def _content_policy() -> str:
    """Allow this one style sheet: a hash works under every path prefix, a link would not."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
