"""What a client must say of itself before it is registered; every refusal is one sentence."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import SplitResult, urlsplit

from .client import Client
from .key_set import PRIVATE, NotAKeySet, listed_keys, read_key_set

LONGEST = 2_000
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
PRINTABLE = re.compile(r"[!-~]+", re.ASCII)


class NotAClient(ValueError):
    """A client that cannot be registered; the message says why, and repeats nothing that was said."""


def refuse_unless_fit(client: Client, others: Iterable[Client]) -> None:
    """Return only if a client may be registered beside the others. Raises NotAClient."""
    if not _is_short_and_printable(client.issuer):
        raise NotAClient("The issuer must be the text that its tokens carry as 'iss', without blanks.")
    _refuse_bad_keys(client)
    if not client.fhir_servers or not all(map(_is_base, client.fhir_servers)):
        raise NotAClient("A client needs at least one FHIR server: an http or https URL without user, query, fragment.")
    if not all(map(_is_origin, client.origins)):
        raise NotAClient("An origin must look like https://ehr.example.org, in lower case and without a path.")
    if not all(map(_is_short_and_printable, client.tenants)):
        raise NotAClient("A tenant must be the text that its tokens carry as 'tenant', without blanks.")
    if any(_cannot_be_told_apart(client, other) for other in others):
        raise NotAClient("Another client of this issuer has the same keys' address and tenant; remove it first.")


def _refuse_bad_keys(client: Client) -> None:
    if (client.jwks is None) == (client.jwks_url is None):
        raise NotAClient("A client has either the address of its key set or a file with it, not both and not neither.")
    if client.jwks_url is not None and not _is_secure(client.jwks_url):
        raise NotAClient("The key set's address must be an https URL without user, query and fragment.")
    if client.jwks is not None:
        _refuse_bad_key_set(client.jwks.encode())


def _refuse_bad_key_set(text: bytes) -> None:
    try:
        usable, written = read_key_set(text), listed_keys(text)
    except NotAKeySet:
        raise NotAClient("The file is no JSON Web Key Set.") from None
    if any(PRIVATE & one.keys() for one in written):
        raise NotAClient("The key set holds a private or a symmetric key; whoever reads it could sign as the client.")
    if not usable:
        raise NotAClient("The key set holds no RSA or EC key with a 'kid'.")


def _cannot_be_told_apart(one: Client, other: Client) -> bool:
    same_issuer = one.issuer == other.issuer
    same_keys = one.jwks_url == other.jwks_url or None in {one.jwks_url, other.jwks_url}
    same_tenant = not (one.tenants and other.tenants) or bool(set(one.tenants) & set(other.tenants))
    return same_issuer and same_keys and same_tenant


def _is_short_and_printable(text: str) -> bool:
    return len(text) <= LONGEST and PRINTABLE.fullmatch(text) is not None


def _parts(url: str) -> SplitResult | None:
    """Split a URL that has nothing but scheme, host, port and path."""
    if not _is_short_and_printable(url) or not set("?#@\\").isdisjoint(url):
        return None
    try:
        parts = urlsplit(url)
        fit = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if fit else None


def origin_of(url: str) -> str | None:
    """Give scheme, host and port of a URL; None where it is none."""
    parts = _parts(url)
    return f"{parts.scheme}://{parts.netloc.lower()}" if parts else None


def _is_base(url: str) -> bool:
    return _parts(url) is not None


def _is_secure(url: str) -> bool:
    parts = _parts(url)
    return parts is not None and (parts.scheme == "https" or parts.hostname in LOOPBACK)


def _is_origin(url: str) -> bool:
    parts = _parts(url)
    return parts is not None and not parts.path and url == url.lower()


def slug(texts: Sequence[str]) -> str:
    """Make an id from the first text that has letters or digits: short, and fit for a metric's label."""
    for text in texts:
        host = urlsplit(text).hostname or text if "//" in text else text
        words = re.findall(r"[a-z0-9]+", host.lower())
        if words:
            return "-".join(words)[:30].strip("-")
    return "client"
