"""Leaves a server that keeps failing alone for a while, so that nobody waits for it in vain.

Only what the server did counts. That our deadline came first may be the fault of one long chart, so silence shuts
nobody out: after some calls without a word, one call at a time finds out whether the server speaks again. (Counting
time-outs as failures was tried: five slow charts kept a healthy server from everybody else.)
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from threading import Lock

from .address import Server

LIMIT = 5
PAUSE = 30.0
MOST_SERVERS = 1_000


class Conduct(IntEnum):
    """What a server did in one call; of several reads the best counts."""

    UNASKED = 0
    """Nothing was sent: its name was not resolved in time, or we were too busy. That is not its doing."""
    SILENT = 1
    """Asked, and not a word when the deadline came."""
    FAILED = 2
    """Refused the connection or cut it off, has no good certificate, says 5xx or 429."""
    ANSWERED = 3
    """Sent a status line: also a refusal, and also an answer too long for the deadline."""


@dataclass(slots=True)
class _Memory:
    """What a server did since it last answered."""

    failures: int = 0
    silences: int = 0
    closed_until: float | None = None
    """Nobody may ask before; later one may, who moves it on and so keeps the others waiting."""


class Breaker:
    """Counts calls in a row for each server; safe to use from many threads.

    It counts hook calls and not requests: the nine reads of one call fail together.
    """

    def __init__(
        self, *, limit: int = LIMIT, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limit, self._pause, self._clock = limit, pause, clock
        self._servers: dict[Server, _Memory] = {}
        self._lock = Lock()

    def admit(self, server: Server) -> bool:
        """Say whether a server may be asked. Who may must `record` it; others wait one pause at most for that."""
        with self._lock:
            memory = self._servers.get(server)
            if memory is None or memory.closed_until is None:
                return True
            if self._clock() < memory.closed_until:
                return False
            memory.closed_until = self._clock() + self._pause
            return True

    def record(self, server: Server, conduct: Conduct) -> None:
        """Take note of how a call went."""
        with self._lock:
            memory = self._servers.pop(server, None)
            if conduct is Conduct.ANSWERED or (conduct is Conduct.UNASKED and memory is None):
                return
            memory = memory or _Memory()
            memory.failures += conduct is Conduct.FAILED
            memory.silences += conduct is Conduct.SILENT
            if memory.failures >= self._limit:
                if conduct is not Conduct.UNASKED:
                    memory.closed_until = self._clock() + self._pause
            elif memory.silences >= self._limit:
                memory.closed_until = self._clock()  # the next one may try, alone
            self._servers[server] = memory
            if len(self._servers) > MOST_SERVERS:
                del self._servers[next(iter(self._servers))]
