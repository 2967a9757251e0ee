"""A query stays where it belongs in the URL, whatever is put into it."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from cds_service.decision.asking import NotAnId, resolve
from cds_service.fhir.code_rules import CodeRules
from cds_service.fhir.queries import queries
from cds_service.outbound.address import Server
from cds_service.outbound.target import target_of_next, target_of_query

SERVER = Server("https", "ehr.example.org", 443, ("fhir", "R4"))


@pytest.mark.parametrize("one", queries(CodeRules()), ids=lambda one: one.key)
def test_the_own_reads_are_exactly_the_advertised_templates(one) -> None:
    query = one.template.replace("{{context.patientId}}", "p-1.x")
    assert resolve(one.template, "p-1.x") == query
    parts = urlsplit(target_of_query(SERVER, query) or "")
    assert parts.path == f"/fhir/R4/{query.partition('?')[0]}"
    assert "&".join(f"{name}={value}" for name, value in parse_qsl(parts.query)) == query.partition("?")[2]


def test_characters_that_mean_something_in_a_url_are_encoded() -> None:
    query = "Observation?code=urn:a|b+c d%20#e&date=ge2026-01-01T00:00:00+05:45"
    assert target_of_query(SERVER, query) == (
        "/fhir/R4/Observation?code=urn:a%7Cb%2Bc%20d%2520%23e&date=ge2026-01-01T00:00:00%2B05:45"
    )


@pytest.mark.parametrize(
    "query",
    [
        "",
        "Patient/",
        "Patient/..",
        "Patient/../admin",
        "Patient/p1/_history",
        "/Patient/p1",
        "//attacker.test/Patient",
        "https://attacker.test/Patient",
        "$export",
        "../Patient",
        "Observation?patient={{context.patientId}}",
        "Observation?patient=p1\r\nX: y",
        "Observation\\?x=1",
        "Observation#x",
    ],
)
def test_anything_but_a_read_or_a_search_of_a_type_is_refused(query: str) -> None:
    assert target_of_query(SERVER, query) is None


@pytest.mark.parametrize(
    "template", ["Patient/{{context.patientId}}", "Observation?patient={{context.patientId}}&_count=9"]
)
@pytest.mark.parametrize(
    "identity", ["", "..", "a/b", "a b", "p1&x=1", "p1?x", "p1#", "p1%2f", "p1\r\nX: y", "ä", "a" * 65]
)
def test_only_an_id_is_filled_in_and_the_error_does_not_repeat_it(template: str, identity: str) -> None:
    with pytest.raises(NotAnId) as refused:
        resolve(template, identity)
    assert not identity or identity not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://ehr.example.org/fhir/R4?_getpages=u&_count=20", "/fhir/R4?_getpages=u&_count=20"),
        ("https://ehr.example.org:443/fhir/R4/Observation?a=%7e&b=%2F", "/fhir/R4/Observation?a=%7e&b=%2F"),
        ("https://ehr.example.org/fhir/R4/?_getpages=u", "/fhir/R4/?_getpages=u"),
        ("https://ehr.example.org/fhir?_getpages=u", None),
        ("https://ehr.example.org/fhir/R4b?_getpages=u", None),
        ("https://ehr.example.org/fhir/R4/../admin?x", None),
        ("https://ehr.example.org/fhir/R4/..?x", None),
        ("https://ehr.example.org/fhir/R4/%2e%2e/admin?x", None),
        ("https://ehr.example.org/fhir/R4?x#y", None),
        ("http://ehr.example.org/fhir/R4?x", None),
        ("https://ehr.example.org:8443/fhir/R4?x", None),
        ("https://attacker.test/fhir/R4?x", None),
        ("https://ehr.example.org@attacker.test/fhir/R4?x", None),
        ("//attacker.test/fhir/R4?x", None),
        ("?_getpages=u", None),
        ("https://ehr.example.org/fhir/R4?x\r\nHost: attacker.test", None),
        ("https://ehr.example.org/fhir/R4?" + "x" * 16_000, None),
    ],
)
def test_a_next_link_is_followed_verbatim_below_the_base_and_nowhere_else(url: str, target: str | None) -> None:
    assert target_of_next(SERVER, url) == target
