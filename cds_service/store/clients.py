"""The registered clients: a short list that every call needs, so it is held, and read anew every few seconds."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from cds_service.hooks.client import ANYONE, Client
from cds_service.hooks.registration import refuse_unless_fit, slug

from . import tables
from .database import UNREACHABLE, reading
from .rest import Rest

SECONDS = 3.0
"""After which a change reaches every worker and every machine."""

_table = tables.clients.c


class Clients:
    """Those who may call."""

    def __init__(
        self,
        engine: Engine,
        rest: Rest | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        seconds: float = SECONDS,
    ) -> None:
        self._engine, self._rest, self._clock, self._seconds = engine, rest or Rest(), clock, seconds
        self._held: tuple[Client, ...] = ()
        self._due: float | None = None
        self._reading = Lock()

    def current(self) -> tuple[Client, ...]:
        """Give those who are registered now; the last known ones while the database cannot be asked."""
        if self._due is None or self._clock() >= self._due:
            with self._reading:
                self._read_when_due()
        return self._held

    def add(self, client: Client) -> Client:
        """Register a client; give it with its id. Raises NotAClient."""
        with self._engine.begin() as connection:
            refuse_unless_fit(client, _registered(connection))
            taken = {ANYONE.client, *connection.scalars(select(_table.id))}
            identity = _free(slug((client.name, client.issuer)), taken)
            added = replace(client, id=identity, registered_at=datetime.now(UTC))
            connection.execute(insert(tables.clients).values(**_row(added)))
        return added

    def listed(self) -> tuple[Client, ...]:
        """Read those who are registered, whatever is held."""
        with reading(self._engine) as connection:
            return _registered(connection)

    def remove(self, identity: str) -> bool:
        """End a registration; say whether there was one. Its id stays taken: records name it."""
        return self._change(identity, removed_at=datetime.now(UTC), enabled=False)

    def silence(self, identity: str, *, silent: bool) -> bool:
        """Compute and record for a client, but show nothing; or show again."""
        return self._change(identity, silent=silent)

    def _change(self, identity: str, **values: Any) -> bool:
        change = update(tables.clients).where(_table.id == identity, _table.removed_at.is_(None)).values(**values)
        with self._engine.begin() as connection:
            return bool(connection.execute(change).rowcount)

    def _read_when_due(self) -> None:
        if self._due is not None and self._clock() < self._due:
            return  # another thread has just read them
        try:
            if not self._rest.is_on:
                self._held = self.listed()
        except UNREACHABLE:
            if self._due is None:
                raise
            self._rest.begin()
        self._due = self._clock() + self._seconds


def _registered(connection: Connection) -> tuple[Client, ...]:
    rows = connection.execute(select(tables.clients).where(_table.removed_at.is_(None)).order_by(_table.id))
    return tuple(map(_client, rows.mappings()))


def _client(row: Any) -> Client:
    named = {name: value for name, value in row.items() if name != "removed_at"}
    return Client(**(named | {name: tuple(row[name]) for name in ("fhir_servers", "tenants", "origins")}))


def _row(client: Client) -> dict[str, Any]:
    lists = {name: list(getattr(client, name)) for name in ("fhir_servers", "tenants", "origins")}
    named = {column.name: getattr(client, column.name, None) for column in tables.clients.columns}
    return named | lists


def _free(wanted: str, taken: set[str]) -> str:
    """Number an id that was given before, also to a client that is gone."""
    number = 1
    identity = wanted
    while identity in taken:
        number += 1
        identity = f"{wanted}-{number}"
    return identity
