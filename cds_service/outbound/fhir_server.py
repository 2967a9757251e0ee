"""Reads what is wanted from a FHIR server: all keys at the same time, before one deadline."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Self, TypeVar

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch

from .address import Server, ServerPolicy
from .breaker import Breaker
from .connection import CONNECTIONS
from .http import MOST_BYTES, Transport
from .pages import read_whole
from .pinning import Pinned, pin
from .retry import OneRetry

Found = TypeVar("Found")


@dataclass(frozen=True)
class FhirServer:
    """The reader that a process has one of. What is still under way when the deadline comes is dropped."""

    policy: ServerPolicy
    transport: Transport = field(repr=False)
    breaker: Breaker = field(repr=False)
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
        return cls(policy, transport, Breaker(clock=clock), ThreadPoolExecutor(workers, "fhir-read"), clock)

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
        found = self._read(server, token, wanted, deadline)
        self.breaker.record(server, answered=any(_has_answered(one) for one in found.values()))
        return found

    def close(self) -> None:
        """Wait for what is under way, and close the kept connections."""
        self.workers.shutdown(cancel_futures=True)
        self.transport.close()

    def _read(
        self, server: Server, token: str | None, wanted: Mapping[str, Wanted], deadline: float
    ) -> dict[str, Batch | Failure]:
        # DNS has no timeout of its own, so it gets a thread that can be left behind.
        where = self._before(deadline, {"": self.workers.submit(pin, server, self.policy)})[""]
        if isinstance(where, Failure):
            return dict.fromkeys(wanted, where)
        reads = {key: self.workers.submit(self._read_one, where, token, one, deadline) for key, one in wanted.items()}
        return self._before(deadline, reads)

    def _read_one(self, where: Pinned, token: str | None, wanted: Wanted, deadline: float) -> Batch | Failure:
        get = partial(self.transport.get, where, token=token, deadline=deadline)
        return read_whole(OneRetry(get, deadline, clock=self.clock), where.server, wanted)

    def _before(self, deadline: float, futures: Mapping[str, Future[Found | Failure]]) -> dict[str, Found | Failure]:
        done, late = wait(futures.values(), timeout=max(0.0, deadline - self.clock()))
        for future in late:
            future.cancel()
        return {key: future.result() if future in done else Failure.TIMEOUT for key, future in futures.items()}


def _has_answered(found: Batch | Failure) -> bool:
    """Whether the server was there: a refusal is an answer, silence is not."""
    return not (isinstance(found, Failure) and found.is_temporary)
