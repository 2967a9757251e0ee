"""A JSON Web Key Set, as far as it can verify anything: public keys with a name, of the kinds that tokens may use."""

from collections.abc import Mapping
from typing import Any

import orjson
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from .strict_json import NotStrictJson, refuse_unless_strict
from .token import Key

KINDS: dict[str, type[RSAKey | ECKey]] = {"EC": ECKey, "RSA": RSAKey}
MOST_KEYS = 100
PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


class NotAKeySet(ValueError):
    """The text is no JSON Web Key Set."""


def read_key_set(text: bytes) -> Mapping[str, Key]:
    """Give the keys by `kid`. Raises NotAKeySet.

    What cannot verify a token is left out: symmetric keys, keys without a name, points that are not on their curve. Two
    different keys under one name are both left out: nobody can say which of them is meant.
    """
    found: dict[str, dict[str, Any]] = {}
    contested = set()
    for one in listed_keys(text):
        kid = one.get("kid")
        if not isinstance(kid, str) or not kid:
            continue
        if found.setdefault(kid, one) != one:
            contested.add(kid)
    read = {kid: _key(one) for kid, one in found.items() if kid not in contested}
    return {kid: key for kid, key in read.items() if key is not None}


def listed_keys(text: bytes) -> list[dict[str, Any]]:
    """List the keys as they are written. Raises NotAKeySet."""
    try:
        refuse_unless_strict(text)
        value = orjson.loads(text)
    except (ValueError, NotStrictJson):
        raise NotAKeySet from None
    keys = value.get("keys") if isinstance(value, dict) else None
    if not isinstance(keys, list) or len(keys) > MOST_KEYS:
        raise NotAKeySet
    return [one for one in keys if isinstance(one, dict)]


def _key(said: dict[str, Any]) -> Key | None:
    """Read a public key; of one that is private by mistake only the public part is used."""
    kind = KINDS.get(str(said.get("kty")))
    if kind is None:
        return None
    try:
        key = kind.import_key({name: value for name, value in said.items() if name not in PRIVATE})
        _ = key.raw_value  # only now are the numbers looked at
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key
