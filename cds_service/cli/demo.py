"""`demo`: the service with its fixture patients, played through the real HTTP hook."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import click
import requests

from fhir_fixtures.catalogue import AS_OF, STORIES
from fhir_fixtures.search import prefetch
from fhir_fixtures.story import Story

from .cards_text import cards_text

START_SECONDS = 60
LOG = Path("var/demo.log")


class Asked(NamedTuple):
    """A prefetch key as discovery advertises it."""

    key: str
    template: str


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def demo(port: int) -> None:
    """Play every fixture patient through the hook and print the cards, then keep serving.

    DEMO_ONCE=1 ends after printing.
    """
    base = f"http://127.0.0.1:{port}"
    with _serving(port) as server:
        _wait_for(base, server)
        advertised = _advertised(base)
        for story in STORIES:
            click.echo(_played(story, base, advertised))
        if os.environ.get("DEMO_ONCE"):
            return
        click.echo(f"Discovery          {base}/cds-services\nRules and sources  {base}/docs/\nCtrl-C ends the demo.")
        try:
            server.wait()
        except KeyboardInterrupt:
            click.echo("")


@contextmanager
def _serving(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server as `serve` does, on the day of the stories."""
    environment = {
        **os.environ,
        "CDS_ENVIRONMENT": "development",
        "CDS_AS_OF": AS_OF.isoformat(),
        "CDS_DATABASE_URL": os.environ.get("CDS_DATABASE_URL", "sqlite:///var/demo.sqlite3"),
        "CDS_PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "cds_service", "serve", "--port", str(port), "--workers", "1"]
    LOG.parent.mkdir(exist_ok=True)
    for left in LOG.parent.glob("demo.sqlite3*"):  # a card that was answered in an earlier demo would not be shown
        left.unlink()
    with LOG.open("wb") as log:  # between the cards it would only be in the way
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)  # noqa: S603 - our own command
        try:
            yield server
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(base: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise click.ClickException(
                f"the server did not start; {LOG} says why. Is the port taken? PORT=8123 make demo takes another."
            )
        try:
            if requests.get(f"{base}/health/ready", timeout=2).ok:
                return
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(0.1)
    raise click.ClickException(f"the server did not answer within {START_SECONDS} seconds.")


def _advertised(base: str) -> tuple[Asked, ...]:
    """Ask what to send, as an EHR does once."""
    (service,) = requests.get(f"{base}/cds-services", timeout=10).json()["services"]
    return tuple(Asked(key, template) for key, template in service["prefetch"].items())


def _played(story: Story, base: str, advertised: tuple[Asked, ...]) -> str:
    call = {
        "hook": "patient-view",
        "hookInstance": str(uuid4()),
        "context": {"userId": "Practitioner/demo", "patientId": story.id},
        "prefetch": prefetch(story.everything, story.id, advertised, story.strays),
    }
    response = requests.post(f"{base}/cds-services/cancer-cachexia", json=call, timeout=10)
    heading = f"\n{story.id}\n{story.sentence}"
    if not response.ok:
        return f"{heading}\n  HTTP {response.status_code}: no answer"
    cards = response.json()["cards"]
    return f"{heading}\n{cards_text(cards) if cards else '  (no card)'}"
