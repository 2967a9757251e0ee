"""`make bench-growth`: what a call costs as it grows, whatever its bytes say, held against a steady series.

Each call is made in a process of its own, which is ended where it takes too long: an earlier version needed minutes.
"""

import argparse
import logging
import multiprocessing
import os
import platform
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from flask import Flask

from bench.__main__ import commit
from bench.bodies import BODIES
from bench.calls import AS_OF, SERVICE
from bench.core import CHARTS, assess_chart
from bench.sides import HERE, cpu_ns
from cds_service.app import create_app
from cds_service.cli.serve import tune_memory
from cds_service.settings import Settings

SIZES = (2_500, 5_000, 10_000, 20_000)
TRIES = 3
LONG_SECONDS = 2
"""What takes that long is not tried again."""
MOST_SECONDS = 40
MOST_TIMES_STEADY, MOST_TIMES_HALF = 4.0, 2.3
TOO_SMALL_SECONDS = 0.02
"""Below it a ratio says more about the machine than about the code."""
REPORT = Path(__file__).parent / "growth.md"


@dataclass(frozen=True)
class Cost:
    """What one call cost."""

    seconds: float
    """Of processor time: the least of the tries."""
    mib: int
    """How much the process grew at its peak."""
    answer: str
    """The HTTP status, or `core` where the body was too large for the hook."""
    size: int
    """Of the body, in bytes."""


def main() -> None:
    """Measure and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--shapes", nargs="+", choices=sorted(BODIES), help="some of the shapes only")
    parser.add_argument("--report", type=Path, default=REPORT)
    arguments = parser.parse_args()
    settings = {"CDS_ENVIRONMENT": "development", "CDS_AS_OF": AS_OF.isoformat()}
    app = create_app(Settings.from_environment(settings))
    logging.disable()
    tune_memory()
    names = dict.fromkeys(("steady", *(arguments.shapes or BODIES)))
    found = {name: costs(app, name, arguments.sizes) for name in names}
    text = "\n".join([*_heading(), *_table(found, arguments.sizes), ""])
    arguments.report.write_text(text, "utf-8")
    print(text)


def costs(app: Flask, name: str, sizes: Sequence[int]) -> list[Cost | None]:
    """Measure a shape at growing sizes; None from the size on at which it takes too long."""
    found: list[Cost | None] = []
    for size in sizes:
        found.append(None if None in found else _in_a_process(app, name, size))
        print(f"{name} {size:,}: {found[-1]}", flush=True)
    return found


def _in_a_process(app: Flask, name: str, size: int) -> Cost | None:
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=_measure, args=(app, name, size, theirs))
    child.start()
    theirs.close()
    began = cpu_ns(child.pid or 0)
    while not ours.poll(0.2):
        # Not by RLIMIT_CPU: under it Linux tells a process its own time in steps of 4 ms.
        if cpu_ns(child.pid or 0) - began > MOST_SECONDS * 1e9:
            child.kill()
            child.join()
            return None
    found: Cost = ours.recv()
    child.join()
    return found


def _measure(app: Flask, name: str, size: int, told: Connection) -> None:
    body = BODIES[name](size)
    client = app.test_client()

    def hook() -> str:
        return str(client.post(SERVICE, data=body, content_type="application/json").status_code)

    def core() -> str:
        assess_chart(chart)
        return "core"

    way = hook
    if name in CHARTS and len(body) > app.config["MAX_CONTENT_LENGTH"]:
        chart, way = CHARTS[name](size), core
    before = _memory_kib("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak counts from here
    seconds: list[float] = []
    while len(seconds) < TRIES and sum(seconds) < LONG_SECONDS:
        began = time.process_time()
        answer = way()
        seconds.append(time.process_time() - began)
    told.send(Cost(min(seconds), (_memory_kib("VmHWM") - before) // 1024, answer, len(body)))


def _memory_kib(name: str) -> int:
    return int(Path("/proc/self/status").read_text("ascii").partition(f"{name}:")[2].split()[0])


def _heading() -> Iterator[str]:
    cores = f"{os.cpu_count()} cores, {platform.machine()}"
    yield f"""# Growth

`make bench-growth`, {time.strftime("%Y-%m-%d")}, Python {platform.python_version()}, {cores}, at {commit(HERE)}.

Seconds of processor time for one call through the hook, the least of {TRIES}, at growing sizes; ended after
{MOST_SECONDS} s. What a shape has as many of as the size says, `bench/bodies.py` and `tests/growth_shapes.py` say.
No shape may cost more than {MOST_TIMES_STEADY} times a steady series of as many bytes, and twice the size at most
{MOST_TIMES_HALF} times as much. What costs more, or fails, is marked with **!**.
"""


def _table(found: dict[str, list[Cost | None]], sizes: Sequence[int]) -> Iterator[str]:
    columns = " | ".join(f"{size:,}" for size in sizes)
    yield f"| shape | {columns} | times half the size | times steady | MB sent | MiB peak | answer |"
    yield "|---" * (len(sizes) + 6) + "|"
    for name, measured in found.items():
        yield _row(name, measured, found["steady"])


def _row(name: str, measured: Sequence[Cost | None], steady: Sequence[Cost | None]) -> str:
    done = [cost for cost in measured if cost is not None]
    cells = [f"{cost.seconds:.3f}" if cost else f"over {MOST_SECONDS}" for cost in measured]
    if not done:
        return f"| {name} | {' | '.join(cells)} | **!** | **!** | | | |"
    last = done[-1]
    half = _times(last.seconds, done[-2].seconds, MOST_TIMES_HALF) if len(done) > 1 else ""
    most = _times(last.seconds, _alike(last, steady), MOST_TIMES_STEADY)
    unfinished = "" if len(done) == len(measured) else " **!**"
    failed = " **!**" if last.answer == "500" else ""
    tail = f"{last.size / 1e6:.1f} | {last.mib} | {last.answer}{failed}"
    return f"| {name} | {' | '.join(cells)} | {half}{unfinished} | {most} | {tail} |"


def _alike(cost: Cost, steady: Sequence[Cost | None]) -> float:
    """The seconds of a steady series of as many bytes; it grows by its bytes, so the largest one says them."""
    largest = next(one for one in reversed(steady) if one is not None)
    return largest.seconds * cost.size / largest.size


def _times(seconds: float, other: float, most: float) -> str:
    if seconds < TOO_SMALL_SECONDS:
        return "–"
    ratio = seconds / other
    return f"{ratio:.1f}{' **!**' if ratio > most else ''}"


if __name__ == "__main__":
    main()
