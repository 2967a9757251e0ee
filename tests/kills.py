"""Kills the service again and again while clients call it, and counts what it had acknowledged and then lost.

`python -m tests.kills --kills 100` prints the report; the suite does a few.
"""

import argparse
import hmac
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from uuid import uuid4

import requests
from sqlalchemy import select

from cds_service.store.database import open_database
from cds_service.store.feedback import CODE
from cds_service.store.tables import decisions, feedback
from cds_service.store.verify import verify
from tests.contract.calls import valid_call
from tests.serving import free_port
from tests.waiting import PATIENCE_SECONDS, wait_until

PATH = "/cds-services/cancer-cachexia"
CLIENTS = 4


@dataclass
class Tally:
    """What the clients were told."""

    acknowledged: set[str] = field(default_factory=set)
    """The reason codes of the feedback that was acknowledged: each item has one of its own."""
    answered: int = 0
    broken: int = 0
    others: set[int] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class Report:
    """What was left after all kills."""

    kills: int
    answered: int
    acknowledged: int
    broken: int
    others: frozenset[int]
    lost: int
    doubled: int
    decisions: int
    problems: tuple[str, ...]


def killed(kills: int, folder: Path, seed: int = 0) -> Report:
    """Serve, and kill a worker, or everything and start again, so many times; then look at what there is."""
    chance, tally, done = random.Random(seed), Tally(), Event()  # noqa: S311 - which process to kill is no secret
    port = free_port()
    environment = {
        **os.environ,
        "CDS_ENVIRONMENT": "development",
        "CDS_DATABASE_URL": f"sqlite:///{folder}/cds.sqlite3",
        "CDS_STATE_FOLDER": str(folder),
        "CDS_SECRET_KEY": "0123456789abcdef0123456789abcdef",
    }
    clients = [Thread(target=_client, args=(f"http://127.0.0.1:{port}", tally, done)) for _ in range(CLIENTS)]
    server = _start(port, environment)
    for one in clients:
        one.start()
    for _ in range(kills):
        _let_them_call(tally)
        if chance.random() < 0.5:
            _kill_all(server)
            server = _start(port, environment)
        else:
            _kill_one_worker(server, chance)
    _let_them_call(tally)
    done.set()
    for one in clients:
        one.join()
    wait_until(lambda: _is_whole(port), "what waited is brought in")
    server.terminate()
    server.wait(PATIENCE_SECONDS)
    return _found(folder, kills, tally)


def _client(base: str, tally: Tally, done: Event) -> None:
    """Call, and say something of each card with a code of its own."""
    while not done.is_set():
        try:
            call = valid_call()
            call["context"]["userId"] = f"Practitioner/{uuid4()}"
            answer = requests.post(base + PATH, json=call, timeout=PATIENCE_SECONDS)
            code = uuid4().hex
            said = {
                "card": str(uuid4()),
                "outcome": "overridden",
                "outcomeTimestamp": "2026-06-30T10:15:00Z",
                "overrideReason": {"reason": {"code": code, "system": "urn:x"}},
            }
            told = requests.post(f"{base}{PATH}/feedback", json={"feedback": [said]}, timeout=PATIENCE_SECONDS)
        except requests.RequestException:
            with tally.lock:
                tally.broken += 1
            time.sleep(0.02)
            continue
        with tally.lock:
            tally.answered += answer.status_code == 200
            tally.others |= {answer.status_code, told.status_code} - {200}
            if told.status_code == 200 and CODE.fullmatch(code):
                tally.acknowledged.add(code)


def _let_them_call(tally: Tally) -> None:
    """Wait until some more were answered: the kill comes in the middle of work."""
    before = tally.answered
    wait_until(lambda: tally.answered > before + 5, "calls are answered")


def _start(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cds_service", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: _is_live(port), "the service answers")
    return server


def _is_live(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/health/live", timeout=PATIENCE_SECONDS).ok
    except requests.RequestException:
        return False


def _is_whole(port: int) -> bool:
    ready = requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=PATIENCE_SECONDS)
    return ready.ok and "warnings" not in ready.json()


def _workers(server: subprocess.Popen[bytes]) -> list[int]:
    return [int(one) for one in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text("ascii").split()]


def _kill_one_worker(server: subprocess.Popen[bytes], chance: random.Random) -> None:
    workers = _workers(server)
    if workers:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(workers), signal.SIGKILL)


def _kill_all(server: subprocess.Popen[bytes]) -> None:
    workers = _workers(server)
    server.kill()
    server.wait(PATIENCE_SECONDS)
    for one in workers:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
    for one in workers:
        wait_until(lambda one=one: not Path(f"/proc/{one}").exists(), "a worker is gone")


def _found(folder: Path, kills: int, tally: Tally) -> Report:
    engine = open_database(f"sqlite:///{folder}/cds.sqlite3")
    with engine.begin() as connection:
        codes = list(connection.scalars(select(feedback.c.reason_code)))
        count = len(list(connection.scalars(select(decisions.c.id))))
    key = hmac.digest(b"0123456789abcdef0123456789abcdef", b"records", "sha256")
    problems = tuple(one.sentence for one in verify(engine, key, folder / "records" / "anchors.ndjson"))
    engine.dispose()
    return Report(
        kills=kills,
        answered=tally.answered,
        acknowledged=len(tally.acknowledged),
        broken=tally.broken,
        others=frozenset(tally.others),
        lost=len(tally.acknowledged - set(codes)),
        doubled=len(codes) - len(set(codes)),
        decisions=count,
        problems=problems,
    )


def main() -> None:
    """Kill, and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        began = time.monotonic()
        print(killed(arguments.kills, Path(folder)))
        print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
