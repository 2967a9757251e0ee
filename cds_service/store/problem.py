"""What is wrong with the record, in a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence that names chains and places, and nothing of what was recorded."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence
