"""Leaves a server that keeps failing alone for a while, so that nobody waits for it in vain."""

import time
from collections.abc import Callable
from threading import Lock

from .address import Server

LIMIT = 5
PAUSE = 30.0
MOST_SERVERS = 1_000


class Breaker:
    """Counts failures in a row for each server; safe to use from many threads.

    It counts hook calls and not requests: the nine reads of one call fail together, and one slow chart must not keep
    the server from everybody else.
    """

    def __init__(
        self, *, limit: int = LIMIT, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit, self._pause, self._clock = limit, pause, clock
        self._failures: dict[Server, int] = {}
        self._open_until: dict[Server, float] = {}
        self._lock = Lock()

    def admit(self, server: Server) -> bool:
        """Say whether a server may be asked. After the pause one call is let through to try; others go on waiting."""
        with self._lock:
            open_until = self._open_until.get(server)
            if open_until is None:
                return True
            if self._clock() < open_until:
                return False
            # Whoever tries has one pause to report; if it never does, the next one tries.
            self._open_until[server] = self._clock() + self._pause
            return True

    def record(self, server: Server, *, answered: bool) -> None:
        """Take note of how a call went."""
        with self._lock:
            if answered:
                self._forget(server)
                return
            self._failures[server] = self._failures.pop(server, 0) + 1
            if self._failures[server] >= self._limit:
                self._open_until[server] = self._clock() + self._pause
            if len(self._failures) > MOST_SERVERS:
                self._forget(next(iter(self._failures)))

    def _forget(self, server: Server) -> None:
        self._failures.pop(server, None)
        self._open_until.pop(server, None)
