"""The sides of a comparison: server processes with one worker each, and what a round of calls costs that worker."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from bench.calls import AS_OF, SERVICE, losing
from cds_service.cli.serve import THREADS

HERE = Path(__file__).parents[1]
START_SECONDS = 60
Headers = Callable[[], Mapping[str, str]]
HEADERS = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Round:
    """What the calls of a round cost."""

    cpu_ms: float
    """User and system time of the worker, a call."""
    latencies_ms: tuple[float, ...]


@dataclass
class Side:
    """One of the servers that take turns."""

    name: str
    port: int
    arbiter: int
    rounds: list[Round] = field(default_factory=list)

    @property
    def worker(self) -> int:
        """The process that answers: gunicorn's arbiter has one child."""
        (child,) = Path(f"/proc/{self.arbiter}/task/{self.arbiter}/children").read_text("ascii").split()
        return int(child)

    def resident_mib(self) -> int:
        """The worker's resident memory now."""
        status = Path(f"/proc/{self.worker}/status").read_text("ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) // 1024

    headers: Headers = dict
    """What each call carries beside its body; a token is good for one call."""

    def cards(self, body: bytes) -> int:
        """Call once, and count the cards; the bench is of answers, not of refusals."""
        with self._line() as line:
            return len(orjson.loads(_post(line, body, self.headers()))["cards"])

    def play(self, body: bytes, seconds: float) -> Round:
        """Call, one after the other over one connection, for a while."""
        latencies = []
        with self._line() as line:
            _post(line, body, self.headers())
            began, until = cpu_ns(self.worker), time.monotonic() + seconds
            while time.monotonic() < until:
                headers = self.headers()
                asked = time.perf_counter()
                _post(line, body, headers)
                latencies.append(1000 * (time.perf_counter() - asked))
        return Round((cpu_ns(self.worker) - began) / 1e6 / len(latencies), tuple(latencies))

    @contextmanager
    def _line(self) -> Iterator[http.client.HTTPConnection]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        try:
            yield line
        finally:
            line.close()


@contextmanager
def service(tree: Path, name: str, headers: Headers = dict, **environment: str) -> Iterator[Side]:
    """Run the service of a checkout, as its own `serve` does."""
    command = ("cds_service", "serve", "--workers", "1", "--port", "{port}")
    with _running(tree, name, *command, headers=headers, environment=environment) as side:
        yield side


@contextmanager
def floor(name: str, *options: str, made: str = "floor", headers: Headers = dict, **environment: str) -> Iterator[Side]:
    """Run the bare endpoint of this checkout, with `serve`'s worker and threads."""
    alike = ("--worker-class", "gthread", "--threads", str(THREADS), "--workers", "1", "--no-control-socket")
    place = ("--log-level", "warning", "--bind", "127.0.0.1:{port}", f"bench.floor:{made}()")
    command = ("gunicorn", *alike, *options, *place)
    with _running(HERE, name, *command, headers=headers, environment=environment) as side:
        yield side


@contextmanager
def _running(
    tree: Path, name: str, module: str, *arguments: str, headers: Headers, environment: Mapping[str, str]
) -> Iterator[Side]:
    port = _free_port()
    # Only the checkout and the libraries: a checkout that is installed elsewhere must not be found instead.
    development = {"CDS_ENVIRONMENT": "development", "CDS_AS_OF": AS_OF.isoformat()}
    given = {**os.environ, "PYTHONPATH": str(tree), **(environment or development)}
    command = [sys.executable, "-m", module, *(one.format(port=port) for one in arguments)]
    process = subprocess.Popen(command, cwd=tree, env=given, stderr=subprocess.DEVNULL)
    try:
        side = Side(name, port, process.pid, headers=headers)
        _wait_for(side, process)
        yield side
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(START_SECONDS)


def _wait_for(side: Side, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            side.cards(losing(3))
        except ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"the server of {side.name} did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _post(line: http.client.HTTPConnection, body: bytes, headers: Mapping[str, str]) -> bytes:
    line.request("POST", SERVICE, body, {**HEADERS, **headers})
    answer = line.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{answer.status} instead of an answer: {text[:200]!r}")
    return text


def cpu_ns(process: int) -> int:
    """The processor time of another process, to the nanosecond; /proc counts in hundredths of a second.

    Linux numbers that clock as clock_getcpuclockid(3) does, which Python does not offer.
    """
    return time.clock_gettime_ns(~process << 3 | 2)
