"""`make bench`: CPU milliseconds per hook call for 10, 100 and 1,000 weights, and the ratio to a bare Flask endpoint.

Whole WSGI calls in one process, no socket: what the service costs, not what the machine's network does. Rounds of the
two endpoints alternate, so that a noisy neighbour hits both; the median of the rounds counts.
"""

import gc
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

from flask import Flask, request

from cds_service.app import create_app
from cds_service.cli.serve import tune_memory
from cds_service.settings import Settings

AS_OF = date(2026, 6, 30)
SIZES = (10, 100, 1000)
ROUNDS = 9
SECONDS_A_ROUND = 0.4
REPORT = Path(__file__).parent / "report.md"
SERVICE = "/cds-services/cancer-cachexia"


def weight(number: int, total: int) -> dict:
    """A weight as an EHR sends it; the series falls slowly over two years."""
    day = AS_OF - timedelta(days=(total - number) * 730 // total)
    return {
        "resourceType": "Observation",
        "id": f"w{number}",
        "meta": {"versionId": "1", "lastUpdated": f"{day}T10:00:00Z"},
        "status": "final",
        "category": [
            {
                "coding": [
                    {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}
                ]
            }
        ],
        "code": {
            "coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}],
            "text": "Body weight",
        },
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": f"{day}T10:00:00+01:00",
        "issued": f"{day}T10:05:00Z",
        "performer": [{"reference": "Practitioner/nurse-1"}],
        "valueQuantity": {
            "value": round(90 - 10 * number / total, 1),
            "unit": "kg",
            "system": "http://unitsofmeasure.org",
            "code": "kg",
        },
    }


def call(weights: int) -> bytes:
    """A hook call with a full prefetch."""
    empty = {"resourceType": "Bundle", "type": "searchset", "total": 0}
    cancer = {
        "resourceType": "Condition",
        "id": "c1",
        "clinicalStatus": {"coding": [{"code": "active"}]},
        "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C25.9"}]},
        "subject": {"reference": "Patient/p1"},
    }
    observations = [{"resource": weight(number, weights)} for number in range(1, weights + 1)]
    prefetch = dict.fromkeys(("heights", "labs", "function", "referrals", "medications", "procedures"), empty)
    prefetch |= {
        "patient": {"resourceType": "Patient", "id": "p1", "gender": "male", "birthDate": "1960-05-01"},
        "conditions": empty | {"total": 1, "entry": [{"resource": cancer}]},
        "weights": empty | {"total": weights, "entry": observations},
    }
    return json.dumps(
        {
            "hook": "patient-view",
            "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
            "context": {"userId": "Practitioner/example", "patientId": "p1"},
            "prefetch": prefetch,
        }
    ).encode()


def bare_endpoint() -> Flask:
    """Flask that reads the body and answers with nothing."""
    app = Flask("bare")

    @app.post(SERVICE)
    def answer() -> dict:
        request.get_data()
        return {"cards": []}

    return app


def cpu_ms(post: Callable[[], object]) -> float:
    """CPU milliseconds of one call, over a round."""
    calls, began, until = 0, time.process_time(), time.monotonic() + SECONDS_A_ROUND
    while time.monotonic() < until:
        post()
        calls += 1
    return 1000 * (time.process_time() - began) / calls


def poster(app: Flask, body: bytes, *, expected_cards: bool) -> Callable[[], object]:
    """A call of an endpoint, checked once."""
    client = app.test_client()

    def post() -> object:
        return client.post(SERVICE, data=body, content_type="application/json")

    answer = client.post(SERVICE, data=body, content_type="application/json")
    assert answer.status_code == 200
    assert bool(answer.get_json()["cards"]) is expected_cards
    return post


def main() -> None:
    """Measure and write the report."""
    settings = Settings.from_environment({"CDS_ENVIRONMENT": "development", "CDS_AS_OF": AS_OF.isoformat()})
    service, bare = create_app(settings), bare_endpoint()
    tune_memory()
    rows = []
    for size in SIZES:
        body = call(size)
        ours, theirs = poster(service, body, expected_cards=True), poster(bare, body, expected_cards=False)
        rounds = [(cpu_ms(ours), cpu_ms(theirs)) for _ in range(ROUNDS)]
        mine, other = (statistics.median(column) for column in zip(*rounds, strict=True))
        ratio = statistics.median(one / two for one, two in rounds)
        rows.append(f"| {size:,} ({len(body) / 1000:.0f} kB) | {mine:.2f} | {other:.2f} | {ratio:.1f} |")
    gc.unfreeze()
    REPORT.write_text(report(rows), "utf-8")
    print(REPORT.read_text("utf-8"))


def report(rows: list[str]) -> str:
    """The table, with what a reader needs to judge it."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("flask", "msgspec", "orjson", "fhir.resources"))
    return "\n".join(
        [
            "# Benchmark",
            "",
            f"`make bench`, {time.strftime('%Y-%m-%d')}: Python {platform.python_version()}, {libraries}.",
            f"{os.cpu_count()} cores, {platform.machine()}.",
            f"CPU per call, median of {ROUNDS} alternating rounds of {SECONDS_A_ROUND} s; compare the ratios.",
            "",
            "| weights in the prefetch | service, ms CPU | bare Flask endpoint, ms CPU | ratio |",
            "|---|---|---|---|",
            *rows,
            "",
            'The bare endpoint reads the body and answers `{"cards": []}`. The service answers five cards.',
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
