"""What metrics may be labelled with: words of ours, a bounded number of them, and `other` for everything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

OTHER = "other"
NONE = "none"


class Label(Protocol):
    """Turns a value into a label."""

    def of(self, value: str) -> str:
        """Give the value, or `other`; `none` where there is none."""
        ...


class Closed:
    """Words that are known beforehand."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(map(str, words))

    def of(self, value: str) -> str:
        """Give a known word."""
        return NONE if not value else str(value) if value in self._words else OTHER


class FirstSeen:
    """Whatever comes first, so many: for the ids of clients and versions, of which each site has its own."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._seen: set[str] = set()
        self._lock = Lock()

    def of(self, value: str) -> str:
        """Give a value that was among the first."""
        with self._lock:
            if value and value not in self._seen and len(self._seen) < self._most:
                self._seen.add(value)
            return NONE if not value else value if value in self._seen else OTHER


@dataclass(frozen=True, kw_only=True)
class Words:
    """The closed vocabularies of this service; whoever puts it together knows them all."""

    path_kinds: Iterable[str]
    statuses: Iterable[str]
    outcomes: Iterable[str]
    topics: Iterable[str]
    faults: Iterable[str]
    keys: Iterable[str]
    refusals: Iterable[str]
    override_reasons: Iterable[str]
