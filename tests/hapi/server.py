"""Starts the HAPI server of `deploy/hapi` on a free loopback port, and talks to it."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

Resource = dict[str, Any]
RUN = Path(__file__).parents[2] / "deploy" / "hapi" / "run.sh"
READY = "HAPI ready: "
LONGEST_SECONDS = 120


def missing_tool() -> str:
    """Name the tool without which HAPI cannot be started; empty where all are there."""
    return next((tool for tool in ("java", "mvn") if shutil.which(tool) is None), "")


@contextmanager
def running(port: int = 0) -> Iterator["Hapi"]:
    """Run the server; it is stopped by its own process id."""
    process = subprocess.Popen([str(RUN), "--port", str(port)], stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not line.startswith(READY):
            raise RuntimeError("HAPI did not start; deploy/hapi/README.md says what it needs")
        yield Hapi(line.removeprefix(READY).strip())
    finally:
        process.terminate()
        process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


class Hapi:
    """A running server."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._http = requests.Session()
        self._http.trust_env = False

    def load(self, resources: Iterable[Resource]) -> None:
        """Write resources with their own ids, as one transaction."""
        entries = [
            {
                "resource": one,
                "request": {"method": "PUT", "url": f"{one['resourceType']}/{one['id']}"},
            }
            for one in resources
        ]
        bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
        answer = self._http.post(
            self.base,
            data=json.dumps(bundle),
            headers={"Content-Type": "application/fhir+json"},
            timeout=LONGEST_SECONDS,
        )
        if answer.status_code != 200:
            raise RuntimeError(f"HAPI refused the transaction: {answer.status_code} {answer.text[:400]}")

    def get(self, path: str) -> requests.Response:
        """Ask for a resource or a search, past the server's cache of searches."""
        return self._http.get(f"{self.base}/{path}", headers={"Cache-Control": "no-cache"}, timeout=LONGEST_SECONDS)

    def delete(self, path: str) -> None:
        """Delete a resource, or what a search finds."""
        self._http.delete(f"{self.base}/{path}", timeout=LONGEST_SECONDS).raise_for_status()
