"""All reads of a call together keep their budget; what is late is a time-out, not a hang."""

from cds_service.app import create_app
from cds_service.settings import Settings
from tests.contract.calls import valid_call
from tests.contract.requirement import requirement
from tests.unit.outbound.stub_server import Reply, Seen, StubServer
from tests.waiting import PATIENCE_SECONDS


@requirement("DAT-12")
def test_a_slow_server_is_not_waited_for():
    environment = {"CDS_ENVIRONMENT": "development", "CDS_CALLBACK_BUDGET_MS": "300"}
    client = create_app(Settings.from_environment(environment)).test_client()

    def when_all_is_over(_seen: Seen) -> Reply:
        server.closing.wait(PATIENCE_SECONDS)
        return Reply(b"{}")

    server = StubServer("127.0.0.1", when_all_is_over)
    body = valid_call() | {"fhirServer": server.base, "prefetch": {}}
    response = client.post("/cds-services/cancer-cachexia", json=body)
    server.close()
    assert (response.status_code, "did not arrive in time" in response.text) == (412, True)


@requirement("DAT-10", "DAT-11")
def test_production_asks_no_server_for_a_caller_that_nobody_knows():
    environment = {
        "CDS_PUBLIC_BASE_URL": "https://cds.example.org",
        "CDS_SECRET_KEY": "0123456789abcdef0123456789abcdef",
        "CDS_ALLOWED_NETWORKS": "127.0.0.0/8",
    }
    client = create_app(Settings.from_environment(environment)).test_client()
    server = StubServer("127.0.0.1", lambda _seen: Reply(b"{}"))
    body = valid_call() | {"fhirServer": server.base, "prefetch": {}}
    response = client.post("/cds-services/cancer-cachexia", json=body)
    server.close()
    assert (response.status_code, server.connections) == (401, 0)
