"""Counts the diagnoses that nobody here could recognise: a hospital whose codes are its own would else hear nothing."""

import logging
from threading import Lock
from typing import Any

from .ports import Keep

log = logging.getLogger(__name__)


class UnrecognisedDiagnoses:
    """Counts since the start of this process: in how many answers, and how many in all."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.answers = self.diagnoses = 0

    def count(self, found: int) -> None:
        """Add those of one answer; the first answer that has any is logged, without a word of the patient's."""
        if not found:
            return
        with self._lock:
            first = not self.answers
            self.answers += 1
            self.diagnoses += found
        if first:
            log.warning(
                "%d diagnoses of one patient are in code systems that nobody here knows; see /health/ready", found
            )

    def counting(self, keep: Keep) -> Keep:
        """Count what is kept."""

        def count_and_keep(attended: Any) -> None:
            self.count(attended.entry.unrecognised_diagnoses)
            keep(attended)

        return count_and_keep

    @property
    def note(self) -> str:
        """Say it in a sentence for those who run the service; empty where there is nothing to say."""
        if not self.answers:
            return ""
        return f"{self.diagnoses} diagnoses of {self.answers} answers are in code systems that nobody here knows"
