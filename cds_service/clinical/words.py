"""Words of the core that a reader may see: English where they stand, translated where they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def phrase(message: str) -> str:
    """Mark a sentence for the phrase catalogue where it stands; whoever shows it translates it."""
    return message


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence of the catalogue, and the values of its placeholders."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
