"""Watches every request: an id of ours, how long it took, how it ended. Never the path, a header or a body."""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import uuid4

from flask import Flask
from structlog.contextvars import bound_contextvars

CLIENT = "cachexia.client"
"""Where, in the WSGI environment, the check of the caller puts the id of the client that it has verified."""
REASON = "cachexia.reason"
"""... and the word for why it refused one."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
LENGTH = re.compile(r"[0-9]{1,15}")


class PathKind(StrEnum):
    """Which part of the service was asked."""

    DISCOVERY = "discovery"
    SERVICE = "service"
    FEEDBACK = "feedback"
    HEALTH = "health"
    DOCS = "docs"
    METRICS = "metrics"
    ADMIN = "admin"
    OTHER = "other"


KINDS = {
    "health": PathKind.HEALTH,
    "docs": PathKind.DOCS,
    "openapi.json": PathKind.DOCS,
    "metrics": PathKind.METRICS,
    "admin": PathKind.ADMIN,
}
"""By the first part of a path."""

REFUSALS = {
    400: "unreadable",
    401: "unverified",
    403: "forbidden",
    404: "not-found",
    405: "method",
    412: "data-unavailable",
    413: "too-large",
    415: "media-type",
    429: "too-many-failures",
    500: "failed",
    503: "busy",
}
"""Why a request was refused, where nobody has said it more exactly."""

SIZES = ((0, "none"), (1_000, "1k"), (10_000, "10k"), (100_000, "100k"), (1_000_000, "1M"), (10_000_000, "10M"))
"""Up to so many bytes; an exact size could be looked up in a client's own log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What may be told of a request."""

    request_id: str
    method: str
    path_kind: PathKind
    status_code: int
    milliseconds: float
    client: str
    """The id of a verified client; empty without one."""
    reason: str
    """Why it was refused; empty where it was not."""
    size_in: str
    size_out: str


Tell = Callable[[Seen], None]


def watch(app: Flask, log: Tell, metrics: Tell) -> None:
    """Tell of every request that `app` answers, whatever becomes of it."""
    app.wsgi_app = _Watch(app.wsgi_app, (log, metrics))  # type: ignore[method-assign]


class _Watch:
    """Around the whole application: what an error handler or a hook does is in the time and in the status."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], tells: tuple[Tell, ...]) -> None:
        self._inner, self._tells = inner, tells

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun = time.perf_counter()
        # A client's own X-Request-Id is not looked at: it would be a way to write into the log.
        request_id = str(uuid4())
        status, length = 500, ""

        def start(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal status, length
            status, length = int(line[:3]), next((text for name, text in headers if name == "Content-Length"), "")
            return start_response(line, [*headers, ("X-Request-Id", request_id)], *rest)

        with bound_contextvars(request_id=request_id):
            try:
                return self._inner(environ, start)
            finally:
                taken = round((time.perf_counter() - begun) * 1000, 1)
                seen = _seen(environ, status, request_id=request_id, milliseconds=taken, size_out=size_of(length))
                for tell in self._tells:
                    tell(seen)


def _seen(environ: dict[str, Any], status: int, **known: Any) -> Seen:
    method = environ.get("REQUEST_METHOD", "")
    return Seen(
        method=method if method in METHODS else "OTHER",
        path_kind=path_kind_of(environ.get("PATH_INFO", "")),
        status_code=status,
        client=environ.get(CLIENT, ""),
        reason=environ.get(REASON) or REFUSALS.get(status, "other") if status >= 400 else "",
        size_in=size_of(environ.get("CONTENT_LENGTH", "")),
        **known,
    )


def path_kind_of(path: str) -> PathKind:
    """Say which kind of path it is."""
    first, *rest = path.strip("/").split("/")
    if first != "cds-services":
        return KINDS.get(first, PathKind.OTHER)
    if not rest:
        return PathKind.DISCOVERY
    return PathKind.FEEDBACK if rest[-1] == "feedback" else PathKind.SERVICE


def size_of(length: str) -> str:
    """Give the class of size of a body of an announced length; `unknown` for one that comes in pieces."""
    if not LENGTH.fullmatch(length or ""):
        return "unknown"
    return next((word for most, word in SIZES if int(length) <= most), "more")
