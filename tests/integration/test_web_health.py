"""Liveness and readiness."""

from cds_service.web.ports import Check
from tests.contract.stand_in import stand_in_site


def client(*checks):
    return stand_in_site(readiness=lambda: checks).test_client()


def test_a_ready_service_says_so():
    response = client(Check("database", passed=True), Check("ruleset", passed=True)).get("/health/ready")
    assert (response.status_code, response.get_json()["checks"]) == (200, ["database", "ruleset"])


def test_a_failed_check_is_named_and_the_service_stays_alive():
    broken = client(Check("database", passed=False), Check("ruleset", passed=True))
    response = broken.get("/health/ready")
    assert response.status_code == 503
    assert [issue["diagnostics"] for issue in response.get_json()["issue"]] == ["Not ready: database."]
    assert broken.get("/health/live").status_code == 200


def test_a_check_that_fails_itself_is_not_ready():
    def readiness():
        raise OSError("CANARY")

    response = stand_in_site(readiness=readiness).test_client().get("/health/ready")
    assert response.status_code == 500
    assert "CANARY" not in response.text
