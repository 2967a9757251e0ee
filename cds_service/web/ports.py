"""What the web layer needs from others; `app` hands it in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cds_service.hooks.discovery import Service
from cds_service.hooks.request import HookCall


class Answered(Protocol):
    """What answering one call gives: the bytes to write, and the decision to keep."""

    @property
    def body(self) -> bytes:
        """The JSON of a CDS Hooks response."""
        ...

    @property
    def record(self) -> Any:
        """What was decided; nothing of it is written here."""
        ...


Answering = Callable[[HookCall, float], Answered]
"""Answers one call; may raise what `errors` knows.

The number is the monotonic time at which the call arrived: its deadline runs from there.
"""

Keep = Callable[[Any], None]
"""Keeps the record of a decision."""


@dataclass(frozen=True)
class Offer:
    """A service as discovery shows it, and who answers its calls."""

    service: Service
    answer: Answering


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
