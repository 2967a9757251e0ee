"""The site under test: the one place that says which application the contract tests drive."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.contract.calls import valid_call
from tests.contract.stand_in import ORIGIN, stand_in_site


@pytest.fixture
def client() -> FlaskClient:
    return stand_in_site().test_client()


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
