"""Which servers refuse a query that is narrowed by date: they are asked the plain one from then on."""

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted

from .address import Server

Found = TypeVar("Found")
MOST_REMEMBERED = 1_000
REFUSALS = (Failure.CLIENT_ERROR, Failure.FORBIDDEN, Failure.NOT_FOUND)
"""How a server says that it knows no such parameter: 400 (HAPI-0524), 422, 501. A gateway in front of it that lets pass
only the queries it was told says 403 or 404."""


class Narrowing:
    """Asks for what is recent, and for everything where that is refused; safe to use from many threads."""

    def __init__(self) -> None:
        self._refused: dict[tuple[Server, str], None] = {}
        self._lock = Lock()

    def ask(self, server: Server, key: str, wanted: Wanted, ask: Callable[[str], Found | Failure]) -> Found | Failure:
        """Ask the narrowed query of a key, or the plain one where this server is known to want that.

        Both can be asked within one deadline; that the plain one was the remedy is remembered, so that the next call
        does not pay twice.
        """
        if wanted.plain is None:
            return ask(wanted.query)
        if (server, key) in self._refused:
            return ask(wanted.plain)
        found = ask(wanted.query)
        if found not in REFUSALS:
            return found
        found = ask(wanted.plain)
        if not isinstance(found, Failure):
            self._remember(server, key)
        return found

    def _remember(self, server: Server, key: str) -> None:
        with self._lock:
            self._refused[server, key] = None
            if len(self._refused) > MOST_REMEMBERED:
                del self._refused[next(iter(self._refused))]
