"""A real server process on a free loopback port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(*options: str, log: Path | None = None, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run `serve` with two workers; give its address and its master process, which must end well when told to."""
    port = free_port()
    command = [sys.executable, "-m", "cds_service", "serve", "--port", str(port), "--workers", "2", *options]
    env = {**os.environ, "CDS_ENVIRONMENT": "development", **environment}
    with (log or Path(os.devnull)).open("wb") as errors:
        server = subprocess.Popen(command, env=env, stderr=errors if log else None)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_alive(address, server)
        yield address, server
    finally:
        server.terminate()
        status = server.wait(timeout=PATIENCE_SECONDS)
    assert status == 0


def _wait_until_alive(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            requests.get(f"{address}/health/live", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not start")
