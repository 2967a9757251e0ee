"""The set-up sheet says what discovery and the cards do, as Markdown and as a page."""

import re

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from cds_service.app import create_app
from cds_service.cli import commands
from cds_service.settings import Settings


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    environment = {"CDS_ENVIRONMENT": "development", "CDS_PUBLIC_BASE_URL": "https://cds.example.org"}
    return create_app(Settings.from_environment(environment)).test_client()


@pytest.fixture(scope="module")
def markdown() -> str:
    result = CliRunner().invoke(commands, ["ehr-sheet", "--base-url", "https://cds.example.org/"])
    assert result.exit_code == 0
    return result.stdout


def test_it_lists_every_query_of_discovery_so_that_it_can_be_copied(client: FlaskClient, markdown: str) -> None:
    (service,) = client.get("/cds-services").get_json()["services"]
    blocks = re.findall(r"^(\w+) · .*\n\n```\n(.+)\n```$", markdown, re.MULTILINE)
    assert dict(blocks) == service["prefetch"]


@pytest.mark.parametrize("base", ["foo", "ftp://cds.example.org", "https://u:p@cds.example.org", "https://x?y=1"])
def test_a_base_that_no_ehr_could_call_is_refused(base: str) -> None:
    result = CliRunner().invoke(commands, ["ehr-sheet", "--base-url", base])
    assert (result.exit_code, "give a base such as https://cds.example.org" in result.stderr) == (2, True)


def test_it_names_the_endpoint_exactly(markdown: str) -> None:
    assert "| https://cds.example.org/cds-services/cancer-cachexia |" in markdown


@pytest.mark.parametrize(
    "text",
    [
        "cachexiaNutrition",
        "103699006",
        "already-addressed",
        "user/Observation.rs",
        "https://doi.org/10.1200/JCO.20.00611",
    ],
)
def test_it_lists_topics_orders_reasons_scopes_and_links(markdown: str, text: str) -> None:
    assert text in markdown


def test_the_page_holds_the_same_cells_and_needs_no_script(client: FlaskClient, markdown: str) -> None:
    response = client.get("/docs/ehr-setup")
    rows = [line.strip("| ").split(" | ") for line in markdown.splitlines() if line.startswith("| ")]
    cells = [cell.strip() for row in rows for cell in row] + re.findall(r"```\n(.+)\n```", markdown)
    html = response.text.replace("&amp;", "&")
    assert response.status_code == 200
    assert [cell for cell in cells if cell not in html] == []
    assert "<script" not in html
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_html_stands_alone() -> None:
    result = CliRunner().invoke(commands, ["ehr-sheet", "--format", "html"])
    assert result.stdout.startswith("<!doctype html>")
