"""The same site behind a real socket, spoken to byte by byte."""

import http.client
import json
import socket
from threading import Thread

import pytest
from werkzeug.serving import make_server

from tests.contract.calls import valid_call
from tests.contract.stand_in import MAX_BODY_BYTES, stand_in_site
from tests.waiting import PATIENCE_SECONDS

PATH = "/cds-services/cancer-cachexia"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def address():
    server = make_server("127.0.0.1", 0, stand_in_site(), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_address
    server.shutdown()
    thread.join()
    server.server_close()


def ask(address, method, path, body=None, headers=JSON, *, encode_chunked=False):
    connection = http.client.HTTPConnection(*address, timeout=PATIENCE_SECONDS)
    try:
        connection.request(method, path, body, headers, encode_chunked=encode_chunked)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_discovery_and_a_call(address):
    status, document = ask(address, "GET", "/cds-services", headers={})
    assert (status, len(json.loads(document)["services"])) == (200, 1)
    status, answer = ask(address, "POST", PATH, json.dumps(valid_call()))
    assert (status, len(json.loads(answer)["cards"])) == (200, 1)


def test_a_chunked_call(address):
    pieces = [json.dumps(valid_call()).encode()[start : start + 100] for start in range(0, 10_000, 100)]
    headers = JSON | {"Transfer-Encoding": "chunked"}
    status, _ = ask(address, "POST", PATH, [piece for piece in pieces if piece], headers, encode_chunked=True)
    assert status == 200


def test_a_body_that_is_only_announced_is_refused_at_once(address):
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as line:
        line.sendall(
            f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Content-Length: {MAX_BODY_BYTES + 1}\r\n\r\n".encode()
        )
        assert b" 413 " in line.recv(200).partition(b"\r\n")[0]


def test_a_body_that_ends_early_is_refused(address):
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as line:
        line.sendall(f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n".encode())
        line.sendall(b"Content-Length: 500\r\n\r\n{")
        line.shutdown(socket.SHUT_WR)
        assert b" 400 " in line.recv(200).partition(b"\r\n")[0]
