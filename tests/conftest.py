"""What holds for every test: an odd time zone, no network but loopback, and tools that must be there when asked for."""

import os
import socket
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ["TZ"] = "Asia/Kathmandu"  # UTC+05:45: a date computed in UTC is the wrong one for a quarter of the day
time.tzset()

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")

LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def connect_to_loopback_only(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError("a test tried to leave the loopback network")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_to_loopback_only)


def require(tool: str, *, present: bool) -> None:
    """Skip where a tool is missing, with the reason; fail where REQUIRE_ALL says that it must be there."""
    if present:
        return
    if os.environ.get("REQUIRE_ALL"):
        pytest.fail(f"{tool} is missing, and REQUIRE_ALL is set")
    pytest.skip(f"{tool} is not installed")
