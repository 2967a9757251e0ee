"""Where the client's FHIR server is and with which token it may be read."""

import re
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from .refusal import BadRequest

# Blanks, control characters, backslashes and non-ASCII letters are where URL parsers disagree; the part after the
# path would be glued to a FHIR query.
BASE_URL = re.compile(r"https?://[!-~]{1,2000}", re.ASCII | re.IGNORECASE)
HOST = re.compile(r"[\w.\-]+|[0-9a-f:.]+", re.ASCII)
NEVER_IN_A_BASE = frozenset('\\?#"<>^`{|}')


@dataclass(frozen=True, kw_only=True)
class FhirAuthorization:
    """A bearer token that lives as long as one call and is never written anywhere."""

    access_token: str = field(repr=False)
    scope: str = field(repr=False)
    subject: str
    expires_in: int
    """Seconds, counted from when the client sent the call."""


class _Grant(msgspec.Struct, frozen=True):
    """`fhirAuthorization` with every member that CDS Hooks requires; the token fits into one header line."""

    access_token: Annotated[str, msgspec.Meta(pattern=r"\A[!-~]{1,16384}\Z")]
    token_type: Annotated[str, msgspec.Meta(pattern=r"\A[Bb]earer\Z")]
    expires_in: int
    scope: str
    subject: str


def read_fhir_server(value: object) -> str | None:
    """Return the FHIR base URL as it was sent. Whether it may be called is for the caller to decide."""
    if value is None:
        return None
    if not (isinstance(value, str) and BASE_URL.fullmatch(value) and _names_a_host(value)):
        raise BadRequest("'fhirServer' must be an absolute http or https URL without user, query and fragment.")
    return value


def _names_a_host(url: str) -> bool:
    if not NEVER_IN_A_BASE.isdisjoint(url):
        return False
    try:
        parts = urlsplit(url)
        has_good_port = parts.port != 0
    except ValueError:
        return False
    return HOST.fullmatch(parts.hostname or "") is not None and "@" not in parts.netloc and has_good_port


def read_authorization(value: object, fhir_server: str | None) -> FhirAuthorization | None:
    """Return the client's grant, or None when it is missing or unusable: then there is no access, but no error."""
    if value is None:
        return None
    if fhir_server is None:
        raise BadRequest("'fhirAuthorization' must not come without 'fhirServer'.")
    try:
        grant = msgspec.convert(value, type=_Grant)
    except msgspec.ValidationError:
        return None
    return FhirAuthorization(
        access_token=grant.access_token, scope=grant.scope, subject=grant.subject, expires_in=grant.expires_in
    )
