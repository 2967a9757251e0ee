"""What holds for every test: an odd time zone, no network but loopback, and tools that must be there when asked for."""

import os
import socket
import time
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ["TZ"] = "Asia/Kathmandu"  # UTC+05:45: a date computed in UTC is the wrong one for a quarter of the day
time.tzset()

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")

HAPI = "tests/hapi/"
LOOPBACK = ("127.", "::1", "localhost")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give all tests of HAPI to one process, so that it is started once; all others go where there is time.

    `--dist=loadgroup` would say the same, but groups nothing with pytest 9.2 and xdist 3.8 (pytest-xdist issue 1386).
    """
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - one process does without xdist

    class HapiInOneProcess(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return HAPI if nodeid.startswith(HAPI) else nodeid

    return HapiInOneProcess(config, log)


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine, and every question to a name server."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_to_loopback_only(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError("a test tried to leave the loopback network")
        connect(self, address)

    def look_up_addresses_only(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_address(host):
            raise socket.gaierror(socket.EAI_NONAME, "no name server in tests")
        return look_up(host, *args, **kwargs)

    def name_nobody(_address: str) -> Any:
        # http.server asks for the name of every server that it starts: five seconds each where nobody answers.
        raise socket.herror("no name server in tests")

    monkeypatch.setattr(socket.socket, "connect", connect_to_loopback_only)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_addresses_only)
    monkeypatch.setattr(socket, "gethostbyaddr", name_nobody)


def _is_address(host: Any) -> bool:
    if host in {None, "localhost"}:
        return True
    try:
        ip_address(str(host))
    except ValueError:
        return False
    return True


def require(tool: str, *, present: bool) -> None:
    """Skip where a tool is missing, with the reason; fail where REQUIRE_ALL says that it must be there."""
    if present:
        return
    if os.environ.get("REQUIRE_ALL"):
        pytest.fail(f"{tool} is missing, and REQUIRE_ALL is set")
    pytest.skip(f"{tool} is not installed")
