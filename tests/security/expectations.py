"""What the attacks have in common: generous addresses, so that the list must hold, and a server nobody may touch."""

import time
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_network

from cds_service.fhir.batch import Batch
from cds_service.outbound.address import ServerPolicy
from cds_service.outbound.failure import Failure
from tests.unit.outbound.fixtures import POLICY, Start
from tests.unit.outbound.stub_server import StubServer

Read = Callable[..., Batch | Failure]
LOOPBACK = ip_network("127.0.0.0/8")


def listing(*servers: str) -> ServerPolicy:
    """All loopback addresses are permitted, but these servers only."""
    return replace(POLICY, allowed_networks=(LOOPBACK,), servers=servers)


def untouched(server: StubServer) -> bool:
    """Whether nobody has connected, a moment later either."""
    time.sleep(0.02)
    return (server.connections, server.seen) == (0, [])


def twin(start: Start, server: StubServer, host: str) -> StubServer:
    """Start a server with the port of another one at another address."""
    return start(host=host, port=server.port)
