"""The advertised FHIR queries stay within what every client can resolve."""

import re
from urllib.parse import parse_qsl

import pytest

from tests.contract.requirement import requirement

TOKENS = {"context.patientId", "context.userId", "context.encounterId"}
TOKENS |= {"userPractitionerId", "userPractitionerRoleId", "userPatientId", "userRelatedPersonId"}
NOT_FOR_ALL_CLIENTS = {"_include", "_revinclude", "_has", "_elements", "_summary", "_filter", "_query", "_contained"}


@pytest.fixture
def templates(client):
    found = [query for one in client.get("/cds-services").get_json()["services"] for query in one["prefetch"].values()]
    assert found
    return found


@requirement("PRE-1", "PRE-2", "PRE-3", "PRE-4", "PRE-6")
def test_tokens_are_plain_context_fields(templates):
    for template in templates:
        tokens = re.findall(r"{{(.*?)}}", template)
        assert set(tokens) <= TOKENS
        assert not set("{}") & set(re.sub(r"{{.*?}}", "", template))


@requirement("PRE-5")
def test_queries_are_reads_and_simple_searches(templates):
    for template in templates:
        path, _, query = re.sub(r"{{.*?}}", "id", template).partition("?")
        assert re.fullmatch(r"[A-Z][A-Za-z]+(/id)?", path)
        assert bool(query) != path.endswith("/id")
        for name, value in parse_qsl(query, strict_parsing=bool(query)):
            assert name not in NOT_FOR_ALL_CLIENTS
            assert "." not in name
            assert name.partition(":")[2] in {"", "in"}
            assert not re.match(r"(ne|sa|eb|ap)\d", value)
