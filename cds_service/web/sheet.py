"""The EHR set-up sheet as a page."""

from collections.abc import Sequence
from importlib.resources import files

from flask import Blueprint, Response, make_response
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from cds_service.decision.ehr_sheet import Table

from .docs import content_policy

_environment = Environment(loader=PackageLoader("cds_service.web", "templates"), autoescape=True)
_style = (files("cds_service.web") / "templates" / "docs.css").read_text("utf-8")


def sheet_html(tables: Sequence[Table]) -> str:
    """Render the sheet; it stands alone, without scripts or other files."""
    template = _environment.get_template("ehr-setup.html")
    return template.render(tables=tables, style=Markup(_style))  # noqa: S704 - our own file


def sheet_paths(tables: Sequence[Table]) -> Blueprint:
    """Make `/docs/ehr-setup`."""
    blueprint = Blueprint("ehr_setup", __name__)
    html = sheet_html(tables)

    def show() -> Response:
        response = make_response(html)
        response.headers["Content-Security-Policy"] = content_policy(_style)
        return response

    blueprint.add_url_rule("/docs/ehr-setup", "ehr_setup", show)
    return blueprint
