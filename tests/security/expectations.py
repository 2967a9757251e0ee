"""What the attacks have in common: generous addresses, so that the list must hold, and a server nobody may touch."""

import socket
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_network
from urllib.parse import urlsplit

from cds_service.decision.failure import Failure
from cds_service.fhir.batch import Batch
from cds_service.outbound.address import ServerPolicy
from tests.unit.outbound.fixtures import POLICY, Start
from tests.unit.outbound.stub_server import StubServer
from tests.waiting import PATIENCE_SECONDS

Read = Callable[..., Batch | Failure]
LOOPBACK = ip_network("127.0.0.0/8")


def listing(*servers: str) -> ServerPolicy:
    """All loopback addresses are permitted, but these servers only."""
    return replace(POLICY, allowed_networks=(LOOPBACK,), servers=servers)


def untouched(server: StubServer) -> bool:
    """Whether nobody has connected: connections are accepted in turn, so one of ours comes after every earlier one."""
    host = urlsplit(server.base).hostname or ""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as line:
        line.settimeout(PATIENCE_SECONDS)
        line.connect((host, server.port))  # an address, not a name: the tests also count who asks DNS
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == b""  # accepted, and closed again, as nothing was asked
    server.connections -= 1
    return (server.connections, server.seen) == (0, [])


def twin(start: Start, server: StubServer, host: str) -> StubServer:
    """Start a server with the port of another one at another address."""
    return start(host=host, port=server.port)
