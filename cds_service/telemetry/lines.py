"""The two lines that every call leaves in the log: what was decided, and how the request was answered."""

import logging

from .events import Event
from .logs import say
from .ports import Entry, Request

PROBES = frozenset({"health", "metrics"})
"""Asked for every few seconds by machines: only a failure is worth a line."""


def log_request(seen: Request) -> None:
    """Write the line of a request."""
    is_routine = seen.path_kind in PROBES and seen.status_code < 400
    say(
        Event.REQUEST_ANSWERED,
        logging.DEBUG if is_routine else logging.INFO,
        method=seen.method,
        path_kind=seen.path_kind,
        status_code=seen.status_code,
        milliseconds=seen.milliseconds,
        size_in=seen.size_in,
        size_out=seen.size_out,
        client=seen.client,
        reason=seen.reason,
        request_id=seen.request_id,
    )


def log_decision(entry: Entry) -> None:
    """Write the line of a decision: by which rules, never about whom and never what was found."""
    version = entry.ruleset.get("version")
    say(
        Event.DECISION_MADE,
        client=entry.client,
        service=entry.service,
        outcome=str(entry.outcome),
        ruleset_version=version if isinstance(version, int) else None,
        ruleset_sha256=str(entry.ruleset.get("sha256", ""))[:12],
        milliseconds=entry.milliseconds,
        count=len(entry.cards),
    )
