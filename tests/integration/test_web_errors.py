"""What a client sees when something goes wrong behind the path."""

import logging

import pytest

from cds_service.decision.errors import RequiredDataUnavailable
from cds_service.decision.failure import Failure
from cds_service.hooks.client import ANYONE
from cds_service.web.published import publish
from cds_service.web.site import create_site
from tests.contract.calls import valid_call
from tests.contract.requirement import requirement
from tests.contract.stand_in import PAGE, all_well, stand_in_site

PATH = "/cds-services/cancer-cachexia"


def raising(error):
    def answer(_call, _caller, _arrived):
        raise error

    return stand_in_site(answer=answer).test_client()


@requirement("RSP-5", "RSP-8")
def test_a_failure_is_500_without_a_word_about_it(caplog):
    client = raising(ValueError("CANARY-p1 weighs 74"))
    with caplog.at_level(logging.DEBUG):
        response = client.post(PATH, json=valid_call())
    assert response.status_code == 500
    assert response.get_json()["issue"][0]["code"] == "exception"
    assert "CANARY" not in response.text
    assert "ValueError" not in response.text
    assert "CANARY" not in caplog.text


def test_a_failure_is_logged_by_its_class_and_place(caplog):
    raising(ValueError("CANARY")).post(PATH, json=valid_call())
    assert "ValueError at" in caplog.text
    assert "test_web_errors.py" in caplog.text


@pytest.mark.parametrize("testing", [True, False])
def test_a_failure_is_never_passed_on_to_the_server(testing):
    def answer(_call, _caller, _arrived):
        raise RuntimeError

    site = stand_in_site(answer=answer)
    site.testing = testing
    assert site.test_client().post(PATH, json=valid_call()).status_code == 500


@pytest.mark.parametrize("failure", Failure)
def test_unavailable_data_are_412_with_an_issue_for_each_kind(failure):
    response = raising(RequiredDataUnavailable(dict.fromkeys(("weights", "conditions"), failure))).post(
        PATH, json=valid_call()
    )
    issues = response.get_json()["issue"]
    assert response.status_code == 412
    assert ["weights" in one["diagnostics"] for one in issues] == [True, False]
    assert ["conditions" in one["diagnostics"] for one in issues] == [False, True]
    assert all(one["details"]["text"] == one["diagnostics"] for one in issues)


def test_unavailable_data_of_no_kind_are_412_all_the_same():
    response = raising(RequiredDataUnavailable({})).post(PATH, json=valid_call())
    assert response.status_code == 412
    assert len(response.get_json()["issue"]) == 1


def test_errors_are_checked_from_the_outside_in():
    client = stand_in_site().test_client()
    large = {"data": b"x" * 300_000, "content_type": "text/plain"}
    assert client.post("/cds-services/unknown", **large).status_code == 404
    assert client.put(PATH, **large).status_code == 405
    assert client.post(PATH, **large).status_code == 415
    assert client.post(PATH, **large | {"content_type": "application/json"}).status_code == 413
    assert client.post(PATH, data=b"x", content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/index", "/favicon.ico", "/cds-services//cancer-cachexia", "/docs/../etc", "/cds-services/%00", "/static/x"],
)
def test_unknown_paths_are_404_and_never_redirect(path):
    response = stand_in_site().test_client().get(path, follow_redirects=False)
    assert response.status_code == 404
    assert response.get_json()["resourceType"] == "OperationOutcome"


@requirement("DIS-3")
def test_without_services_discovery_is_an_empty_list():
    nothing = publish(offers=[], page=PAGE, ruleset={})
    site = create_site(
        lambda: nothing,
        readiness=all_well,
        caller_of=lambda request, audiences: ANYONE,
        keep=lambda attended: None,
        keep_feedback=lambda caller, service, items: None,
        max_body_bytes=1000,
    )
    response = site.test_client().get("/cds-services")
    assert (response.status_code, response.get_json()) == (200, {"services": []})
    assert site.test_client().get("/docs/").status_code == 200
