"""One HAPI for all tests of this folder; the service under test, with a budget that a slow machine can keep."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from cds_service.app import create_app
from cds_service.settings import Settings
from fhir_fixtures.catalogue import AS_OF
from tests.conftest import require
from tests.hapi.fixtures import everything
from tests.hapi.server import Hapi, missing_tool, running

PATH = "/cds-services/cancer-cachexia"
Json = dict[str, Any]


@pytest.fixture(scope="session")
def hapi() -> Iterator[Hapi]:
    """The server with the fixture patients."""
    require("a JDK with Maven", present=not missing_tool())
    with running() as server:
        server.load(everything())
        yield server


def service(budget_ms: int) -> FlaskClient:
    environment = {
        "CDS_ENVIRONMENT": "development",
        "CDS_AS_OF": AS_OF.isoformat(),
        "CDS_CALLBACK_BUDGET_MS": str(budget_ms),
    }
    return create_app(Settings.from_environment(environment)).test_client()


@pytest.fixture(scope="session")
def patient_service() -> FlaskClient:
    """A service that waits for a slow machine."""
    return service(20_000)


def call(patient: str, hapi: Hapi, prefetch: Json | None = None) -> Json:
    return {
        "hook": "patient-view",
        "hookInstance": str(uuid4()),
        "fhirServer": hapi.base,
        "context": {"userId": "Practitioner/demo", "patientId": patient},
        "prefetch": prefetch or {},
    }


def without_uuids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_uuids(one) for key, one in value.items() if key != "uuid"}
    return [without_uuids(one) for one in value] if isinstance(value, list) else value
