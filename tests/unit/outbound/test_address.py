"""A URL is read in one way only, and an address is judged for what it is."""

from ipaddress import ip_address, ip_network

import pytest

from cds_service.outbound.address import Server, ServerPolicy, read_base, read_link
from cds_service.outbound.pinning import is_public

HOST = "ehr.example.org"
NOT_PUBLIC = """127.0.0.1 127.255.0.1 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.254 192.168.1.1 169.254.169.254 100.64.0.1
    100.127.255.254 192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1
    255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1
    2001:db8::1 2002:7f00:1:: 3fff::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 5f00::1 4000::1"""


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("https://ehr.example.org/fhir", Server("https", HOST, 443, ("fhir",))),
        ("HTTPS://EHR.Example.ORG:443/fhir/", Server("https", HOST, 443, ("fhir",))),
        ("https://ehr.example.org", Server("https", HOST, 443)),
        ("https://ehr.example.org/", Server("https", HOST, 443)),
        ("https://ehr.example.org:8443/a/B/R4", Server("https", HOST, 8443, ("a", "B", "R4"))),
        ("http://127.0.0.1:8080/fhir", Server("http", "127.0.0.1", 8080, ("fhir",))),
        ("https://[2001:DB8:0::1]/fhir", Server("https", "2001:db8::1", 443, ("fhir",))),
        ("https://xn--ehr-sna.example.org", Server("https", "xn--ehr-sna.example.org", 443)),
        ("https://a/p:1/$x/~y/@z", Server("https", "a", 443, ("p:1", "$x", "~y", "@z"))),
    ],
)
def test_a_base_is_read_into_its_parts(url: str, server: Server) -> None:
    assert read_base(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://ehr.example.org",
        "//ehr.example.org",
        "https:/ehr.example.org",
        "https:ehr.example.org",
        "https://",
        "https:///fhir",
        "https://ehr.example.org./fhir",
        "https://.ehr.example.org",
        "https://ehr..example.org",
        "https://-ehr.example.org",
        "https://user@ehr.example.org",
        "https://user:secret@ehr.example.org",
        "https://ehr.example.org@attacker.test",
        "https://ehr.example.org:80@attacker.test",
        "https://ehr.example.org\\@attacker.test",
        "https://ehr.example.org\\.attacker.test",
        "https://ehr.example%2eorg",
        "https://ehr%00.example.org",
        "https://ehr.example.org%40attacker.test",
        "https://ehr.exa\tmple.org",
        "https://ehr.example.org\n",
        "\nhttps://ehr.example.org",
        " https://ehr.example.org",
        "https://ehr.example.org /fhir",
        "https://ehr.example.org\r\nHost: attacker.test",
        "https://ｅhr.example.org",
        "https://ehr。example.org",
        "https://ehr.example.org/fhır",
        "https://ehr.example.org:0",
        "https://ehr.example.org:65536",
        "https://ehr.example.org:",
        "https://ehr.example.org:٤٤٣",
        "https://ehr.example.org:+443",
        "https://ehr.example.org:443:443",
        "https://ehr.example.org?x=1",
        "https://ehr.example.org/fhir?",
        "https://ehr.example.org/fhir#",
        "https://ehr.example.org//fhir",
        "https://ehr.example.org/fhir//",
        "https://ehr.example.org/fhir/../admin",
        "https://ehr.example.org/fhir/..",
        "https://ehr.example.org/./fhir",
        "https://ehr.example.org/fhir/.",
        "https://ehr.example.org/fhir/..;/admin",
        "https://ehr.example.org/fhir/%2e%2e/admin",
        "https://ehr.example.org/fhir%2fadmin",
        "https://ehr.example.org/fhir\\admin",
        "https://2130706433/fhir",
        "https://0177.0.0.1/fhir",
        "https://127.1/fhir",
        "https://0x7f.0.0.1",
        "https://0x7f000001/fhir",
        "https://0x7f.0x1",
        "https://256.1.1.1",
        "https://[::1",
        "https://::1/fhir",
        "https://[fe80::1%25eth0]/fhir",
        "https://[fe80::1%eth0]/fhir",
        "https://[1.2.3.4]/fhir",
        "https://[:::]/",
        "https://" + "a" * 64 + ".org",
        "https://ehr.example.org/" + "a" * 2_000,
    ],
)
def test_what_two_parsers_could_read_in_two_ways_is_no_base(url: str) -> None:
    assert read_base(url) is None


def test_a_link_keeps_what_stands_behind_the_host() -> None:
    target = "/fhir/?_getpages=a%2Fb&x=1|2"
    assert read_link(f"https://ehr.example.org{target}") == (Server("https", HOST, 443, ("fhir",)), target)


@pytest.mark.parametrize(
    ("permitted", "asked", "is_permitted"),
    [
        ("https://ehr.example.org/fhir", "https://EHR.example.org:443/fhir/", True),
        ("https://ehr.example.org/fhir", "https://ehr.example.org/fhir/R4", True),
        ("https://ehr.example.org/", "https://ehr.example.org/fhir", True),
        ("https://ehr.example.org/fhir", "https://ehr.example.org/fhir2", False),
        ("https://ehr.example.org/fhir", "https://ehr.example.org/FHIR", False),
        ("https://ehr.example.org/fhir", "https://ehr.example.org/", False),
        ("https://ehr.example.org/fhir", "https://ehr.example.org:8443/fhir", False),
        ("https://ehr.example.org/fhir", "https://ehr.example.org.attacker.test/fhir", False),
        ("https://ehr.example.org/fhir", "https://www.ehr.example.org/fhir", False),
        ("https://ehr.example.org/fhir", "http://ehr.example.org:443/fhir", False),
        ("not a url", "https://ehr.example.org/fhir", False),
    ],
)
def test_servers_are_compared_part_by_part(permitted: str, asked: str, *, is_permitted: bool) -> None:
    policy = ServerPolicy(servers=("https://other.example.org", permitted), allow_http_loopback=True)
    assert (policy.admit(asked) is not None) == is_permitted


def test_an_empty_list_permits_no_server_and_no_list_every_one() -> None:
    assert ServerPolicy(servers=()).admit("https://ehr.example.org") is None
    assert ServerPolicy().admit("https://ehr.example.org") is not None


@pytest.mark.parametrize(
    "address",
    NOT_PUBLIC.split(),
)
def test_an_address_that_is_nobodys_public_server_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "100.63.255.255", "172.32.0.1", "2600::1", "2a00:1450:4001:80b::200e"])
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_networks_of_both_families_can_be_configured() -> None:
    networks = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    assert ServerPolicy(allowed_networks=networks).allowed_networks == networks
