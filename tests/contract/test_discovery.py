"""Discovery."""

import re

from tests.contract.requirement import requirement

SEMANTIC_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?")


@requirement("DIS-1")
def test_discovery_answers_with_and_without_a_trailing_slash_and_never_redirects(client):
    for path in ("/cds-services", "/cds-services/"):
        response = client.get(path, follow_redirects=False)
        assert (response.status_code, response.content_type) == (200, "application/json")


@requirement("DIS-1")
def test_discovery_answers_under_a_path_prefix(client):
    response = client.get("/cds-services", base_url="https://cds.example.org/cachexia")
    assert response.status_code == 200


@requirement("DIS-2", "DIS-4", "DIS-5", "DIS-6", "DIS-7", "DIS-8", "DIS-9")
def test_each_service_says_what_a_client_needs(client):
    services = client.get("/cds-services").get_json()["services"]
    assert services
    for service in services:
        assert service["hook"] == "patient-view"
        assert all(isinstance(service[name], str) and service[name] for name in ("title", "description", "id"))
        assert re.fullmatch(r"[A-Za-z0-9._~-]+", service["id"])
        assert all(
            re.fullmatch(r"\S+", key) and isinstance(query, str) and query for key, query in service["prefetch"].items()
        )
        assert isinstance(service.get("usageRequirements", "text"), str)
        assert service.get("usageRequirements", "text")


@requirement("DIS-7", "REQ-1")
def test_the_advertised_id_is_the_path_of_the_service(client, call):
    for service in client.get("/cds-services").get_json()["services"]:
        assert client.post(f"/cds-services/{service['id']}", json=call).status_code == 200


@requirement("DIS-10", "DIS-11")
def test_the_version_is_semantic_and_no_version_of_the_hook_is_claimed(client):
    for service in client.get("/cds-services").get_json()["services"]:
        assert SEMANTIC_VERSION.fullmatch(service["version"])
        assert "hookVersion" not in service


@requirement("DIS-12")
def test_no_two_entries_share_id_and_hook(client):
    pairs = [(service["id"], service["hook"]) for service in client.get("/cds-services").get_json()["services"]]
    assert len(pairs) == len(set(pairs))


@requirement("DIS-15")
def test_discovery_is_constant(client, service_path, call):
    before = client.get("/cds-services").data
    client.post(service_path, json=call)
    assert client.get("/cds-services").data == before


@requirement("DIS-16")
def test_there_is_a_page_for_people(client):
    response = client.get("/docs/")
    assert response.status_code == 200
    assert response.mimetype == "text/html"
