"""The settings: one frozen object, made once from the environment, or all that is wrong with it, a sentence each."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, get_args
from urllib.parse import urlsplit

from pydantic import BeforeValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

Network = IPv4Network | IPv6Network

PREFIX = "CDS_"
FILE = "_FILE"
"""Behind the name of a secret: the variable names a file that holds it."""
LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
LINK_LOCAL = (ip_network("169.254.0.0/16"), ip_network("fe80::/10"), ip_network("::ffff:169.254.0.0/112"))
"""Where clouds answer with credentials to whoever asks: never an EHR's address."""
WIDEST_PREFIX = {4: 8, 6: 7}
"""Of the private ranges; what is wider opens the internet, too."""
DEVELOPMENT_URL = "http://127.0.0.1:8000"
# Known to everyone, so it protects nothing; production refuses to start without its own.
DEVELOPMENT_SECRET = "development-only-secret-of-nobody"  # noqa: S105 - not a secret
SHORTEST_SECRET = 32
ASYMMETRIC = ("ES384", "RS384", "ES256", "ES512", "RS256", "RS512", "PS256", "PS384", "PS512")
"""Whoever can verify a symmetric signature can also make one."""
MOST_BODY_BYTES = 100 * 1024 * 1024


class SettingsError(ValueError):
    """The environment does not describe a service that may start; the message is a sentence a line, without values."""


class Environment(StrEnum):
    """Where the service runs; development relaxes what a hospital must not."""

    PRODUCTION = "production"
    DEVELOPMENT = "development"


class Comments(StrEnum):
    """What becomes of the words that a user adds to an override; they may name the patient."""

    DROP = "drop"
    ENCRYPT = "encrypt"


def _environment(text: str) -> Environment:
    if text not in list(Environment):
        raise ValueError("must be 'production' or 'development'")
    return Environment(text)


def _url(text: str) -> str:
    url = text.rstrip("/")
    if _host(url) is None:
        raise ValueError("must be an http or https URL without user, query and fragment")
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


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(origin.lower() for origin in _items(text))
    # "*" would let every page in the world ask; "null" is every sandboxed page in the world.
    if any(_host(origin) is None or urlsplit(origin).path for origin in origins):
        raise ValueError("must list origins such as https://ehr.example.org, without a path")
    return origins


def _networks(text: str) -> tuple[Network, ...]:
    try:
        networks = tuple(ip_network(item) for item in _items(text))
    except ValueError:
        raise ValueError("must list address ranges such as 10.20.0.0/16") from None
    for one in networks:
        if one.prefixlen < WIDEST_PREFIX[one.version]:
            raise ValueError("must not hold a range wider than 10.0.0.0/8 or fc00::/7")
        if any(one.version == other.version and one.overlaps(other) for other in LINK_LOCAL):
            raise ValueError("must not hold link-local addresses, where clouds answer with credentials")
    return networks


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,12}", text) or int(text) == 0:
        raise ValueError("must be a whole number above 0")
    return int(text)


def _body_bytes(text: str) -> int:
    number = _whole_number(text)
    if number > MOST_BODY_BYTES:
        raise ValueError(f"must be at most {MOST_BODY_BYTES} (100 MB): a body is held in memory")
    return number


def _existing_file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise ValueError("must name an existing file")
    return path


def _date(text: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("must be a date such as 2026-06-30")


def _locale(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}", text):
        raise ValueError("must be a language tag such as en or de-AT")
    return text


def _secret(text: str) -> SecretStr:
    if len(text) < SHORTEST_SECRET:
        raise ValueError(f"must have at least {SHORTEST_SECRET} characters")
    return SecretStr(text)


def _yes(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError("must be 'yes' or 'no'")
    return text == "yes"


def _algorithms(text: str) -> tuple[str, ...]:
    algorithms = tuple(_items(text))
    if not algorithms or not set(algorithms) <= set(ASYMMETRIC):
        raise ValueError(f"must list some of {', '.join(ASYMMETRIC)}")
    return algorithms


def _comments(text: str) -> Comments:
    if text not in list(Comments):
        raise ValueError("must be 'drop' or 'encrypt'")
    return Comments(text)


Url = Annotated[str, BeforeValidator(_url)]
ExistingFile = Annotated[Path, BeforeValidator(_existing_file)]


class Settings(BaseSettings):
    """What the environment says; deploy/env.sample explains each variable. Secrets stay out of `repr`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", hide_input_in_errors=True, validate_default=False
    )

    environment: Annotated[Environment, BeforeValidator(_environment)] = Environment.PRODUCTION
    public_base_url: Url = DEVELOPMENT_URL
    """Without a trailing slash."""
    secret_key: Annotated[SecretStr, BeforeValidator(_secret)] = SecretStr(DEVELOPMENT_SECRET)
    database_url: SecretStr = SecretStr("sqlite:///var/cds.sqlite3")
    """It may hold a password."""
    allowed_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_origins)] = ()
    max_body_bytes: Annotated[int, BeforeValidator(_body_bytes)] = 10 * 1024 * 1024
    callback_budget_ms: Annotated[int, BeforeValidator(_whole_number)] = 800
    """For all reads of a call together. 400 ended every second call with 500 weights in two years on a busy HAPI
    (bench/reads.md); most calls take a tenth of it."""
    allowed_networks: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)] = ()
    ca_bundle: ExistingFile | None = None
    as_of: Annotated[date, BeforeValidator(_date)] | None = None
    locale: Annotated[str, BeforeValidator(_locale)] = "en"
    terminology_server: Url = ""
    """Base URL of the site's FHIR terminology server; empty without one."""
    trials_server: Url = ""
    """Base URL of the FHIR server that lists the site's trials; empty without one."""
    ruleset: ExistingFile | None = None
    """The file of the ruleset that governs; without one, the published rules."""
    state_folder: Path = Path("var")
    """Where the service keeps files of its own: the last good copy of the trials, and what waits for the database."""
    jwt_algorithms: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_algorithms)] = ASYMMETRIC
    """With which clients may sign their tokens."""
    comments: Annotated[Comments, BeforeValidator(_comments)] = Comments.DROP
    record_values: Annotated[bool, BeforeValidator(_yes)] = False
    """Whether the record of a decision holds the values that it rested on."""
    retention_days: Annotated[int, BeforeValidator(_whole_number)] | None = None
    """After which decisions and feedback are deleted; None: they are kept."""
    metrics_token: Annotated[SecretStr | None, BeforeValidator(_secret)] = None
    """Who may read `/metrics` from elsewhere than this machine."""

    @property
    def in_development(self) -> bool:
        """Whether callers without a token and loopback `http://` FHIR servers are accepted."""
        return self.environment is Environment.DEVELOPMENT

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic-settings'
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what `from_environment` hands over: the environment is read once and in one place."""
        return (init_settings,)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the `CDS_` variables; an empty one counts as not set. Raises SettingsError."""
        given = {name: text.strip() for name, text in environ.items() if name.startswith(PREFIX) and text.strip()}
        problems = [*_unknown(given), *_with_files_read(given)]
        if given.get("CDS_ENVIRONMENT", "production") == "development":
            given.setdefault("CDS_ALLOWED_NETWORKS", ",".join(map(str, LOOPBACK)))
        source = EnvSettingsSource(cls)
        source.env_vars = {name.lower(): text for name, text in given.items()}
        try:
            settings = cls(**source())
        except ValidationError as error:
            problems += _told(error)
        else:
            problems += _unfit_for_production(settings, given)
            if not problems:
                return settings
        raise SettingsError("\n".join(problems))


NAMES = tuple(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)
SECRETS = tuple(
    f"{PREFIX}{name.upper()}"
    for name, field in Settings.model_fields.items()
    if SecretStr in (field.annotation, *get_args(field.annotation))
)


def _unknown(given: Mapping[str, str]) -> Iterator[str]:
    """Refuse names that are no settings: a slip of the pen would silently leave the default in force."""
    known = {*NAMES, *(name + FILE for name in SECRETS)}
    for name in sorted(given.keys() - known):
        if not re.fullmatch(r"[A-Z0-9_]{1,60}", name):
            yield "The environment has a variable that begins with CDS_ and is no setting of this service."
            continue
        close = get_close_matches(name, known, n=1)
        yield f"{name} is no setting of this service{f'; did you mean {close[0]}?' if close else '.'}"


def _with_files_read(given: dict[str, str]) -> Iterator[str]:
    """Put the content of secrets' files in the place of their names; say what is wrong with one."""
    for name in SECRETS:
        file = given.pop(name + FILE, None)
        if file is None:
            continue
        if name in given:
            yield f"{name} and {name}{FILE} are both set; set one of them."
            continue
        try:
            given[name] = Path(file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            yield f"{name}{FILE} must name a text file that can be read."


def _told(error: ValidationError) -> Iterator[str]:
    """Say what is wrong, by the name of the variable; our own sentences hold no value."""
    for one in error.errors(include_url=False, include_input=False):
        yield f"{PREFIX}{str(one['loc'][0]).upper()} {one['msg'].removeprefix('Value error, ')}."


def _unfit_for_production(settings: Settings, given: Mapping[str, str]) -> Iterator[str]:
    if settings.in_development:
        return
    if missing := [name for name in ("CDS_PUBLIC_BASE_URL", "CDS_SECRET_KEY") if name not in given]:
        yield f"Production needs {' and '.join(missing)}; set CDS_ENVIRONMENT=development to try it out."
    if settings.as_of:
        # A forgotten date would make every weight look recent, for ever.
        yield "CDS_AS_OF must not be set in production: today is today."
    url = settings.public_base_url
    if "CDS_PUBLIC_BASE_URL" in given and not url.startswith("https://") and _host(url) not in LOOPBACK_HOSTS:
        yield "CDS_PUBLIC_BASE_URL must be https in production, except on loopback."
