"""Looks names up, apart from the reads: a name server has no deadline, and must not take a read's thread with it.

A name is looked up once at a time. Whoever asks for it meanwhile waits for the same answer, so that a name whose server
is slow holds one thread, however many calls ask for it.
"""

import socket
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from cds_service.decision.failure import Failure

from .address import Server

LOOK_UPS = 64
"""At the same time, each of another name. A call waits for one, so more than the request threads are never needed."""

Place = tuple[str, int]


class Names:
    """Finds the addresses of a host; safe to use from many threads. An answer is never kept for later calls."""

    def __init__(self, *, look_ups: int = LOOK_UPS, clock: Callable[[], float] = time.monotonic) -> None:
        self._threads, self._clock = ThreadPoolExecutor(look_ups, "look-up"), clock
        self._under_way: dict[Place, Future[tuple[str, ...]]] = {}
        self._lock = Lock()

    def addresses(self, server: Server, deadline: float) -> tuple[str, ...] | Failure:
        """Look a server's name up, before the clock shows `deadline`."""
        try:
            found = self._looking_up((server.host, server.port)).result(max(0.0, deadline - self._clock()))
        except TimeoutError:
            return Failure.TIMEOUT
        except (OSError, UnicodeError):
            return Failure.UNREACHABLE
        return found or Failure.UNREACHABLE

    def close(self) -> None:
        """Forget what is still under way."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _looking_up(self, place: Place) -> Future[tuple[str, ...]]:
        with self._lock:
            if place not in self._under_way:
                self._under_way[place] = self._threads.submit(self._look_up, place)
            return self._under_way[place]

    def _look_up(self, place: Place) -> tuple[str, ...]:
        try:
            return tuple(str(one[4][0]) for one in socket.getaddrinfo(*place, type=socket.SOCK_STREAM))
        finally:
            with self._lock:
                del self._under_way[place]
