"""What keeps a decision from being made."""

from collections.abc import Mapping

from .failure import Failure


class RequiredDataUnavailable(Exception):
    """Data that the decision cannot do without are neither in the prefetch nor obtainable.

    `failures` says why, for each prefetch key.
    """

    def __init__(self, failures: Mapping[str, Failure]) -> None:
        super().__init__(*failures.items())
        self.failures = dict(failures)
