"""The settings: one frozen object, made once from the environment, or one sentence that says what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network

LOOPBACK = "127.0.0.0/8,::1/128"
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
# Known to everyone, so it protects nothing; production refuses to start without its own.
DEVELOPMENT_SECRET = "development-only-secret"  # noqa: S105 - not a secret
DEVELOPMENT_URL = "http://127.0.0.1:8000"


class SettingsError(ValueError):
    """The environment does not describe a service that may start; the message is one sentence without values."""


class Environment(StrEnum):
    """Where the service runs; development relaxes what a hospital must not."""

    PRODUCTION = "production"
    DEVELOPMENT = "development"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the environment says; deploy/env.sample explains each variable. Secrets stay out of `repr`."""

    environment: Environment
    public_base_url: str
    """Without a trailing slash."""
    secret_key: str = field(repr=False)
    database_url: str = field(repr=False)
    allowed_origins: tuple[str, ...]
    max_body_bytes: int
    callback_budget_ms: int
    allowed_networks: tuple[Network, ...]
    ca_bundle: Path | None
    as_of: date | None
    locale: str
    terminology_server: str
    """Base URL of the site's FHIR terminology server; empty without one."""
    trials_server: str
    """Base URL of the FHIR server that lists the site's trials; empty without one."""
    ruleset_file: Path | None
    """The ruleset that governs; without one, the published rules."""
    state_folder: Path
    """Where the service keeps what it may lose: the last good copy of the trials."""

    @property
    def in_development(self) -> bool:
        """Whether callers without a token and loopback `http://` FHIR servers are accepted."""
        return self.environment is Environment.DEVELOPMENT

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the `CDS_` variables; an empty one counts as not set. Raises SettingsError."""
        given = {name: value.strip() for name, value in environ.items() if value.strip()}
        environment = _environment(given)
        development = environment is Environment.DEVELOPMENT
        if not development:
            _refuse_unfit_for_production(given)
        return cls(
            environment=environment,
            public_base_url=_base_url(given.get("CDS_PUBLIC_BASE_URL", DEVELOPMENT_URL), development=development),
            secret_key=given.get("CDS_SECRET_KEY", DEVELOPMENT_SECRET),
            database_url=given.get("CDS_DATABASE_URL", "sqlite:///var/cds.sqlite3"),
            allowed_origins=_origins(given.get("CDS_ALLOWED_ORIGINS", "")),
            max_body_bytes=_whole_number(given, "CDS_MAX_BODY_BYTES", 10 * 1024 * 1024),
            callback_budget_ms=_whole_number(given, "CDS_CALLBACK_BUDGET_MS", 400),
            allowed_networks=_networks(given.get("CDS_ALLOWED_NETWORKS", LOOPBACK if development else "")),
            ca_bundle=_existing_file(given, "CDS_CA_BUNDLE"),
            as_of=_date(given, "CDS_AS_OF"),
            locale=_locale(given.get("CDS_LOCALE", "en")),
            terminology_server=_server(given, "CDS_TERMINOLOGY_SERVER"),
            trials_server=_server(given, "CDS_TRIALS_SERVER"),
            ruleset_file=_existing_file(given, "CDS_RULESET"),
            state_folder=Path(given.get("CDS_STATE_FOLDER", "var")),
        )


def _environment(given: Mapping[str, str]) -> Environment:
    try:
        return Environment(given.get("CDS_ENVIRONMENT", "production"))
    except ValueError:
        raise SettingsError("CDS_ENVIRONMENT must be 'production' or 'development'.") from None


def _refuse_unfit_for_production(given: Mapping[str, str]) -> None:
    missing = [name for name in ("CDS_PUBLIC_BASE_URL", "CDS_SECRET_KEY") if name not in given]
    if missing:
        raise SettingsError(f"Production needs {' and '.join(missing)}; set CDS_ENVIRONMENT=development to try it out.")
    if "CDS_AS_OF" in given:
        # A forgotten date would make every weight look recent, for ever.
        raise SettingsError("CDS_AS_OF must not be set in production: today is today.")


def _base_url(text: str, *, development: bool) -> str:
    url = text.rstrip("/")
    host = _host(url)
    if host is None:
        raise SettingsError("CDS_PUBLIC_BASE_URL must be an http or https URL without user, query and fragment.")
    if not (development or url.lower().startswith("https://") or host in LOOPBACK_HOSTS):
        raise SettingsError("CDS_PUBLIC_BASE_URL must be https in production, except on loopback.")
    return url


def _host(url: str) -> str | None:
    """Return the host of an http(s) URL that has nothing but scheme, host, port and path."""
    try:
        parts = urlsplit(url)
        plain = parts.port != 0 and parts.username is None and set("?#").isdisjoint(url)
    except ValueError:
        return None
    is_printable = re.fullmatch(r"[!-~]+", url) is not None
    return parts.hostname if is_printable and plain and parts.scheme in {"http", "https"} else None


def _server(given: Mapping[str, str], name: str) -> str:
    url = given.get(name, "").rstrip("/")
    if url and _host(url) is None:
        raise SettingsError(f"{name} must be an http or https URL without user, query and fragment.")
    return url


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(origin.lower() for origin in _items(text))
    for origin in origins:
        # "*" would let every page in the world ask; "null" is every sandboxed page in the world.
        if _host(origin) is None or urlsplit(origin).path:
            raise SettingsError(
                "CDS_ALLOWED_ORIGINS must list origins such as https://ehr.example.org, without a path."
            )
    return origins


def _networks(text: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(item) for item in _items(text))
    except ValueError:
        raise SettingsError("CDS_ALLOWED_NETWORKS must list address ranges such as 10.20.0.0/16.") from None


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _whole_number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, str(default))
    if not re.fullmatch(r"[0-9]{1,12}", text) or int(text) == 0:
        raise SettingsError(f"{name} must be a whole number above 0.")
    return int(text)


def _existing_file(given: Mapping[str, str], name: str) -> Path | None:
    if name not in given:
        return None
    path = Path(given[name])
    if not path.is_file():
        raise SettingsError(f"{name} must name an existing file.")
    return path


def _date(given: Mapping[str, str], name: str) -> date | None:
    if name not in given:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given[name]):
            return date.fromisoformat(given[name])
    except ValueError:
        pass
    raise SettingsError(f"{name} must be a date such as 2026-06-30.")


def _locale(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", text):
        raise SettingsError("CDS_LOCALE must be a language tag such as en or de-AT.")
    return text
