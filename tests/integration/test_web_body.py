"""Bodies that are too large, too slow to end, or not what they say."""

import io
import json

import pytest

from tests.contract.calls import valid_call
from tests.contract.requirement import requirement
from tests.contract.stand_in import MAX_BODY_BYTES, stand_in_site

PATH = "/cds-services/cancer-cachexia"


@pytest.fixture
def client():
    return stand_in_site().test_client()


class Counting(io.BytesIO):
    """A body that knows how much of it was read."""

    taken = 0

    def read(self, size=-1, /):
        data = super().read(size)
        self.taken += len(data)
        return data


def padded(size):
    body = json.dumps(valid_call()).encode()
    return body + b" " * (size - len(body))


def chunked(client, stream):
    return client.post(
        PATH,
        input_stream=stream,
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )


@requirement("REQ-10")
def test_a_body_of_exactly_the_limit_is_answered(client):
    assert client.post(PATH, data=padded(MAX_BODY_BYTES), content_type="application/json").status_code == 200


@requirement("REQ-10")
def test_a_larger_body_is_refused_before_it_is_read(client):
    stream = Counting(padded(MAX_BODY_BYTES + 1))
    response = client.post(
        PATH, input_stream=stream, content_type="application/json", content_length=MAX_BODY_BYTES + 1
    )
    assert response.status_code == 413
    assert response.get_json()["issue"][0]["code"] == "too-long"
    assert stream.taken == 0


@requirement("REQ-10")
def test_a_chunked_body_is_answered_up_to_the_limit(client):
    assert chunked(client, Counting(padded(MAX_BODY_BYTES))).status_code == 200


@requirement("REQ-10")
def test_a_larger_chunked_body_is_refused_at_the_limit(client):
    stream = Counting(b" " * 10 * MAX_BODY_BYTES)
    assert chunked(client, stream).status_code == 413
    assert stream.taken < 2 * MAX_BODY_BYTES


@pytest.mark.parametrize("length", ["-1", "abc", "1e3"])
def test_a_length_that_is_no_number_is_no_failure(client, length):
    response = client.post(
        PATH, data=b"{}", content_type="application/json", environ_overrides={"CONTENT_LENGTH": length}
    )
    assert response.status_code == 400


def test_deep_and_wide_bodies_are_no_failure(client):
    wide = valid_call() | {"x": [{}] * 20_000}
    assert client.post(PATH, json=wide).status_code == 200
    deep = json.dumps(valid_call())[:-1] + ', "x": ' + "[" * 250 + "]" * 250 + "}"
    assert client.post(PATH, data=deep, content_type="application/json").status_code == 200
