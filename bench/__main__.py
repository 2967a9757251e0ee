"""`make bench`: what a hook call costs beside a floor under the same server, for 10, 100 and 1,000 weights.

Both verify the same kind of token and write to a database. `python -m bench --against DIR` measures the service of
another checkout in the same rounds, before and after: in development, where the floor does neither.
"""

import argparse
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.calls import AS_OF, losing
from bench.sides import HERE, Round, Side, floor, service
from bench.tokens import prepared

SIZES = (10, 100, 1000)
ROUNDS = 15
SECONDS_A_ROUND = 0.6
REPORT = Path(__file__).parent / "report.md"
TARGETS = {10: "3.0", 100: "2.8", 1000: "1.8"}


def main() -> None:
    """Measure and write the report."""
    arguments = _arguments()
    with ExitStack() as running:
        sides, as_of = _against(running, arguments.against) if arguments.against else _verified(running)
        rows = [row for size in SIZES for row in measured(size, losing(size, as_of), sides, arguments.rounds)]
    text = "\n".join([*_heading(arguments), *rows, *_notes(arguments), ""])
    arguments.report.write_text(text, "utf-8")
    print(text)


def _verified(running: ExitStack) -> tuple[list[Side], date]:
    """Run both sides as in production, which knows no other day than today."""
    headers, environment = prepared(Path(running.enter_context(TemporaryDirectory())))
    sides = [
        running.enter_context(service(HERE, "service", headers, **environment)),
        running.enter_context(floor("floor", made="verified_floor", headers=headers, **environment)),
    ]
    return sides, datetime.now(UTC).date()


def _against(running: ExitStack, tree: Path) -> tuple[list[Side], date]:
    """Run this service, another checkout's, and the floor."""
    sides = [
        running.enter_context(service(HERE, "service")),
        running.enter_context(service(tree.resolve(), "before")),
        running.enter_context(floor("tuned floor", "--config", "python:bench.tuned")),
        running.enter_context(floor("floor")),
    ]
    return sides, AS_OF


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="another checkout, measured in the same rounds")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--report", type=Path, default=REPORT)
    return parser.parse_args()


def measured(size: int, body: bytes, sides: Sequence[Side], rounds: int) -> Iterator[str]:
    """Let the sides take turns, so that a noisy neighbour hits all of them; give a row for each."""
    cards = {side.name: side.cards(body) for side in sides}
    for side in sides:
        side.play(body, SECONDS_A_ROUND)  # warm
        side.rounds = []
    for number in range(rounds):
        for place in range(len(sides)):
            side = sides[(number + place) % len(sides)]
            side.rounds.append(side.play(body, SECONDS_A_ROUND))
    for side in sides:
        yield row(f"{size:,} ({len(body) / 1000:.0f} kB)", side, sides[-1], cards[side.name], TARGETS[size])


def row(size: str, side: Side, lowest: Side, cards: int, target: str) -> str:
    """Write what a side took; the ratio is the median of the rounds' ratios."""
    pairs = zip(side.rounds, lowest.rounds, strict=True)
    ratio = statistics.median(one.cpu_ms / other.cpu_ms for one, other in pairs)
    latencies = _latencies(side.rounds)
    return (
        f"| {size} | {side.name} | {cards} | {statistics.median(one.cpu_ms for one in side.rounds):.2f} "
        f"| {'' if side is lowest else f'{ratio:.1f}'} | {target if side.name == 'service' else ''} "
        f"| {latencies[49]:.1f} / {latencies[98]:.1f} | {len(_flat(side.rounds)):,} | {side.resident_mib()} |"
    )


def _flat(rounds: Sequence[Round]) -> list[float]:
    return [latency for one in rounds for latency in one.latencies_ms]


def _latencies(rounds: Sequence[Round]) -> list[float]:
    """The percentiles of all calls."""
    return statistics.quantiles(_flat(rounds), n=100)


def _heading(arguments: argparse.Namespace) -> Iterator[str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("flask", "gunicorn", "msgspec", "orjson"))
    yield from ("# Benchmark", "")
    yield f"`make bench`, {time.strftime('%Y-%m-%d')}: Python {platform.python_version()}, {libraries};"
    before = f", before at {commit(arguments.against)}" if arguments.against else ""
    yield f"{os.cpu_count()} cores, {_processor()}. Service at {commit(HERE)}{before}."
    yield from (
        "",
        "| weights | side | cards | CPU ms a call | times the floor | target | p50 / p99 ms | calls | MiB |",
    )
    yield "|---|---|---|---|---|---|---|---|---|"


def _notes(arguments: argparse.Namespace) -> Iterator[str]:
    rounds = f"{arguments.rounds} rounds of {SECONDS_A_ROUND} s"
    yield f"""
The floor is a bare Flask endpoint that parses the body with orjson, pulls code, value, unit and date out of every
Observation and answers one card (`bench/floor.py`). {_what_else(arguments)}

Every side runs in gunicorn with one worker of `serve`'s kind, and calls are made one after the other over one
connection; the sides take turns, {rounds} each. CPU is the worker's user and system time, MiB its
resident memory after the calls. The ratio is the median of the rounds' ratios: compare it, not the milliseconds."""


def _what_else(arguments: argparse.Namespace) -> str:
    if arguments.against:
        return """The tuned floor is the same with garbage collected as rarely as
`serve` collects it (`gc.freeze`, higher thresholds): what that alone is worth. The service keeps its records, too."""
    return """Before that it verifies an ES384 token
with joserfc and inserts one row into SQLite, as the service does, which also remembers the token, the cards and the
patient."""


def commit(tree: Path) -> str:
    """Name the commit of a checkout, and whether it was changed since."""
    asked = ["git", "-C", str(tree), "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
