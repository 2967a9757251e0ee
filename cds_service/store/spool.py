"""What waits for the database: files to which each process appends, and which one process at a time brings in.

A put is acknowledged when its whole line is in the file. Every put opens the file by name and locks it; who brings
files in takes the name away under the same lock. So nobody writes to a file that is being read.
"""

import fcntl
import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy.exc import DataError, IntegrityError

from .chain import canonical

FOLDER = "records"
"""Below the service's folder of state."""
WAITING, DRAINING, UNFIT = ".waiting", ".draining", "unfit.ndjson"
NEVER_FITS = (IntegrityError, DataError, ValueError, KeyError, TypeError)
"""What no second attempt would mend."""

Apply = Callable[[str, dict[str, Any]], None]

log = logging.getLogger(__name__)


class Spool:
    """A folder of files of JSON lines; a file holds documents of one kind and one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._owner = 0
        self._name = ""

    def put(self, kind: str, document: Mapping[str, Any], *, durable: bool) -> None:
        """Keep a document until the database is there; durable: through a loss of power. Raises OSError."""
        line = (canonical(document) + "\n").encode()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{kind}-{self._process()}{WAITING}"
        with _opened_under(path) as file:
            _append_whole(file, line)
            if durable:
                os.fsync(file)
        if durable:
            _sync_folder(self.folder)

    def drain(self, apply: Apply) -> int:
        """Bring in what all processes left, and count it; where `apply` raises, the rest waits on.

        Kinds come in the order of their names. `apply` must do nothing where it is given a document again.
        """
        if self.is_empty:
            return 0
        with _alone(self.folder / "drain.lock") as is_alone:
            return self._bring_in(apply) if is_alone else 0

    def holds(self, kind: str) -> bool:
        """Tell whether a document of a kind waits."""
        return any(path.name.startswith(f"{kind}-") for path in self._files(WAITING, DRAINING))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing waits."""
        return not self._files(WAITING, DRAINING)

    @property
    def waiting(self) -> int:
        """How many documents wait."""
        return sum(_lines_in(path) for path in self._files(WAITING, DRAINING))

    def _bring_in(self, apply: Apply) -> int:
        # From the last kind to the first: what is taken of a kind then rests only on earlier kinds that are taken, too.
        for path in reversed(self._files(WAITING)):
            _take(path)
        count = 0
        for path in self._files(DRAINING):
            kind = path.name.partition("-")[0]
            for line in _acknowledged(path):
                self._apply_or_set_aside(apply, kind, line)
                count += 1
            path.unlink()
        return count

    def _apply_or_set_aside(self, apply: Apply, kind: str, line: bytes) -> None:
        """Let a line that cannot be brought in not hold up the others; it is kept for whoever repairs it."""
        try:
            apply(kind, json.loads(line))
        except NEVER_FITS:
            log.error("a line of the spool cannot be brought in; it was set aside")
            with _opened_under(self.folder / UNFIT) as file:
                _append_whole(file, line)
                os.fsync(file)

    def _files(self, *endings: str) -> list[Path]:
        return sorted(path for ending in endings for path in self.folder.glob(f"*-*{ending}"))

    def _process(self) -> str:
        """Name this process; a fork is another."""
        if self._owner != os.getpid():
            self._owner, self._name = os.getpid(), uuid4().hex
        return self._name


@contextmanager
def _opened_under(path: Path) -> Iterator[int]:
    """Open a file to append to, locked, and still under its name."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            if _is_still(path, file):
                yield file
                return
        finally:
            os.close(file)


def _is_still(path: Path, file: int) -> bool:
    """Tell whether the name was not taken away between opening and locking."""
    try:
        return path.stat().st_ino == os.fstat(file).st_ino
    except FileNotFoundError:
        return False


def _append_whole(file: int, line: bytes) -> None:
    """Append a whole line or, where the disk is full, nothing of it."""
    size = os.fstat(file).st_size
    torn = size > 0 and os.pread(file, 1, size - 1) != b"\n"
    rest = b"\n" + line if torn else line
    try:
        while rest:
            rest = rest[os.write(file, rest) :]
    except OSError:
        os.ftruncate(file, size)
        raise


def _take(path: Path) -> None:
    """Take a file's name away, when nobody is writing to it."""
    with _opened_under(path):
        path.rename(path.with_name(f"{path.name.removesuffix(WAITING)}-{uuid4().hex}{DRAINING}"))


def _acknowledged(path: Path) -> Iterator[bytes]:
    """Read the lines; one without an end was never acknowledged."""
    with path.open("rb") as lines:
        yield from (line for line in lines if line.endswith(b"\n") and line.strip())


def _lines_in(path: Path) -> int:
    try:
        return sum(1 for _ in _acknowledged(path))
    except FileNotFoundError:  # brought in meanwhile
        return 0


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Be the only process that does something, or learn that another does it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(file)


def _sync_folder(folder: Path) -> None:
    """Put the folder's names on the disk."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
