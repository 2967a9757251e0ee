"""Reads what is wanted from a FHIR server: all keys at the same time, before one deadline."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Self

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch

from .address import Server, ServerPolicy
from .breaker import Breaker, Conduct
from .connection import CONNECTIONS
from .http import MOST_BYTES, Notice, Transport
from .names import Names
from .narrowing import Narrowing
from .pages import read_whole
from .pinning import pin
from .retry import Get, OneRetry


@dataclass(frozen=True)
class FhirServer:
    """The reader that a process has one of. What is still under way when the deadline comes is dropped."""

    policy: ServerPolicy
    transport: Transport = field(repr=False)
    breaker: Breaker = field(repr=False)
    names: Names = field(repr=False)
    narrowing: Narrowing = field(repr=False)
    workers: ThreadPoolExecutor = field(repr=False)
    clock: Callable[[], float] = field(repr=False)

    @classmethod
    def under(
        cls,
        policy: ServerPolicy,
        *,
        clock: Callable[[], float] = time.monotonic,
        workers: int = CONNECTIONS,
        most_bytes: int = MOST_BYTES,
    ) -> Self:
        """Make the reader for a policy. Raises ValueError where the CA bundle cannot be used."""
        transport = Transport(policy.ca_bundle, most_bytes=most_bytes, clock=clock)
        threads = ThreadPoolExecutor(workers, "fhir-read")
        return cls(policy, transport, Breaker(clock=clock), Names(clock=clock), Narrowing(), threads, clock)

    def limited_to(self, servers: tuple[str, ...]) -> Self:
        """Return the same reader for a caller who may only use these base URLs."""
        return replace(self, policy=replace(self.policy, servers=servers))

    def read(
        self, base: str, token: str | None, wanted: Mapping[str, Wanted], deadline: float
    ) -> dict[str, Batch | Failure]:
        """Read each key, whole or not at all, before the clock shows `deadline`. Never raises for what a server does.

        The token goes to the server at `base` and to nobody else.
        """
        server = self.policy.admit(base)
        if server is None:
            return dict.fromkeys(wanted, Failure.NOT_ALLOWED)
        if not wanted or self.clock() >= deadline:
            return dict.fromkeys(wanted, Failure.TIMEOUT)
        if not self.breaker.admit(server):
            return dict.fromkeys(wanted, Failure.CIRCUIT_OPEN)
        noticed = [Conduct.UNASKED]
        try:
            return self._read(server, token, wanted, deadline, noticed.append)
        finally:
            self.breaker.record(server, max(noticed))

    def close(self) -> None:
        """Wait for what is under way, and close the kept connections."""
        self.workers.shutdown(cancel_futures=True)
        self.names.close()
        self.transport.close()

    def _read(
        self, server: Server, token: str | None, wanted: Mapping[str, Wanted], deadline: float, notice: Notice
    ) -> dict[str, Batch | Failure]:
        addresses = self.names.addresses(server, deadline)
        where = addresses if isinstance(addresses, Failure) else pin(server, addresses, self.policy)
        if isinstance(where, Failure):
            return dict.fromkeys(wanted, where)
        get = partial(self.transport.get, where, token=token, deadline=deadline, notice=notice)
        reads = {
            key: self.workers.submit(self._read_key, OneRetry(get, deadline, clock=self.clock), server, key, one)
            for key, one in wanted.items()
        }
        done, late = wait(reads.values(), timeout=max(0.0, deadline - self.clock()))
        for read in late:
            read.cancel()
        return {key: read.result() if read in done else Failure.TIMEOUT for key, read in reads.items()}

    def _read_key(self, get: Get, server: Server, key: str, wanted: Wanted) -> Batch | Failure:
        return self.narrowing.ask(server, key, wanted, partial(read_whole, get, server, begun=wanted.begun))
