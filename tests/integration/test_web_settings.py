"""The settings: what the environment may say."""

import re
from datetime import date
from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path

import pytest

import cds_service.settings as settings_module
from cds_service.settings import Environment, Settings, SettingsError

PRODUCTION = {"CDS_PUBLIC_BASE_URL": "https://cds.example.org/x/", "CDS_SECRET_KEY": "CANARY-secret"}
DEVELOPMENT = {"CDS_ENVIRONMENT": "development"}
SAMPLE = Path(__file__).parents[2] / "deploy" / "env.sample"


def test_production_is_the_default_and_keeps_the_network_closed():
    settings = Settings.from_environment(PRODUCTION)
    assert settings.environment is Environment.PRODUCTION
    assert settings.public_base_url == "https://cds.example.org/x"
    assert (settings.allowed_networks, settings.allowed_origins) == ((), ())
    assert (settings.max_body_bytes, settings.callback_budget_ms, settings.locale) == (10_485_760, 400, "en")
    assert (settings.as_of, settings.ca_bundle) == (None, None)
    assert settings.database_url == "sqlite:///var/cds.sqlite3"


def test_development_needs_nothing_and_reaches_loopback():
    settings = Settings.from_environment(DEVELOPMENT)
    assert settings.in_development
    assert settings.allowed_networks == (ip_network("127.0.0.0/8"), ip_network("::1/128"))


def test_everything_can_be_said(tmp_path):
    bundle = tmp_path / "ca.pem"
    bundle.write_text("")
    settings = Settings.from_environment(
        DEVELOPMENT
        | {
            "CDS_ALLOWED_ORIGINS": "https://EHR.example.org, http://localhost:3000",
            "CDS_ALLOWED_NETWORKS": "10.20.0.0/16,fd00::/8",
            "CDS_AS_OF": "2026-06-30",
            "CDS_CA_BUNDLE": str(bundle),
            "CDS_CALLBACK_BUDGET_MS": "250",
            "CDS_DATABASE_URL": "postgresql://u:CANARY@db/cds",
            "CDS_LOCALE": "de-AT",
            "CDS_MAX_BODY_BYTES": "1000",
        }
    )
    assert settings.allowed_origins == ("https://ehr.example.org", "http://localhost:3000")
    assert settings.allowed_networks == (ip_network("10.20.0.0/16"), ip_network("fd00::/8"))
    assert (settings.as_of, settings.ca_bundle) == (date(2026, 6, 30), bundle)
    assert (settings.callback_budget_ms, settings.max_body_bytes, settings.locale) == (250, 1000, "de-AT")
    assert "CANARY" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ["CDS_PUBLIC_BASE_URL", "CDS_SECRET_KEY"]),
        ({"CDS_SECRET_KEY": "x"}, ["CDS_PUBLIC_BASE_URL"]),
        ({"CDS_PUBLIC_BASE_URL": "https://cds.example.org", "CDS_SECRET_KEY": " "}, ["CDS_SECRET_KEY"]),
    ],
)
def test_production_names_what_is_missing_in_one_sentence(given, missing):
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment(given)
    assert re.findall(r"CDS_(?:PUBLIC|SECRET)\w+", str(refusal.value)) == missing
    assert str(refusal.value).endswith(".")


def test_production_refuses_another_today():
    with pytest.raises(SettingsError, match="CDS_AS_OF"):
        Settings.from_environment(PRODUCTION | {"CDS_AS_OF": "2026-06-30"})


@pytest.mark.parametrize(
    "url", ["http://cds.example.org", "cds.example.org", "https://u:p@cds.example.org", "https://x?y=1"]
)
def test_production_refuses_another_base_url(url):
    with pytest.raises(SettingsError, match="CDS_PUBLIC_BASE_URL"):
        Settings.from_environment(PRODUCTION | {"CDS_PUBLIC_BASE_URL": url})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CDS_ENVIRONMENT", "staging"),
        ("CDS_ALLOWED_ORIGINS", "*"),
        ("CDS_ALLOWED_ORIGINS", "null"),
        ("CDS_ALLOWED_ORIGINS", "https://ehr.example.org/path"),
        ("CDS_ALLOWED_ORIGINS", "https://ehr.example.org/"),
        ("CDS_ALLOWED_NETWORKS", "ten"),
        ("CDS_ALLOWED_NETWORKS", "10.20.0.1/16"),
        ("CDS_MAX_BODY_BYTES", "0"),
        ("CDS_MAX_BODY_BYTES", "-1"),
        ("CDS_MAX_BODY_BYTES", "10 MB"),
        ("CDS_CALLBACK_BUDGET_MS", "0.4"),
        ("CDS_CALLBACK_BUDGET_MS", "１"),
        ("CDS_CA_BUNDLE", "/no/such/file"),
        ("CDS_AS_OF", "30.06.2026"),
        ("CDS_AS_OF", "2026-02-30"),
        ("CDS_AS_OF", "20260630"),
        ("CDS_LOCALE", "../en"),
        ("CDS_PUBLIC_BASE_URL", "https://[::1"),
    ],
)
def test_a_bad_value_is_refused_by_its_name(name, value):
    with pytest.raises(SettingsError, match=name) as refusal:
        Settings.from_environment(DEVELOPMENT | {name: value})
    assert value in {"*", "0"} or value not in str(refusal.value)


def test_the_sample_is_complete_and_explains_each_variable():
    lines = SAMPLE.read_text("utf-8").splitlines()
    named = {line.partition("=")[0]: before for before, line in pairwise(lines) if line[:4] == "CDS_"}
    source = Path(settings_module.__file__).read_text("utf-8")
    assert all(before.startswith("# ") for before in named.values())
    assert set(named) == set(re.findall(r"CDS_[A-Z_]+", source))


def test_the_sample_starts_once_a_secret_is_filled_in():
    lines = [line for line in SAMPLE.read_text("utf-8").splitlines() if line.startswith("CDS_")]
    given = dict(line.split("=", 1) for line in lines)
    assert Settings.from_environment(given | {"CDS_SECRET_KEY": "x"}).public_base_url == "https://cds.example.org"
