"""What the web layer needs from others; `app` hands it in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cds_service.hooks.discovery import Service
from cds_service.hooks.request import HookCall

Answer = Callable[[HookCall, float], bytes]
"""Answers one call with the JSON of a CDS Hooks response; may raise what `errors` knows.

The number is the monotonic time at which the call arrived: its deadline runs from there.
"""


@dataclass(frozen=True)
class Offer:
    """A service as discovery shows it, and who answers its calls."""

    service: Service
    answer: Answer


@dataclass(frozen=True)
class Check:
    """One thing that must work before the service is ready; its name is shown to anyone who asks."""

    name: str
    passed: bool


Readiness = Callable[[], Sequence[Check]]
"""Looks at everything that must work."""
