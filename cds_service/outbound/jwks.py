"""The keys of registered clients: static, or fetched from the one address that each has registered, and kept.

Keys change: an unknown name leads to one more look at once, and then to none for some seconds, whoever asks. Servers
fail: the last good set serves on for a day, so that an hour's outage over there is none here.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

from cds_service.decision.failure import Failure
from cds_service.hooks.client import Client
from cds_service.hooks.key_set import NotAKeySet, read_key_set
from cds_service.hooks.token import Key

from .address import ServerPolicy, read_link
from .http import Answered, Transport
from .names import Names
from .pinning import pin

MOST_BYTES = 256 * 1024
ACCEPT = "application/jwk-set+json, application/json"
PATIENCE_SECONDS = 2.0
"""For one look; nobody waits longer for a card."""
FRESH_SECONDS = 600.0
KEPT_SECONDS = 86_400.0
PAUSE_SECONDS = 10.0
"""Between two looks at one address because of a key that is not known, or after the server has failed."""

Keys = Mapping[str, Key]


class KeysUnavailable(Exception):
    """A client's keys are not known and cannot be had now: nobody can say whether its token is good."""


@dataclass
class _Set:
    """The keys at one address, and when they were looked for."""

    keys: Keys | None = None
    fetched: float = 0.0
    rests_until: float = 0.0
    """After a look that has failed, or that was for a key that nobody knew."""
    looking: Lock = field(default_factory=Lock)


class KeySets:
    """The key sets of a process."""

    def __init__(self, policy: ServerPolicy, clock: Callable[[], float] = time.monotonic) -> None:
        self._policy, self._clock = policy, clock
        self._transport = Transport(policy.ca_bundle, most_bytes=MOST_BYTES, accept=ACCEPT, clock=clock)
        self._names = Names(clock=clock)
        self._sets: dict[str, _Set] = {}
        self._adding = Lock()

    def __call__(self, client: Client, kid: str) -> Key | None:
        """Give a client's key; None where it has none of this name. Raises KeysUnavailable."""
        if client.jwks is not None:
            return _static(client.jwks).get(kid)
        if client.jwks_url is None:
            return None
        held = self._set(client.jwks_url)
        if not self._knows(held, kid):
            self._look(client.jwks_url, held, kid)
        if held.keys is None or self._clock() >= held.fetched + KEPT_SECONDS:
            raise KeysUnavailable
        return held.keys.get(kid)

    def close(self) -> None:
        """Close the kept connections."""
        self._names.close()
        self._transport.close()

    def _set(self, url: str) -> _Set:
        """Only addresses that are registered come here, so there are few."""
        with self._adding:
            return self._sets.setdefault(url, _Set())

    def _knows(self, held: _Set, kid: str) -> bool:
        return held.keys is not None and kid in held.keys and self._clock() < held.fetched + FRESH_SECONDS

    def _look(self, url: str, held: _Set, kid: str) -> None:
        """Look once, however many ask at the same time: the others wait for what the first one finds."""
        with held.looking:
            now = self._clock()
            if now < held.rests_until or self._knows(held, kid):
                return
            is_fresh = held.keys is not None and now < held.fetched + FRESH_SECONDS
            found = self._fetch(url, now + PATIENCE_SECONDS)
            if found is None or is_fresh:
                held.rests_until = now + PAUSE_SECONDS
            if found is not None:
                held.keys, held.fetched = found, self._clock()

    def _fetch(self, url: str, deadline: float) -> Keys | None:
        link = read_link(url)
        if link is None or (link[0].scheme == "http" and not self._policy.allow_http_loopback):
            return None
        server, target = link
        addresses = self._names.addresses(server, deadline)
        where = addresses if isinstance(addresses, Failure) else pin(server, addresses, self._policy)
        if isinstance(where, Failure):
            return None
        answer = self._transport.get(where, target or "/", token=None, deadline=deadline)
        try:
            return read_key_set(answer.body) if isinstance(answer, Answered) else None
        except NotAKeySet:
            return None


@lru_cache(maxsize=1_000)
def _static(text: str) -> Keys:
    try:
        return read_key_set(text.encode())
    except NotAKeySet:
        return {}
