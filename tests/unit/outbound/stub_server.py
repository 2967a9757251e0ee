"""A FHIR server on a loopback address that answers as a test says, and counts who comes."""

import json
import socket
import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import unquote

from tests.waiting import PATIENCE_SECONDS

FHIR = {"Content-Type": "application/fhir+json;charset=UTF-8"}


@dataclass(frozen=True)
class Reply:
    """What to answer; a body in pieces is sent piece by piece, and `length` may lie about it."""

    body: Any = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: FHIR)
    pieces: Iterable[bytes] | None = None
    length: int | None = None


@dataclass(frozen=True)
class Seen:
    """A request that came in."""

    target: str
    headers: Mapping[str, str]

    @property
    def query(self) -> str:
        """The target below the base, decoded: as a prefetch template writes it."""
        return unquote(self.target.partition("/fhir/")[2])


Answer = Callable[[Seen], Reply]
Raw = Callable[[socket.socket, Event], None]
"""Does with the connection what it likes, until the event says that the test is over."""


class StubServer:
    """Listens on any free port of an address."""

    def __init__(
        self, host: str, answer: Answer, *, port: int = 0, tls: ssl.SSLContext | None = None, raw: Raw | None = None
    ) -> None:
        self.answer, self.raw = answer, raw
        self.seen: list[Seen] = []
        self.connections = 0
        self.closing = Event()
        self._server = _server_class(host)((host, port), _handler(self))
        self._server.stub, self._server.tls = self, tls
        self.port = self._server.server_address[1]
        name = f"[{host}]" if ":" in host else host
        self.base = f"{'https' if tls else 'http'}://{name}:{self.port}/fhir"
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    """The product opens up to 32 connections at a time; the inherited 5 makes a busy machine wait for a second."""
    block_on_close = False
    stub: StubServer
    tls: ssl.SSLContext | None

    def get_request(self) -> tuple[socket.socket, Any]:
        line, address = super().get_request()
        self.stub.connections += 1
        line.settimeout(PATIENCE_SECONDS)
        return line, address

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls is not None:
            try:
                request = self.tls.wrap_socket(request, server_side=True)
            except OSError:
                request.close()
                return
        try:
            if self.stub.raw is None:
                super().finish_request(request, client_address)
            else:
                self.stub.raw(request, self.stub.closing)
        finally:
            request.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away are what is tested."""


class _Server6(_Server):
    address_family = socket.AF_INET6


def _server_class(host: str) -> type[_Server]:
    return _Server6 if ":" in host else _Server


def _handler(stub: StubServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            seen = Seen(self.path, dict(self.headers))
            stub.seen.append(seen)
            reply = stub.answer(seen)
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            with suppress(OSError):
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.length is not None or reply.pieces is None:
                    self.send_header("Content-Length", str(len(body) if reply.length is None else reply.length))
                self.end_headers()
                for piece in (body,) if reply.pieces is None else reply.pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
            self.close_connection = reply.length is not None or reply.pieces is not None

        def log_message(self, *_: Any) -> None:
            """Be quiet."""

    return Handler
