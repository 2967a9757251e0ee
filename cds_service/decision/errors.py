"""What keeps a decision from being made."""

from collections.abc import Mapping


class RequiredDataUnavailable(Exception):
    """Data that the decision cannot do without are neither in the prefetch nor obtainable.

    `failures` says why for each prefetch key: "absent", "client_failed", "wrong_resource", "other_patient",
    "incomplete", "unreadable", or the word of a failed read such as "timeout" or "forbidden".
    """

    def __init__(self, failures: Mapping[str, str]) -> None:
        super().__init__(*failures.items())
        self.failures = dict(failures)
