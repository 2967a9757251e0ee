"""The servers, names and readers that these tests share."""

import pytest

from tests.unit.outbound.fixtures import Start, forbidden, names, read, reader, start
from tests.unit.outbound.stub_server import StubServer

__all__ = ["forbidden", "names", "read", "reader", "start"]


@pytest.fixture
def server(start: Start) -> StubServer:
    """A server that may be asked."""
    return start()
