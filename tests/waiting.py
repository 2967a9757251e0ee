"""Waiting for another process or thread: over as soon as what is waited for is there, and bounded where it never is."""

import time
from collections.abc import Callable

import pytest

PATIENCE_SECONDS = 60
"""Only what hangs takes that long: on a machine twenty times slower than usual every test still passes."""
PAUSE_SECONDS = 0.02


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Return as soon as it holds; fail, naming what was waited for, where it never does."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > until:
            pytest.fail(f"waited {PATIENCE_SECONDS} s in vain until {what}")
        time.sleep(PAUSE_SECONDS)
