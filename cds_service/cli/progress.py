"""A progress bar on a terminal, for what runs longer than two seconds."""

import sys
import time
from types import TracebackType
from typing import TextIO

PATIENCE_SECONDS = 2
WIDTH = 30


class Progress:
    """Counts towards a total; silent where nobody watches."""

    def __init__(self, label: str, total: int, stream: TextIO | None = None) -> None:
        self._label = label
        self._total = max(total, 1)
        self._done = 0
        self._stream = stream or sys.stderr
        self._since = time.monotonic()
        self._shown = -1

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown >= 0:
            self._stream.write("\n")

    def advance(self, amount: int) -> None:
        """Count on, and draw where it has taken long enough."""
        self._done += amount
        percent = min(100, 100 * self._done // self._total)
        watched = self._stream.isatty() and time.monotonic() - self._since > PATIENCE_SECONDS
        if watched and percent != self._shown:
            self._shown = percent
            bar = "#" * (WIDTH * percent // 100)
            self._stream.write(f"\r{self._label} [{bar:<{WIDTH}}] {percent:3} %")
            self._stream.flush()
