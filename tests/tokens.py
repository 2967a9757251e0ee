"""Tokens and keys for tests: right ones, and any way of being wrong."""

import json
import warnings
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import uuid4

from joserfc import jws
from joserfc.jwk import ECKey, OctKey, RSAKey
from joserfc.jws import JWSRegistry

Key = ECKey | RSAKey | OctKey

PUBLIC = "https://cds.example.org"
PATH = "/cds-services/cancer-cachexia"
ISSUER = "https://ehr.example.org"
NOW = 1_782_900_000
"""2026-07-01 10:00 UTC."""
REGISTRY = JWSRegistry(algorithms=["ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "HS256"])
REGISTRY.strict_check_header = False
REGISTRY.max_header_length = REGISTRY.max_signature_length = 8192


@cache
def ec_key(kid: str = "k1", curve: str = "P-384") -> ECKey:
    """Make a key once."""
    return ECKey.generate_key(curve, {"kid": kid})


@cache
def rsa_key(kid: str = "r1", bits: int = 2048) -> RSAKey:
    """Make a key once; of a short one joserfc warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return RSAKey.generate_key(bits, {"kid": kid})


def key_set(*keys: Key | Mapping[str, Any]) -> str:
    """Write the public halves as a key set."""
    return json.dumps({"keys": [one if isinstance(one, Mapping) else one.as_dict(private=False) for one in keys]})


def claims(**changes: Any) -> dict[str, Any]:
    """Give good claims, changed; None takes one away."""
    good = {"iss": ISSUER, "aud": PUBLIC + PATH, "iat": NOW, "exp": NOW + 300, "jti": str(uuid4())}
    return {name: value for name, value in (good | changes).items() if value is not None}


def header(**changes: Any) -> dict[str, Any]:
    """Give a good header, changed; None takes one away."""
    good = {"alg": "ES384", "typ": "JWT", "kid": "k1"}
    return {name: value for name, value in (good | changes).items() if value is not None}


def signed(said: Mapping[str, Any] | None = None, head: Mapping[str, Any] | None = None, key: Any = None) -> str:
    """Sign claims."""
    payload = json.dumps(claims() if said is None else said).encode()
    return jws.serialize_compact(dict(head or header()), payload, key or ec_key(), registry=REGISTRY)


def unsigned(head: Mapping[str, Any] | bytes, said: Mapping[str, Any] | None = None, signature: str = "") -> str:
    """Put parts together that nobody signed."""
    first = head if isinstance(head, bytes) else json.dumps(head).encode()
    parts = (first, json.dumps(claims() if said is None else said).encode())
    return ".".join([*(urlsafe_b64encode(one).decode().rstrip("=") for one in parts), signature])


def bearer(token: str) -> dict[str, str]:
    """Write the header that carries a token."""
    return {"Authorization": f"Bearer {token}"}
