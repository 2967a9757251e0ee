"""Runs `cachexia-cds serve` in processes of its own, on a port that the system chose."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import requests

from tests.waiting import PATIENCE_SECONDS, wait_until

ATTEMPTS = 5
"""Between choosing a free port and binding it somebody else may take it."""


@contextmanager
def serving(
    *options: str, log: Path | None = None, out: Path | None = None, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run `serve` with two workers; give its address and its master process, which must end well when told to.

    It has a database and a folder of its own, unless the environment names others.
    """
    with (
        TemporaryDirectory() as folder,
        (log or Path(os.devnull)).open("wb") as errors,
        (out or Path(os.devnull)).open("wb") as said,
    ):
        own = {"CDS_STATE_FOLDER": folder, "CDS_DATABASE_URL": f"sqlite:///{folder}/cds.sqlite3"}
        server, base = _started(options, own | environment, errors if log else None, said)
        try:
            yield base, server
        finally:
            server.terminate()
            status = server.wait(timeout=PATIENCE_SECONDS)
    assert status == 0


def _started(
    options: tuple[str, ...], environment: dict[str, str], errors: BinaryIO | None, said: BinaryIO
) -> tuple[subprocess.Popen[bytes], str]:
    for _ in range(ATTEMPTS):
        port = free_port()
        command = [sys.executable, "-m", "cds_service", "serve", "--port", str(port), "--workers", "2", *options]
        settings = {**os.environ, "CDS_ENVIRONMENT": "development", **environment}
        server = subprocess.Popen(command, env=settings, stdout=said, stderr=errors)
        if _comes_up(server, base := f"http://127.0.0.1:{port}"):
            return server, base
    raise AssertionError(f"the service ended {ATTEMPTS} times before it answered; its standard error says why")


def _comes_up(server: subprocess.Popen[bytes], base: str) -> bool:
    wait_until(lambda: server.poll() is not None or _answers(base), f"{base} answers")
    return server.poll() is None


def _answers(base: str) -> bool:
    try:
        return requests.get(f"{base}/health/live", timeout=PATIENCE_SECONDS).ok
    except requests.ConnectionError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
