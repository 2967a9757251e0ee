"""What a process remembers beyond a call, as functions: who may call, what was decided, what was said of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from werkzeug.exceptions import ServiceUnavailable

from cds_service.decision.attend import Attended, Recall, nothing_remembered
from cds_service.hooks.client import Caller, Client
from cds_service.hooks.feedback import Feedback
from cds_service.web.ports import Check


def _keep_nothing(_attended: Attended) -> None:
    """Leave no trace."""


def _refuse_feedback(_caller: Caller, _service: str, _items: Sequence[Feedback]) -> None:
    """Never acknowledge what is kept nowhere."""
    raise ServiceUnavailable


@dataclass(frozen=True)
class Memory:
    """The store, as far as the service needs it; by itself it remembers nothing and knows no client."""

    clients: Callable[[], Sequence[Client]] = tuple
    first_use: Callable[[str, str, int], bool] = lambda _issuer, _token, _until: True
    """Whether a token is used for the first time: by issuer, `jti`, and when it expires by itself."""
    recall: Recall = nothing_remembered
    keep: Callable[[Attended], None] = _keep_nothing
    keep_feedback: Callable[[Caller, str, Sequence[Feedback]], None] = _refuse_feedback
    checks: Callable[[], tuple[Check, ...]] = tuple
    waiting: Callable[[], int] = int
    """How much waits for the database."""
