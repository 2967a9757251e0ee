"""The tokens that were used: none is accepted twice, by any worker, on any machine, before or after a restart."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from . import tables
from .database import UNREACHABLE
from .rest import Rest

log = logging.getLogger(__name__)

SWEEP_EVERY = 1_000
"""Uses, between two removals of what has expired."""
SWEPT_AT_ONCE = 1_000
MOST_HELD = 100_000
"""Tokens that a process remembers by itself while the database is away: some hours of calls."""

_table = tables.used_tokens.c
_USED = insert(tables.used_tokens)


class UsedTokens:
    """Remembers a hash of each, until the token is of no use any more."""

    def __init__(self, engine: Engine, rest: Rest | None = None, *, clock: Callable[[], float] = time.time) -> None:
        self._engine, self._rest, self._clock = engine, rest or Rest(), clock
        self._lock = Lock()
        self._uses = 0
        self._held: OrderedDict[str, int] = OrderedDict()

    def first_use(self, issuer: str, token_id: str, until: int) -> bool:
        """Say whether a token is used for the first time, and remember it until a second since 1970.

        Without the database calls go on, each process for itself: a token that was used at one worker could be used
        once more at another, for as long as it lives; that is less harm than no answers at all.
        """
        token = sha256(f"{issuer}\0{token_id}".encode()).hexdigest()
        if not self._rest.is_on:
            try:
                return self._insert(token, until) and token not in self._held
            except UNREACHABLE:
                log.warning("used tokens are remembered by each process alone: the database cannot be asked")
                self._rest.begin()
        return self._hold(token, until)

    def _insert(self, token: str, until: int) -> bool:
        try:
            with self._engine.begin() as connection:
                connection.execute(_USED, {"token": token, "until": until})
        except IntegrityError:
            return False
        with self._lock:
            self._uses += 1
            is_due = self._uses % SWEEP_EVERY == 0
        if is_due:
            self._sweep()
        return True

    def _sweep(self) -> None:
        """Remove some of those that have expired by themselves."""
        expired = select(_table.token).where(_table.until < int(self._clock())).limit(SWEPT_AT_ONCE)
        with self._engine.begin() as connection:
            connection.execute(delete(tables.used_tokens).where(_table.token.in_(expired)))

    def _hold(self, token: str, until: int) -> bool:
        with self._lock:
            if token in self._held:
                return False
            self._held[token] = until
            while len(self._held) > MOST_HELD:
                self._held.popitem(last=False)
            return True
