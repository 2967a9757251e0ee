"""The server must prove that it has the name it was asked by, although the connection goes to an address."""

import ssl
from ipaddress import ip_network

import pytest

from cds_service.decision.failure import Failure
from cds_service.fhir.batch import Batch
from cds_service.outbound.address import ServerPolicy
from cds_service.outbound.connection import tls_context
from tests.unit.outbound.certificates import Certificates
from tests.unit.outbound.fixtures import ALLOWED, Start

NETWORKS = (ip_network("127.0.0.1/32"),)


@pytest.fixture
def policy(certificates: Certificates) -> ServerPolicy:
    return ServerPolicy(allowed_networks=NETWORKS, ca_bundle=certificates.bundle)


def test_the_name_is_proved_and_the_address_is_connected_to(start: Start, read, names, certificates, policy) -> None:
    asked_for: list[str | None] = []
    context = certificates.context("DNS:fhir.test")
    context.sni_callback = lambda _, name, __: asked_for.append(name)
    server, names["fhir.test"] = start(tls=context), [ALLOWED]
    assert isinstance(read(f"https://fhir.test:{server.port}/fhir", policy=policy), Batch)
    assert asked_for == ["fhir.test"]
    assert server.seen[0].headers["Host"] == f"fhir.test:{server.port}"


def test_an_address_may_be_the_name(start: Start, read, certificates, policy) -> None:
    server = start(tls=certificates.context(f"IP:{ALLOWED}"))
    assert isinstance(read(server.base, policy=policy), Batch)


@pytest.mark.parametrize(
    "subject", ["DNS:other.test", "DNS:server", f"IP:{ALLOWED}", "DNS:*.fhir.test", "DNS:*.test.x"]
)
def test_another_name_is_refused(start: Start, read, names, certificates, policy, subject: str) -> None:
    server, names["fhir.test"] = start(tls=certificates.context(subject)), [ALLOWED]
    assert read(f"https://fhir.test:{server.port}/fhir", policy=policy) == Failure.TLS
    assert server.seen == []


def test_a_name_in_the_subject_only_is_refused(start: Start, read, names, certificates, policy) -> None:
    """The certificates of these tests have the common name `server`."""
    server, names["server"] = start(tls=certificates.context("email:x@fhir.test")), [ALLOWED]
    assert read(f"https://server:{server.port}/fhir", policy=policy) == Failure.TLS


def test_an_unknown_authority_and_an_expired_certificate_are_refused(start, read, names, certificates, policy) -> None:
    names["fhir.test"] = [ALLOWED]
    for how in ({"authority": "unknown"}, {"until": "20210101000000Z"}):
        server = start(tls=certificates.context("DNS:fhir.test", **how))
        assert read(f"https://fhir.test:{server.port}/fhir", policy=policy) == Failure.TLS
        assert server.seen == []


def test_our_authority_is_trusted_only_where_it_is_configured(start: Start, read, names, certificates) -> None:
    server, names["fhir.test"] = start(tls=certificates.context("DNS:fhir.test")), [ALLOWED]
    policy = ServerPolicy(allowed_networks=NETWORKS)
    assert read(f"https://fhir.test:{server.port}/fhir", policy=policy) == Failure.TLS


def test_no_tls_where_tls_is_asked_for(start: Start, read, names, policy) -> None:
    server, names["fhir.test"] = start(), [ALLOWED]
    assert read(f"https://fhir.test:{server.port}/fhir", policy=policy) == Failure.TLS


def test_an_old_version_is_refused(start: Start, read, names, certificates, policy) -> None:
    context = certificates.context("DNS:fhir.test")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    server, names["fhir.test"] = start(tls=context), [ALLOWED]
    assert read(f"https://fhir.test:{server.port}/fhir", policy=policy) == Failure.TLS


def test_the_bundle_adds_to_the_systems_authorities(certificates: Certificates) -> None:
    system = ssl.create_default_context().cert_store_stats()["x509_ca"]
    assert tls_context(certificates.bundle).cert_store_stats()["x509_ca"] == system + 1


def test_a_bundle_that_cannot_be_used_says_so_at_the_start(tmp_path) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.write_text("no certificate", "utf-8")
    for one in (bundle, tmp_path / "missing.pem"):
        with pytest.raises(ValueError, match="PEM"):
            tls_context(one)
