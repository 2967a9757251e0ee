"""Leaves a database that could not be used alone for a while: else every call would wait for it to fail."""

import time
from collections.abc import Callable

SECONDS = 5.0


class Rest:
    """Begins with a failure and ends by itself."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._until = 0.0

    @property
    def is_on(self) -> bool:
        """Whether the database is to be left alone."""
        return self._monotonic() < self._until

    def begin(self) -> None:
        """Leave it alone from now on."""
        self._until = self._monotonic() + SECONDS
