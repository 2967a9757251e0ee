"""Metrics over several workers: the folder in which each keeps its numbers, and what becomes of one that ends."""

import os
import stat
from pathlib import Path
from typing import Any

from prometheus_client import multiprocess, values

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def prepare(folder: Path) -> None:
    """Make the folder, or empty it of an earlier server's numbers. To be called before any metric is made.

    The library looks for the folder when it is imported, which the application's modules do long before `serve` knows
    where it is; so it is told to look again. Raises OSError where the folder cannot be used.
    """
    folder.mkdir(mode=stat.S_IRWXU, parents=True, exist_ok=True)
    folder.chmod(stat.S_IRWXU)
    empty(folder)
    os.environ[FOLDER] = str(folder)
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call] # prometheus-client has few types


def empty(folder: Path) -> None:
    """Remove the numbers, and nothing else that may lie there."""
    for file in folder.glob("*.db"):
        file.unlink(missing_ok=True)


def child_exit(_arbiter: Any, worker: Any) -> None:
    """Tell, as gunicorn does in its master, that a worker has ended: what a worker counted stays, how it did goes."""
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call] # prometheus-client has few types
