"""`make bench-reads`: how long a call without prefetch takes on a real HAPI, narrowed by date and plain.

Needs a JDK and Maven, as the tests of `tests/hapi` do. Writes `bench/reads.md`.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from statistics import quantiles
from unittest.mock import patch
from uuid import uuid4

from flask import Flask

from bench.__main__ import commit
from bench.calls import AS_OF, CANCER, PATIENT, SERVICE, Json
from bench.sides import HERE
from cds_service.app import create_app
from cds_service.decision import policy
from cds_service.settings import Settings
from tests.hapi.server import Hapi, running

REPORT = HERE / "bench" / "reads.md"
PATIENT_MS = 60_000
"""A budget that nothing exceeds: what is measured is how long it takes."""
BUDGETS_MS = (400, 600, 800, 1_000)
WARM_UP = 10
DAYS_A_YEAR = 365
LAB_TESTS = 40
narrowed = policy.queries


@dataclass(frozen=True)
class Chart:
    """A patient of the server, with so many weights, evenly over so many years."""

    weights: int
    years: int

    @property
    def id(self) -> str:
        return f"bench-{self.weights}-{self.years}"

    def resources(self) -> Iterator[Json]:
        """Beside the weights a cancer, a height, and CRPs."""
        who = {"subject": {"reference": f"Patient/{self.id}"}}
        yield PATIENT | {"id": self.id}
        yield CANCER | {"id": f"c-{self.id}"} | who
        yield self._observation("h", "8302-2", 178, "cm", 0, 1) | who
        for number in range(self.weights):
            yield self._observation("w", "29463-7", 80 + number % 3, "kg", number, self.weights) | who
        for number in range(LAB_TESTS):
            yield self._observation("l", "1988-5", 4, "mg/L", number, LAB_TESTS) | who

    def _observation(self, kind: str, code: str, value: float, unit: str, number: int, of: int) -> Json:
        day = AS_OF - timedelta(days=number * self.years * DAYS_A_YEAR // of)
        return {
            "resourceType": "Observation",
            "id": f"{kind}{number}-{self.id}",
            "status": "final",
            "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
            "effectiveDateTime": f"{day}T10:00:00Z",
            "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
        }


@dataclass
class Way:
    """A chart, asked for narrowed or plain: how long whole calls took, and how many the default budget ended."""

    chart: Chart
    name: str
    patient: Flask
    hurried: Flask
    latencies_ms: list[float] = field(default_factory=list)
    refused: int = 0

    def play(self, base: str) -> None:
        """Make one call that may take its time, and one within the default budget."""
        began = time.perf_counter()
        if self._status(self.patient, base) != 200:
            raise SystemExit("a call was refused although it had all the time in the world")
        self.latencies_ms.append(1_000 * (time.perf_counter() - began))
        self.refused += self._status(self.hurried, base) == 412

    def _status(self, app: Flask, base: str) -> int:
        body = {
            "hook": "patient-view",
            "hookInstance": str(uuid4()),
            "fhirServer": base,
            "context": {"userId": "Practitioner/example", "patientId": self.chart.id},
            "prefetch": {},
        }
        return app.test_client().post(SERVICE, json=body).status_code


CHARTS = (Chart(5, 10), Chart(100, 10), Chart(500, 10), Chart(500, 2))


def main() -> None:
    """Measure, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100, help="calls of each kind")
    calls = parser.parse_args().calls
    with running() as hapi:
        for chart in CHARTS:
            hapi.load(chart.resources())
        alone = _measured(hapi, calls)
        with _busy():
            beside = _measured(hapi, calls)
    report = "\n".join(_report({"Alone on the machine": alone, "Beside busy loops, one a core": beside}, calls)) + "\n"
    REPORT.write_text(report, "utf-8")
    print(report)


@contextmanager
def _busy() -> Iterator[None]:
    """Keep every core busy."""
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for loop in loops:
            loop.terminate()
            loop.wait()


def _measured(hapi: Hapi, calls: int) -> list[Way]:
    """Let the ways take turns, so that a noisy minute is everybody's."""
    apps = {"narrowed": _apps(), "plain": _plain_apps()}
    ways = [Way(chart, name, *pair) for chart in CHARTS for name, pair in apps.items()]
    for number in range(WARM_UP + calls):
        for way in ways:
            way.play(hapi.base)
        if number == WARM_UP - 1:
            for way in ways:
                way.latencies_ms.clear()
                way.refused = 0
    return ways


def _apps() -> tuple[Flask, Flask]:
    common = {"CDS_ENVIRONMENT": "development", "CDS_AS_OF": AS_OF.isoformat()}
    settings = Settings.from_environment(common)
    patient = Settings.from_environment(common | {"CDS_CALLBACK_BUDGET_MS": str(PATIENT_MS)})
    return create_app(patient), create_app(settings)


def _plain_apps() -> tuple[Flask, Flask]:
    """The same, asking the advertised queries as they are."""
    with patch.object(policy, "queries", lambda rules: tuple(replace(one, ages=False) for one in narrowed(rules))):
        return _apps()


def _report(measured: Mapping[str, list[Way]], calls: int) -> Iterator[str]:
    budget = Settings.from_environment({"CDS_ENVIRONMENT": "development"}).callback_budget_ms
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}"
    yield f"""# Own reads

`python -m bench.reads --calls {calls}`, {time.strftime("%Y-%m-%d")}, {machine}, at {commit(HERE)}.
HAPI 8.8 on H2 and the service share the machine.

Whole calls without any prefetch: nine reads at once, then the answer. Every chart also has a cancer, a height and
{LAB_TESTS} CRPs. *Narrowed* asks for weights, laboratory values and function by `date=ge`, as the service does; *plain*
asks the advertised queries as they are. The ways take turns. *Later than* is the share of calls that took longer; *412*
the share that the default budget of {budget} ms really ended.

Where the window holds all values, HAPI on H2 takes twice as long for the narrowed search; it is quicker where more than
half of the values are older."""
    later = " | ".join(f"later than {one:,} ms" for one in BUDGETS_MS)
    for title, ways in measured.items():
        yield f"\n## {title}\n"
        yield f"| weights | over years | way | p50 ms | p99 ms | {later} | 412 at {budget} ms |"
        yield "|---" * (len(BUDGETS_MS) + 6) + "|"
        yield from map(_row, ways)


def _row(way: Way) -> str:
    times = way.latencies_ms
    cuts = quantiles(times, n=100, method="inclusive")
    shares = " | ".join(f"{sum(one > budget for one in times) / len(times):.0%}" for budget in BUDGETS_MS)
    refused = f"{way.refused / len(times):.0%}"
    chart = way.chart
    return f"| {chart.weights} | {chart.years} | {way.name} | {cuts[49]:.0f} | {cuts[98]:.0f} | {shares} | {refused} |"


if __name__ == "__main__":
    main()
