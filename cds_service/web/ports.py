"""What the web layer needs from others; `app` hands it in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Request

from cds_service.hooks.client import Caller
from cds_service.hooks.discovery import Service
from cds_service.hooks.feedback import Feedback
from cds_service.hooks.request import HookCall


class Attended(Protocol):
    """What attending to one call gives: the bytes to write, or the refusal; and what to keep of it."""

    @property
    def body(self) -> bytes:
        """The JSON of a CDS Hooks response."""
        ...

    @property
    def refusal(self) -> Exception | None:
        """What `errors` knows, where the call is refused; None where it is answered."""
        ...


Attend = Callable[[HookCall, Caller, float], Attended]
"""Attends to one call.

The number is the monotonic time at which the call arrived: its deadline runs from there.
"""

Keep = Callable[[Any], None]
"""Keeps what is to be kept of a call that was attended to; never fails because of where it is kept."""

KeepFeedback = Callable[[Caller, str, Sequence[Feedback]], None]
"""Keeps a client's feedback about a service. When it returns, the feedback is safe."""

CallerOf = Callable[[Request, Collection[str]], Caller]
"""Says who a request is from, without its body; raises what `errors` knows.

The audiences are paths below the public base URL: a token is for one of them or for nobody.
"""


@dataclass(frozen=True)
class Offer:
    """A service as discovery shows it, and who attends to its calls."""

    service: Service
    attend: Attend


@dataclass(frozen=True)
class Published:
    """All that the site shows and answers under one policy, prepared once for it."""

    offers: Mapping[str, Offer]
    """By the service's id."""
    discovery: bytes
    page: str
    """The intervention's page, as HTML."""
    sheet: str
    """The EHR set-up sheet, as HTML."""
    ruleset: Mapping[str, str | int]
    """Which rules these are, as readiness says it."""


InForce = Callable[[], Published]
"""Gives what holds now. One request asks once, so that it is answered by one policy."""


@dataclass(frozen=True)
class Check:
    """One thing that should work; its name and its note are shown to anyone who asks."""

    name: str
    passed: bool
    stops: bool = True
    """Whether no calls should be sent here while it fails."""
    note: str = ""


Readiness = Callable[[], Sequence[Check]]
"""Looks at everything that should work."""
