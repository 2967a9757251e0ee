"""The site under test: the one place that says which application the contract tests drive."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cds_service.app import create_app
from cds_service.settings import Settings
from tests.contract.calls import valid_call

ORIGIN = "https://ehr.example.org"
ENVIRONMENT = {
    "CDS_ENVIRONMENT": "development",
    "CDS_ALLOWED_ORIGINS": ORIGIN,
    "CDS_MAX_BODY_BYTES": "200000",
    "CDS_CALLBACK_BUDGET_MS": "60000",  # nothing here is late because the machine is busy
}


@pytest.fixture(scope="session")
def site() -> Flask:
    return create_app(Settings.from_environment(ENVIRONMENT))


@pytest.fixture
def client(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture
def allowed_origin() -> str:
    """An origin that the site's settings allow."""
    return ORIGIN


@pytest.fixture
def service_path(client: FlaskClient) -> str:
    return f"/cds-services/{client.get('/cds-services').get_json()['services'][0]['id']}"


@pytest.fixture
def call() -> dict[str, Any]:
    """A call that the service answers with cards."""
    return valid_call()


@pytest.fixture
def cards(client: FlaskClient, service_path: str, call: dict[str, Any]) -> list[dict[str, Any]]:
    """The cards for a patient with cancer who lost weight; never empty."""
    found = client.post(service_path, json=call).get_json()["cards"]
    assert found
    return found
