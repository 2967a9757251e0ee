"""Who may call: the CDS clients that a site has registered, and the caller that a token proves."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Client:
    """A registered CDS client: whose tokens it sends, which keys sign them, and which FHIR servers are its own.

    Issuer and keys belong together: either `jwks_url`, the only `jku` that its tokens may name, or the static `jwks`.
    """

    id: str
    """Short and of our making: what records, logs and metrics call it."""
    name: str = ""
    issuer: str
    jwks_url: str | None = None
    jwks: str | None = field(default=None, repr=False)
    """A JSON Web Key Set of public keys, agreed out of band."""
    fhir_servers: tuple[str, ...] = ()
    """The base URLs that its calls may name, and that its tokens may go to."""
    tenants: tuple[str, ...] = ()
    """The `tenant` claims that are its own; none: it is not asked for one."""
    origins: tuple[str, ...] = ()
    """The web origins from which its pages call."""
    enabled: bool = True
    silent: bool = False
    """Answers are computed and recorded, but no card is shown."""
    registered_at: datetime | None = None
    registered_by: str = ""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who a call is from, once that has been verified."""

    client: str
    """The client's id."""
    fhir_servers: tuple[str, ...] | None
    """The base URLs that the call may name; None: every one that the settings permit (development only)."""
    silent: bool = False
    tenant: str | None = None


ANYONE = Caller(client="development", fhir_servers=None)
"""Whoever calls a development service without a token."""
