"""The JSON Web Token of a CDS client: read without belief, then verified with a key and the rules of the wire.

CDS Hooks leaves the algorithm to the service: asymmetric ones only, since whoever can verify a symmetric signature can
also make one. Keys inside a token (`jwk`, `x5u`, `x5c`) are never looked at: a token does not vouch for itself.
"""

import re
from base64 import urlsafe_b64decode
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from .strict_json import NotStrictJson, refuse_unless_strict

Key = RSAKey | ECKey

CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
ALGORITHMS = (*CURVES, "RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
"""ES384 and RS384 are what CDS Hooks recommends; RS384 is Epic's and Oracle Health's."""
LONGEST_TOKEN = 8_192
LONGEST_NAME = 2_000
LONGEST_JTI = 256
LEEWAY_SECONDS = 60
"""By which two hospitals' clocks may differ."""
LONGEST_LIFE_SECONDS = 3_600
SHORTEST_RSA_BITS, LONGEST_RSA_BITS = 2_048, 8_192
LATEST = 32_503_680_000
"""The year 3000, in seconds: a larger number is no moment."""
BEARER = re.compile(r"bearer +([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)", re.ASCII | re.IGNORECASE)


def _registry(algorithm: str) -> jws.JWSRegistry:
    """Let joserfc verify by one algorithm; how long a token may be, and what its header may hold, we have looked at."""
    registry = jws.JWSRegistry(algorithms=[algorithm])
    registry.strict_check_header = False
    registry.max_header_length = registry.max_payload_length = registry.max_signature_length = LONGEST_TOKEN
    return registry


_REGISTRIES = {algorithm: _registry(algorithm) for algorithm in ALGORITHMS}


class Reason(StrEnum):
    """Why a caller is refused; for those who run the service, never for the caller."""

    MISSING = "missing"
    MALFORMED = "malformed"
    ALGORITHM = "algorithm"
    ISSUER = "issuer"
    SWITCHED_OFF = "switched-off"
    KEY = "key"
    SIGNATURE = "signature"
    AUDIENCE = "audience"
    TIME = "time"
    TENANT = "tenant"
    REPLAYED = "replayed"


class Unauthorised(Exception):
    """Nobody whom this service knows has sent this. Its text is always the same."""

    def __init__(self, reason: Reason) -> None:
        super().__init__("not authorised")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Claims:
    """Who a token says that it is from, for whom and for how long. Nothing of it is true before it is verified."""

    issuer: str
    audiences: tuple[str, ...]
    issued: float
    expires: float
    not_before: float
    token_id: str
    tenant: str | None


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it was sent."""

    algorithm: str
    key_id: str
    key_url: str | None
    """Its `jku`."""
    claims: Claims
    raw: bytes = field(repr=False)


def read_token(authorization: str | None) -> Token:
    """Read the value of an Authorization header. Raises Unauthorised.

    A header that was sent twice arrives as one with a comma, which no token has.
    """
    if not authorization:
        raise Unauthorised(Reason.MISSING)
    found = BEARER.fullmatch(authorization) if len(authorization) <= LONGEST_TOKEN + len("Bearer ") else None
    if found is None:
        raise Unauthorised(Reason.MALFORMED)
    header, claims = _object(found[1]), _claims(_object(found[2]))
    algorithm, kid, jku = header.get("alg"), header.get("kid"), header.get("jku")
    if algorithm not in ALGORITHMS:
        raise Unauthorised(Reason.ALGORITHM)
    if header.get("typ") != "JWT" or "crit" in header or not _is_name(kid) or not (jku is None or _is_name(jku)):
        raise Unauthorised(Reason.MALFORMED)
    return Token(str(algorithm), str(kid), jku, claims, authorization.split()[1].encode())


def verify(token: Token, key: Key, audiences: Collection[str], now: datetime) -> None:
    """Return only if the key signed the token, for one of the audiences, and now is its time. Raises Unauthorised."""
    if not _fits(key, token.algorithm):
        raise Unauthorised(Reason.KEY)
    try:
        jws.deserialize_compact(token.raw, key, registry=_REGISTRIES[token.algorithm])
    except (JoseError, ValueError):
        raise Unauthorised(Reason.SIGNATURE) from None
    claims, moment = token.claims, now.timestamp()
    if not set(claims.audiences) & set(audiences):
        raise Unauthorised(Reason.AUDIENCE)
    began = max(claims.issued, claims.not_before)
    lasts = claims.expires - claims.issued
    if not began - LEEWAY_SECONDS <= moment < claims.expires + LEEWAY_SECONDS or not 0 < lasts <= LONGEST_LIFE_SECONDS:
        raise Unauthorised(Reason.TIME)


def _fits(key: Key, algorithm: str) -> bool:
    """Whether a key is of the kind, and for the use, that an algorithm needs."""
    said = key.dict_value
    if said.get("use", "sig") != "sig" or said.get("alg", algorithm) != algorithm:
        return False
    if isinstance(key, ECKey):
        return CURVES.get(algorithm) == key.curve_name
    return algorithm not in CURVES and SHORTEST_RSA_BITS <= key.raw_value.key_size <= LONGEST_RSA_BITS


def _object(part: str) -> dict[str, Any]:
    """Read one part of a token: an object in strict JSON, without a key that stands twice."""
    try:
        written = urlsafe_b64decode(part + "=" * (-len(part) % 4))
        refuse_unless_strict(written)
        value = orjson.loads(written)
    except (ValueError, NotStrictJson):
        raise Unauthorised(Reason.MALFORMED) from None
    if not isinstance(value, dict):
        raise Unauthorised(Reason.MALFORMED)
    return value


def _claims(said: dict[str, Any]) -> Claims:
    audience = said.get("aud")
    audiences: list[Any] = audience if isinstance(audience, list) else [audience]
    issuer, token_id, tenant = said.get("iss"), said.get("jti"), said.get("tenant")
    fit = (
        audiences
        and all(map(_is_name, [issuer, *audiences]))
        and _is_name(token_id, LONGEST_JTI)
        and (tenant is None or _is_name(tenant))
    )
    if not fit:
        raise Unauthorised(Reason.MALFORMED)
    issued = _moment(said.get("iat"))
    return Claims(
        issuer=str(issuer),
        audiences=tuple(audiences),
        issued=issued,
        expires=_moment(said.get("exp")),
        not_before=_moment(said["nbf"]) if "nbf" in said else issued,
        token_id=str(token_id),
        tenant=tenant,
    )


def _is_name(value: object, longest: int = LONGEST_NAME) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest


def _moment(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LATEST:
        raise Unauthorised(Reason.MALFORMED)
    return float(value)
