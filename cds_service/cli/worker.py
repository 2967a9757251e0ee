"""gunicorn's threaded worker, which neither waits for ever for a client nor repeats what one sent."""

import json
import logging
import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.http import errors as http
from gunicorn.workers.gthread import ThreadWorker

from cds_service.hooks.outcome import Issue, IssueCode, operation_outcome_of

log = logging.getLogger(__name__)

THREADS = 256
"""Most of them wait for clients: a connection that sends half a request holds one until the deadline. How many calls
are answered at once is bounded elsewhere (`web.turnstile`). waitress, which buffers requests without threads, was
considered: it runs in one process only."""
REQUEST_SECONDS = 40.0
"""From the first byte of a request to the last of its answer; a body of 10 MB arrives at 350 kB a second."""

LINGER_SECONDS = 5.0
PIECE = 65_536

Refusal = tuple[int, str, IssueCode, str]
LONG_HEAD = "Request Header Fields Too Large"
REFUSALS: dict[type[BaseException], Refusal] = {
    http.LimitRequestLine: (414, "URI Too Long", "too-long", "The request line is too long."),
    http.LimitRequestHeaders: (
        431,
        LONG_HEAD,
        "too-long",
        "The headers are too long or too many.",
    ),
    http.ExpectationFailed: (417, "Expectation Failed", "not-supported", "This expectation cannot be met."),
    http.UnsupportedTransferCoding: (501, "Not Implemented", "not-supported", "This transfer coding is not supported."),
    http.ParseException: (400, "Bad Request", "invalid", "The request is not HTTP that this server can read."),
    OSError: (400, "Bad Request", "incomplete", "The request ended before it was complete."),
}
FAILED: Refusal = (
    500,
    "Internal Server Error",
    "exception",
    "The service failed; no recommendation was made.",
)


class DeadlineWorker(ThreadWorker):
    """Ends requests that take too long, whatever part of them is late."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._begun: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        """Read a request and answer it, in a thread."""
        self._begun[conn] = time.monotonic()
        try:
            goes_on = super().handle(conn)
            if not goes_on:
                _linger(conn.sock)
            return goes_on
        finally:
            self._begun.pop(conn, None)

    def murder_pending(self) -> None:
        """Once a second, in the main thread: also cut off whoever is late; the thread that waits for it then ends."""
        super().murder_pending()
        latest = time.monotonic() - REQUEST_SECONDS
        for conn in [one for one, begun in list(self._begun.items()) if begun < latest]:
            try:
                conn.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it has just ended by itself

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:  # noqa: ARG002
        """Answer what could not be read, in our own words: gunicorn's log and page repeat what the client sent."""
        refusal = next((REFUSALS[kind] for kind in type(exc).__mro__ if kind in REFUSALS), FAILED)
        log.warning("a request was answered with %s: %s", refusal[0], type(exc).__qualname__)
        try:
            client.sendall(_response(*refusal))
        except OSError:
            log.debug("nobody waited for the answer")


def _linger(line: socket.socket) -> None:
    """Close our side, and throw away what a client still sends: it reads the refusal instead of a reset connection.

    gunicorn does so in the main thread, two seconds for each client that does not close its side.
    """
    until = time.monotonic() + LINGER_SECONDS
    with suppress(OSError):
        line.shutdown(socket.SHUT_WR)
        while (left := until - time.monotonic()) > 0:
            line.settimeout(left)
            if not line.recv(PIECE):
                break
        line.shutdown(socket.SHUT_RDWR)


def _response(status: int, reason: str, code: IssueCode, sentence: str) -> bytes:
    body = json.dumps(operation_outcome_of([Issue(code, sentence)])).encode()
    lines = (
        f"HTTP/1.1 {status} {reason}",
        "Connection: close",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "X-Content-Type-Options: nosniff",
        "Cache-Control: no-store",
        "",
        "",
    )
    return "\r\n".join(lines).encode() + body
