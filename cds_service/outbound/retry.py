"""One second try, where it may help and there is time for it."""

import time
from collections.abc import Callable

from .http import Answered, Refused

Get = Callable[[str], Answered | Refused]
"""Gets what is at a target of the server."""

PAUSE = 0.05
"""Seconds before the second try, where the server does not ask for more."""


class OneRetry:
    """The GETs of one key: the first that fails for a moment is tried again, all later ones are not."""

    def __init__(
        self,
        get: Get,
        deadline: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._get, self._deadline, self._clock, self._sleep = get, deadline, clock, sleep
        self._is_used = False

    def __call__(self, target: str) -> Answered | Refused:
        """Get what is at a target, at the second try if need be."""
        answer = self._get(target)
        if isinstance(answer, Answered) or self._is_used or not answer.failure.is_temporary:
            return answer
        pause = PAUSE if answer.retry_after is None else answer.retry_after
        if self._clock() + pause >= self._deadline:
            return answer
        self._is_used = True
        self._sleep(pause)
        return self._get(target)
