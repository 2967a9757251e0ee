"""Attacks 1 to 8: a `fhirServer` that leads where nobody may be led.

Each one ends with a forbidden server that nobody has even connected to.
"""

import socket
import time
from dataclasses import replace
from ipaddress import ip_network

import pytest

from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch
from cds_service.outbound.address import ServerPolicy
from tests.security.expectations import LOOPBACK, Read, listing, twin, untouched
from tests.unit.outbound.fixtures import ALLOWED, FORBIDDEN, POLICY, QUERY, TOKEN, Reader, Start
from tests.waiting import PATIENCE_SECONDS


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that somebody asked DNS for: a packet, too."""
    asked: list[str] = []
    resolve_name = socket.getaddrinfo

    def look_up(host, *args, **kwargs):
        asked.append(host)
        return resolve_name(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_01_a_server_that_is_not_listed(server, forbidden, read: Read, looked_up) -> None:
    assert read(forbidden.base, policy=listing(server.base)) == Failure.NOT_ALLOWED
    assert untouched(forbidden)
    assert looked_up == []
    assert isinstance(read(server.base, policy=listing(server.base)), Batch)


@pytest.mark.parametrize("suffix", [".attacker.test", "x", "-attacker.test"])
def test_02_a_host_that_only_begins_like_a_listed_one(forbidden, read: Read, names, looked_up, suffix: str) -> None:
    names["ehr.test" + suffix] = [FORBIDDEN]
    base = f"http://ehr.test{suffix}:{forbidden.port}/fhir"
    assert read(base, policy=listing(f"http://ehr.test:{forbidden.port}/fhir")) == Failure.NOT_ALLOWED
    assert untouched(forbidden)
    assert looked_up == []


@pytest.mark.parametrize("user", ["ehr.test", "ehr.test:80", "ehr.test%2f", "ehr.test\\", "ehr.test#", "ehr.test?", ""])
def test_03_a_listed_host_as_user_name(forbidden, read: Read, looked_up, user: str) -> None:
    base = f"http://{user}@{FORBIDDEN}:{forbidden.port}/fhir"
    assert read(base, policy=listing("http://ehr.test")) == Failure.NOT_ALLOWED
    assert read(base, policy=replace(POLICY, allowed_networks=(LOOPBACK,))) == Failure.NOT_ALLOWED
    assert untouched(forbidden)
    assert looked_up == []


@pytest.mark.parametrize(
    "host",
    [
        "ehr.test.",
        "ehr%2etest",
        "ehr\t.test",
        "ehr.test\\.attacker",
        "ehr。test",
        "ｅhr.test",
        "xn--ehr-5cd.test",
        "еhr.test",
        "ehr.te\u00adst",
        "ehr .test",
    ],
)
def test_04_a_host_written_in_a_way_that_parsers_read_differently(
    forbidden, read: Read, names, looked_up, host: str
) -> None:
    names[host] = names["ehr.test"] = [FORBIDDEN]
    base = f"http://{host}:{forbidden.port}/fhir"
    assert read(base, policy=listing(f"http://ehr.test:{forbidden.port}/fhir")) == Failure.NOT_ALLOWED
    assert untouched(forbidden)
    assert looked_up == []


def test_04_capitals_are_the_same_host(server, read: Read, names) -> None:
    names["ehr.test"] = [ALLOWED]
    base = f"HTTP://EHR.Test:{server.port}/fhir"
    assert isinstance(read(base, policy=listing(f"http://ehr.test:{server.port}/fhir")), Batch)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/admin",
        "/fhirx",
        "/fhir/../admin",
        "/fhir/%2e%2e/admin",
        "/fhir/..;/admin",
        "//fhir",
        "/fhir//x",
        "/FHIR",
    ],
)
def test_05_another_path_of_a_listed_server(forbidden, read: Read, path: str) -> None:
    root = f"http://{FORBIDDEN}:{forbidden.port}"
    assert read(root + path, policy=listing(f"{root}/fhir")) == Failure.NOT_ALLOWED
    assert untouched(forbidden)


def test_05_another_port_of_a_listed_server(server, start: Start, read: Read) -> None:
    other = start()
    assert read(other.base, policy=listing(server.base)) == Failure.NOT_ALLOWED
    assert untouched(other)


def test_06_without_tls(forbidden, read: Read, names) -> None:
    names["ehr.test"] = [FORBIDDEN]
    base = f"http://ehr.test:{forbidden.port}/fhir"
    secured = ServerPolicy(allowed_networks=(LOOPBACK,), servers=(base.replace("http:", "https:"), base))
    assert read(base, policy=secured) == Failure.NOT_ALLOWED
    assert read(base, policy=replace(secured, allow_http_loopback=True, allowed_networks=())) == Failure.NOT_ALLOWED
    assert untouched(forbidden)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.2",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.2]",
        "[::ffff:7f00:2]",
        "[::127.0.0.2]",
        "[64:ff9b::7f00:2]",
        "[2002:7f00:2::]",
        "[fe80::1]",
        "[fd00::1]",
        "0.0.0.0",  # noqa: S104 - nobody binds to it, and Linux connects to itself
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "2130706434",
        "0177.0.0.2",
        "0x7f.0.0.2",
        "0x7f000002",
        "127.2",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_07_an_address_that_is_not_public(forbidden, start: Start, read: Read, scheme: str, host: str) -> None:
    also = twin(start, forbidden, "::1")
    policy = replace(POLICY, allowed_networks=())
    assert read(f"{scheme}://{host}:{forbidden.port}/fhir", policy=policy) == Failure.NOT_ALLOWED
    assert untouched(forbidden)
    assert untouched(also)


@pytest.mark.parametrize(
    "addresses", [FORBIDDEN, f"{ALLOWED} {FORBIDDEN}", f"{FORBIDDEN} {ALLOWED}", "8.8.8.8 10.0.0.1"]
)
def test_07_a_name_that_leads_there(forbidden, read: Read, names, addresses: str) -> None:
    names["ehr.test"] = [addresses]
    for scheme in ("http", "https"):
        assert read(f"{scheme}://ehr.test:{forbidden.port}/fhir") == Failure.NOT_ALLOWED
    assert untouched(forbidden)


def test_08_a_name_that_leads_elsewhere_at_the_second_look(forbidden, start: Start, reader: Reader, names) -> None:
    server = twin(start, forbidden, ALLOWED)
    names["ehr.test"] = [ALLOWED, FORBIDDEN]
    base, one = f"http://ehr.test:{server.port}/fhir", reader()
    wanted = {key: Wanted(QUERY) for key in "abcdefghi"}
    found = one.read(base, TOKEN, wanted, time.monotonic() + PATIENCE_SECONDS)
    assert all(isinstance(batch, Batch) for batch in found.values())
    assert {seen.headers["Host"] for seen in server.seen} == {f"ehr.test:{server.port}"}
    # The connections of the first read are still open; the second look is judged nevertheless.
    found = one.read(base, TOKEN, wanted, time.monotonic() + PATIENCE_SECONDS)
    assert set(found.values()) == {Failure.NOT_ALLOWED}
    assert untouched(forbidden)
    assert len(server.seen) == 9


@pytest.mark.parametrize("address", ["10.0.0.1", "8.8.8.8"])
def test_06_without_tls_to_another_machine(read: Read, names, address: str) -> None:
    """The network is closed in tests: an attempt to connect would fail the test."""
    names["ehr.test"] = [address]
    policy = replace(POLICY, allowed_networks=(ip_network("10.0.0.0/8"),))
    assert read("http://ehr.test/fhir", policy=policy) == Failure.NOT_ALLOWED
