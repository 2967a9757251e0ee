"""The deployment files parse, and say what the code says. They are run where there is a container engine."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from cds_service.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]


def test_compose_has_the_service_hapi_and_its_database(services: dict[str, Any]) -> None:
    assert set(services) == {"cds", "fhir", "db"}


@pytest.mark.parametrize("name", ["fhir", "db"])
def test_images_are_pinned_and_checked(services: dict[str, Any], name: str) -> None:
    image, _, tag = services[name]["image"].partition(":")
    assert image
    assert tag not in {"", "latest"}
    assert services[name]["healthcheck"]["test"]


def test_nothing_starts_before_what_it_needs(services: dict[str, Any]) -> None:
    waits = {name: list(one.get("depends_on", {})) for name, one in services.items()}
    assert waits == {"cds": ["fhir"], "fhir": ["db"], "db": []}
    assert all(
        one["condition"] == "service_healthy" for s in services.values() for one in s.get("depends_on", {}).values()
    )


def test_ports_are_published_on_loopback_only(services: dict[str, Any]) -> None:
    published = [port for one in services.values() for port in one.get("ports", [])]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_no_password_is_in_the_file(services: dict[str, Any]) -> None:
    secrets = [
        value for one in services.values() for key, value in one.get("environment", {}).items() if "PASSWORD" in key
    ]
    assert secrets
    assert all(value.startswith("${HAPI_DB_PASSWORD:?") for value in secrets)


def test_the_service_starts_with_the_settings_of_compose(services: dict[str, Any]) -> None:
    settings = Settings.from_environment(services["cds"]["environment"])
    assert (settings.in_development, settings.callback_budget_ms) == (True, 2000)


def test_the_container_runs_as_an_ordinary_user_and_serves() -> None:
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    instructions = re.findall(r"^(USER|CMD) (.+)$", text, re.MULTILINE)
    assert ("USER", "10001") in instructions
    assert instructions[-1][1].startswith('["cachexia-cds", "serve"')
    assert "--require-hashes" in text
