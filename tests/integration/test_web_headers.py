"""Headers that every response carries."""

import pytest

from tests.contract.calls import valid_call
from tests.contract.stand_in import ORIGIN, stand_in_site

SERVICE = "/cds-services/cancer-cachexia"


@pytest.mark.parametrize("path", ["/cds-services", "/docs/", "/health/live", "/health/ready", "/nothing", SERVICE])
def test_every_response_is_locked_down(path):
    headers = stand_in_site().test_client().get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert not {"Server", "X-Powered-By", "Set-Cookie"} & set(headers.keys())


def test_options_without_an_origin_names_the_methods():
    response = stand_in_site().test_client().options(SERVICE)
    assert response.status_code == 200
    assert set(response.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


def test_no_header_repeats_what_was_sent():
    headers = {"Origin": ORIGIN + "/CANARY", "X-Request-Id": "CANARY", "Authorization": "Bearer CANARY"}
    response = stand_in_site().test_client().post(SERVICE, json=valid_call(), headers=headers)
    assert "CANARY" not in str(response.headers)


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_method_cannot_be_overridden(name):
    assert stand_in_site().test_client().get(SERVICE, headers={name: "POST"}).status_code == 405
