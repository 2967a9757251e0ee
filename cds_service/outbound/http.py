"""One GET: to a pinned server, within a deadline, for strict JSON of a bounded size, or the failure's name.

It returns failures instead of raising them: an exception's text would hold the URL, and with it the patient's id.
"""

import re
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any

from requests import RequestException, Response
from requests.exceptions import SSLError as RequestsSSLError
from requests.exceptions import Timeout as RequestsTimeout
from urllib3.exceptions import HTTPError, SSLError
from urllib3.exceptions import TimeoutError as Urllib3TimeoutError
from urllib3.util import Timeout

from cds_service.decision.failure import Failure
from cds_service.hooks.strict_json import NotStrictJson, refuse_unless_strict

from .breaker import Conduct
from .connection import PinnedAdapter, PinnedRequest
from .inflating import NotGzip, inflated
from .pinning import Pinned
from .statuses import failure_of_status

FHIR_JSON = "application/fhir+json"
JSON_TYPE = re.compile(r"(application|text)/([a-z0-9.-]+\+)?json", re.ASCII | re.IGNORECASE)
TOKEN = re.compile(r"[ -~]+", re.ASCII)
"""What fits into a header; whatever else a caller sends as a token is not blamed on the server."""
ENCODINGS = frozenset({"identity", "gzip"})
MOST_BYTES = 20 * 1024 * 1024
PIECE = 64 * 1024

Notice = Callable[[Conduct], None]
"""Takes note of what a server did."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The body of a 200: strict JSON in UTF-8."""

    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """No answer, why, and how many seconds the server asks to be left alone."""

    failure: Failure
    retry_after: float | None = None


class Transport:
    """Sends GETs; safe to use from many threads."""

    def __init__(
        self,
        ca_bundle: Path | None = None,
        *,
        most_bytes: int = MOST_BYTES,
        accept: str = FHIR_JSON,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._adapter = PinnedAdapter(ca_bundle)
        self._most_bytes, self._accept, self._clock = most_bytes, accept, clock

    def get(
        self,
        where: Pinned,
        target: str,
        *,
        token: str | None,
        deadline: float,
        notice: Notice = lambda _: None,
    ) -> Answered | Refused:
        """Get what is at `target` (path and query) of a server, before the clock shows `deadline`.

        What the server does is noticed as soon as it is known, since nobody waits for the end beyond the deadline.
        """
        left = deadline - self._clock()
        if left <= 0:
            return Refused(Failure.TIMEOUT)
        if token is not None and not TOKEN.fullmatch(token):
            return Refused(Failure.UNAUTHORISED)
        notice(Conduct.SILENT)
        try:
            timeout: Any = Timeout(total=left)  # the adapter takes urllib3's; the types of requests do not know it
            request = _request(where, target, token, self._accept)
            with closing(self._adapter.send(request, stream=True, timeout=timeout)) as response:
                notice(_conduct_of(response.status_code))
                return self._read(response)
        except (RequestException, HTTPError, HTTPException, OSError, UnicodeError) as error:
            failure = _failure_of(error)
            if failure is not Failure.TIMEOUT:
                notice(Conduct.FAILED)
            return Refused(failure)

    def close(self) -> None:
        """Close the kept connections."""
        self._adapter.close()

    def _read(self, response: Response) -> Answered | Refused:
        failure = failure_of_status(response.status_code) or _failure_of_headers(response)
        if failure is not None:
            return Refused(failure, _retry_after(response.headers.get("Retry-After", "")))
        try:
            body = self._body(response)
            if body is None:
                return Refused(Failure.TOO_LARGE)
            refuse_unless_strict(body)
        except (NotGzip, NotStrictJson):
            return Refused(Failure.BROKEN_JSON)
        return Answered(body)

    def _body(self, response: Response) -> bytes | None:
        """Read a body; None as soon as it is larger than it may be."""
        body = bytearray()
        pieces = response.raw.stream(PIECE, decode_content=False)
        for piece in inflated(pieces, self._most_bytes) if _encoding(response) == "gzip" else pieces:
            body += piece
            if len(body) > self._most_bytes:
                return None
        return bytes(body)


def _request(where: Pinned, target: str, token: str | None, accept: str) -> PinnedRequest:
    headers = {
        "Host": where.server.authority,
        "Accept": accept,
        "Accept-Encoding": "gzip",
        "Cache-Control": "no-cache",  # HAPI answers the same search from memory for a minute
        "User-Agent": "cachexia-cds",
    }
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    request = PinnedRequest(where)
    request.prepare(method="GET", url=where.server.origin, headers=headers)
    request.url = where.server.origin + target  # as it is: requests would rewrite percent signs and dots
    return request


def _conduct_of(status: int) -> Conduct:
    failing = {Failure.SERVER_ERROR, Failure.RATE_LIMITED}
    return Conduct.FAILED if failure_of_status(status) in failing else Conduct.ANSWERED


def _failure_of(error: Exception) -> Failure:
    if isinstance(error, (RequestsTimeout, Urllib3TimeoutError, TimeoutError)):
        return Failure.TIMEOUT
    return Failure.TLS if isinstance(error, (RequestsSSLError, SSLError)) else Failure.UNREACHABLE


def _failure_of_headers(response: Response) -> Failure | None:
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip()
    return None if _encoding(response) in ENCODINGS and JSON_TYPE.fullmatch(media_type) else Failure.NOT_JSON


def _encoding(response: Response) -> str:
    return str(response.headers.get("Content-Encoding", "identity")).strip().lower()


def _retry_after(text: str) -> float | None:
    """Read Retry-After, in seconds or as a date; None where it says nothing."""
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
