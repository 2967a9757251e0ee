"""Limits failures: whoever is refused again and again is told to wait. What succeeds is never limited.

A limit on calls would be a weapon: a hospital stands behind one address, so one wrong client there, or anybody who
guesses tokens from it, could use up the limit of all others, and a card that does not come looks like "nothing found".
So nobody is turned away beforehand. Every token is verified, over the limit or not (a millisecond of work for at most
8 kB, before the body is read; fetching keys has a limit of its own), and every verified call is answered. Only the
*answer to a failure* changes: beyond the limit it is 429 with Retry-After in the place of 400 or 401, so that loops
back off, and a guesser learns less.

Failures are counted by address and verified client. Those without a verified client share their address's count,
which no good call ever looks at; those of a client never touch another one's. Rejected: refusing an address before its
token is verified (locks its neighbours out), not fetching keys for it (locks a client out that has just changed its
keys), and a count that the workers share (a write for every failure, which is what a flood wants).
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

from flask import Flask, Response, request

from cds_service.hooks.outcome import Issue

from .errors import outcome_response
from .watched import CLIENT

FAILURES = frozenset({400, 401})
AT_ONCE = 300
"""Failures that are answered as what they are, before the limit is felt: a site that changes its keys has a bad minute,
and so has an engineer who tries everything out."""
A_MINUTE = 60
"""So many more in every minute after that."""
MOST_KEYS = 10_000
ONE_SITE = 64
"""Bits of an IPv6 address that name a site; the rest its owner changes at will."""
TOO_MANY = Issue("throttled", "Too many requests from here were refused; wait before the next one.")

Key = tuple[str, str]


class FailureLimit:
    """A bucket for each key, which every failure drains and time fills; one for a process."""

    def __init__(
        self, at_once: int = AT_ONCE, a_minute: int = A_MINUTE, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._a_second, self._now = float(at_once), a_minute / 60, now
        self._buckets: OrderedDict[Key, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def failed(self, key: Key) -> int:
        """Count a failure; give the seconds to wait, 0 within the limit. Forgotten keys begin with a full bucket."""
        with self._lock:
            now = self._now()
            left, since = self._buckets.pop(key, (self._most, now))
            left = min(self._most, left + (now - since) * self._a_second)
            is_within = left >= 1
            self._buckets[key] = (left - 1 if is_within else left, now)
            if len(self._buckets) > MOST_KEYS:
                self._buckets.popitem(last=False)
        return 0 if is_within else math.ceil((1 - left) / self._a_second)


def limit_failures(app: Flask, limit: FailureLimit) -> None:
    """Answer failures beyond the limit with 429. To be called after what adds headers, which then sees the 429."""

    def soften(response: Response) -> Response:
        if response.status_code not in FAILURES:
            return response
        wait = limit.failed((site_of(request.remote_addr), request.environ.get(CLIENT, "")))
        if not wait:
            return response
        response.status_code, response.data = 429, outcome_response(429, TOO_MANY).data
        response.headers["Retry-After"] = str(wait)
        response.headers.pop("WWW-Authenticate", None)
        return response

    app.after_request(soften)


def site_of(address: str | None) -> str:
    """Name whom an address belongs to."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return ""
    return str(ip_network((parsed, ONE_SITE), strict=False)) if isinstance(parsed, IPv6Address) else str(parsed)
