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
    return result.stdout.replace("\\|", "|")


def test_it_lists_every_query_of_discovery(client: FlaskClient, markdown: str) -> None:
    (service,) = client.get("/cds-services").get_json()["services"]
    assert all(f"| {key} | " in markdown and query in markdown for key, query in service["prefetch"].items())


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
    cells = [
        cell.strip()
        for line in markdown.splitlines()
        if line.startswith("| ")
        for cell in re.split(r" \| ", line.strip("| "))
    ]
    html = response.text.replace("&amp;", "&")
    assert response.status_code == 200
    assert [cell for cell in cells if cell not in html] == []
    assert "<script" not in html
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_html_stands_alone() -> None:
    result = CliRunner().invoke(commands, ["ehr-sheet", "--format", "html"])
    assert result.stdout.startswith("<!doctype html>")
