"""The settings: what the environment may say."""

import re
from datetime import date
from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path

import pytest

from cds_service.settings import NAMES, Environment, Settings, SettingsError

PRODUCTION = {"CDS_PUBLIC_BASE_URL": "https://cds.example.org/x/", "CDS_SECRET_KEY": "CANARY-secret" * 3}
DEVELOPMENT = {"CDS_ENVIRONMENT": "development"}
SAMPLE = Path(__file__).parents[2] / "deploy" / "env.sample"


def test_production_is_the_default_and_keeps_the_network_closed():
    settings = Settings.from_environment(PRODUCTION)
    assert settings.environment is Environment.PRODUCTION
    assert settings.public_base_url == "https://cds.example.org/x"
    assert (settings.allowed_networks, settings.allowed_origins) == ((), ())
    assert (settings.max_body_bytes, settings.callback_budget_ms, settings.locale) == (10_485_760, 800, "en")
    assert (settings.as_of, settings.ca_bundle) == (None, None)
    assert settings.database_url.get_secret_value() == "sqlite:///var/cds.sqlite3"


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
        ({"CDS_SECRET_KEY": "x" * 32}, ["CDS_PUBLIC_BASE_URL"]),
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
        ("CDS_ALLOWED_NETWORKS", "0.0.0.0/0"),
        ("CDS_ALLOWED_NETWORKS", "10.20.0.0/16, ::/0"),
        ("CDS_ALLOWED_NETWORKS", "128.0.0.0/1"),
        ("CDS_ALLOWED_NETWORKS", "169.254.169.254"),
        ("CDS_ALLOWED_NETWORKS", "169.0.0.0/8"),
        ("CDS_ALLOWED_NETWORKS", "fe80::/64"),
        ("CDS_ALLOWED_NETWORKS", "::ffff:169.254.169.254"),
        ("CDS_SECRET_KEY", "x" * 31),
        ("CDS_TERMINOLOGY_SERVER", "tx.example.org"),
        ("CDS_MAX_BODY_BYTES", "104857601"),
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


def test_whatever_is_wrong_is_said_at_once():
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment(DEVELOPMENT | {"CDS_LOCALE": "?", "CDS_AS_OF": "today", "CDS_NO_SUCH": "1"})
    assert [line.partition(" ")[0] for line in str(refusal.value).splitlines()] == [
        "CDS_NO_SUCH",
        "CDS_AS_OF",
        "CDS_LOCALE",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CDS_ENVIROMENT", "CDS_ENVIROMENT is no setting of this service; did you mean CDS_ENVIRONMENT?"),
        ("CDS_ZZZ", "CDS_ZZZ is no setting of this service."),
        ("CDS_\x1b[2J", "a variable that begins with CDS_"),
    ],
)
def test_an_unknown_variable_is_refused_by_name(name, said):
    with pytest.raises(SettingsError, match=re.escape(said)):
        Settings.from_environment(DEVELOPMENT | {name: "CANARY"})


def test_variables_of_others_and_empty_ones_are_nobody_s_business():
    assert Settings.from_environment(DEVELOPMENT | {"CDS_NO_SUCH": " ", "PATH": "/bin"}).in_development


def test_a_secret_may_be_in_a_file(tmp_path):
    (tmp_path / "key").write_text("CANARY-secret" * 3 + "\n")
    settings = Settings.from_environment(DEVELOPMENT | {"CDS_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert settings.secret_key.get_secret_value() == "CANARY-secret" * 3


def test_a_secret_in_two_places_or_in_no_file_is_refused(tmp_path):
    (tmp_path / "binary").write_bytes(b"\xff" * 40)
    for given in (
        {"CDS_SECRET_KEY_FILE": "/no/such/file"},
        {"CDS_SECRET_KEY_FILE": str(tmp_path / "binary")},
        {"CDS_SECRET_KEY_FILE": "/dev/null", "CDS_SECRET_KEY": "CANARY-secret" * 3},
        {"CDS_SECRET_KEY_FILE": "/dev/null"},
    ):
        with pytest.raises(SettingsError, match="CDS_SECRET_KEY") as refusal:
            Settings.from_environment(DEVELOPMENT | given)
        assert "CANARY" not in str(refusal.value)


def test_the_sample_is_complete_and_explains_each_variable():
    lines = SAMPLE.read_text("utf-8").splitlines()
    named = {line.partition("=")[0]: before for before, line in pairwise(lines) if line[:4] == "CDS_"}
    assert all(before.startswith("# ") for before in named.values())
    assert tuple(named) == NAMES


def test_the_sample_starts_once_a_secret_is_filled_in():
    lines = [line for line in SAMPLE.read_text("utf-8").splitlines() if line.startswith("CDS_")]
    given = dict(line.split("=", 1) for line in lines) | {"CDS_SECRET_KEY": "x" * 32}
    assert Settings.from_environment(given).public_base_url == "https://cds.example.org"
