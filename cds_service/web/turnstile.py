"""Lets so many calls through at once; the others wait a moment or are refused before any work is done for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from werkzeug.exceptions import ServiceUnavailable

AT_ONCE = 8
"""Calls of one process share a core and wait for FHIR servers side by side."""
PATIENCE_SECONDS = 5.0
"""Nobody reads a card that comes later."""
LARGEST_BODIES = 6
"""So many of the largest bodies may be in memory at once; parsed, each is many times larger."""


class Turnstile:
    """One for a process; liveness and the pages do not pass it."""

    def __init__(self, largest_body: int, at_once: int = AT_ONCE, patience: float = PATIENCE_SECONDS) -> None:
        self._turns = BoundedSemaphore(at_once)
        self._patience = patience
        self._room = LARGEST_BODIES * largest_body
        self._largest = largest_body
        self._lock = Lock()

    @contextmanager
    def room_for(self, announced: int | None) -> Iterator[None]:
        """Hold memory for a body of an announced length, or of any. Raises ServiceUnavailable where there is none."""
        wanted = min(self._largest if announced is None else announced, self._largest)
        self._take(wanted)
        try:
            yield
        finally:
            self._take(-wanted)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn. Raises ServiceUnavailable where it does not come in time."""
        if not self._turns.acquire(timeout=self._patience):
            raise ServiceUnavailable
        try:
            yield
        finally:
            self._turns.release()

    def _take(self, wanted: int) -> None:
        with self._lock:
            if wanted > self._room:
                raise ServiceUnavailable
            self._room -= wanted
