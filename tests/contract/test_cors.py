"""Browser clients."""

import pytest

from tests.contract.requirement import requirement

FOREIGN = ["https://evil.example", "null", "https://ehr.example.org.evil.example", "http://ehr.example.org", "*"]


def preflight(client, path, origin):
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    return client.options(path, headers={"Origin": origin} | asked)


@requirement("COR-1")
@pytest.mark.parametrize("suffix", ["", "/", "service", "feedback"])
def test_a_preflight_without_a_token_is_answered(client, service_path, allowed_origin, suffix):
    paths = {"service": service_path, "feedback": f"{service_path}/feedback"}
    response = preflight(client, paths.get(suffix, f"/cds-services{suffix}"), allowed_origin)
    assert response.status_code // 100 == 2
    assert response.headers["Access-Control-Allow-Origin"] == allowed_origin
    assert {"GET", "POST", "OPTIONS"} <= set(response.headers["Access-Control-Allow-Methods"].split(", "))
    assert {"authorization", "content-type"} <= set(response.headers["Access-Control-Allow-Headers"].split(", "))


@requirement("COR-1", "COR-2")
def test_answers_and_errors_carry_the_origin(client, service_path, call, allowed_origin):
    headers = {"Origin": allowed_origin}
    responses = [
        client.get("/cds-services", headers=headers),
        client.post(service_path, json=call, headers=headers),
        client.post(service_path, json={}, headers=headers),
        client.post(service_path, json=call | {"prefetch": {}}, headers=headers),
        client.get("/no-such-path", headers=headers),
        client.get(service_path, headers=headers),
    ]
    assert [response.status_code for response in responses] == [200, 200, 400, 412, 404, 405]
    for response in responses:
        assert response.headers["Access-Control-Allow-Origin"] == allowed_origin
        assert "Access-Control-Allow-Credentials" not in response.headers


@requirement("COR-2")
@pytest.mark.parametrize("origin", FOREIGN)
def test_a_foreign_origin_gets_nothing(client, service_path, call, origin):
    for response in (
        preflight(client, service_path, origin),
        client.post(service_path, json=call, headers={"Origin": origin}),
    ):
        assert not [name for name, _ in response.headers if name.lower().startswith("access-control-")]


@requirement("COR-2")
def test_caches_are_told_that_the_origin_matters(client, service_path, call):
    for response in (client.get("/cds-services"), client.post(service_path, json=call), client.get("/nothing")):
        assert "Origin" in response.headers["Vary"]
