"""gunicorn's master, whose workers miss no signal however young they are."""

import signal
from typing import Any

from gunicorn.arbiter import Arbiter

ENDING = frozenset({signal.SIGTERM, signal.SIGQUIT, signal.SIGINT})


class Master(Arbiter):
    """Holds back the signals that end a worker until it can obey them.

    Until then a worker has the master's handlers and loses what it is sent: told to end for a new ruleset, it went on
    by the old one for the whole grace period.
    """

    def spawn_worker(self) -> Any:
        """Fork one; the worker itself calls `obey_signals` when it is ready."""
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            return super().spawn_worker()
        finally:
            obey_signals()


def obey_signals() -> None:
    """Deliver what was held back."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
