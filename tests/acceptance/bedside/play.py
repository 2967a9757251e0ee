"""Plays a chart through the two stable doors: the `assess` command over files, and the hook over WSGI."""

import json
import tempfile
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from flask.testing import FlaskClient

from cds_service.app import create_app
from cds_service.cli import commands
from cds_service.settings import Settings

from .chart import AS_OF, LOINC, Chart, Json

HOOK = "/cds-services/cancer-cachexia"
WEIGHT_CODES = {"29463-7", "3141-9", "8341-0", "3142-7", "75292-3"}
HEIGHT_CODES = {"8302-2"}
LAB_CODES = {"1988-5", "1751-7", "718-7"}
KEYS_BY_TYPE = {
    "Patient": "patient",
    "Condition": "conditions",
    "Procedure": "procedures",
    "ServiceRequest": "referrals",
    "NutritionOrder": "nutrition",
    "CarePlan": "care_plans",
    "MedicationRequest": "medications",
    "Medication": "medications",
}
SEARCHES = (
    *("conditions", "weights", "heights", "labs", "function", "screening"),
    *("referrals", "nutrition", "care_plans", "medications", "procedures"),
)
FAILED: Json = {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "timeout"}]}
UNFINISHED: Json = {
    "resourceType": "Bundle",
    "type": "searchset",
    "link": [{"relation": "next", "url": "https://fhir.example.org/next"}],
}
EMPTY: Json = {"resourceType": "Bundle", "type": "searchset", "total": 0}


@dataclass(frozen=True)
class Seen:
    """What came out for one chart; each door is opened when it is first asked for."""

    chart: Chart
    as_of: str = AS_OF
    ruleset: Json = field(default_factory=dict)

    @cached_property
    def assessment(self) -> Json:
        return self._assess("json")

    @cached_property
    def cards(self) -> list[Json]:
        found: list[Json] = self._assess("cards")["cards"]
        return found

    def _assess(self, form: str) -> Json:
        with tempfile.TemporaryDirectory() as folder:
            written = Path(folder) / "chart.json"
            entries = [{"resource": one} for one in self.chart]
            written.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}), "utf-8")
            options = ["--as-of", self.as_of, "--format", form]
            if self.ruleset:
                rules = Path(folder) / "ruleset.json"
                rules.write_text(json.dumps(self.ruleset), "utf-8")
                options += ["--ruleset", str(rules)]
            result = CliRunner().invoke(commands, ["assess", str(written), *options])
        if not result.stdout.strip():
            raise AssertionError(f"assess printed nothing, exit {result.exit_code}: {result.stderr.strip()[:200]}")
        answer: Json = json.loads(result.stdout.splitlines()[0])
        return answer


@dataclass(frozen=True)
class SeenByHook(Seen):
    """The same chart as prefetch of a hook call, with some keys sent otherwise; only the cards come back."""

    absent: tuple[str, ...] = ()
    sent: Json = field(default_factory=dict)
    """Keys whose answer is not what the chart holds: an OperationOutcome, an unfinished page, null."""

    @cached_property
    def cards(self) -> list[Json]:
        response = client(self.as_of).post(HOOK, json=hook_call({**_prefetch(self.chart), **self.sent}, self.absent))
        if response.status_code != 200:
            raise AssertionError(f"the hook answered {response.status_code}")
        found: list[Json] = response.get_json()["cards"]
        return found


@cache
def client(as_of: str = AS_OF) -> FlaskClient:
    """Open the WSGI application as in development, on a day that stands still."""
    environment = {
        "CDS_ENVIRONMENT": "development",
        "CDS_AS_OF": as_of,
        "CDS_PUBLIC_BASE_URL": "http://127.0.0.1:8000",
    }
    return create_app(Settings.from_environment(environment)).test_client()


def hook_call(prefetch: Json, absent: tuple[str, ...] = ()) -> Json:
    return {
        "hook": "patient-view",
        "hookInstance": "4a74b1d0-4fee-4d18-b76f-7f3bd361e4bc",
        "context": {"userId": "Practitioner/example", "patientId": "p1"},
        "prefetch": {key: value for key, value in prefetch.items() if key not in absent},
    }


def _prefetch(chart: Chart) -> Json:
    """Sort a chart into the prefetch keys of interface.md; what no key asks for does not reach the hook."""
    found: dict[str, list[Json]] = {key: [] for key in SEARCHES}
    answer: dict[str, Any] = {}
    for one in chart:
        key = KEYS_BY_TYPE.get(one["resourceType"]) or _key_of_observation(one)
        if key == "patient":
            answer[key] = one
        elif key:
            found[key].append(one)
    bundles = {key: EMPTY | {"entry": [{"resource": one} for one in ones]} for key, ones in found.items() if ones}
    return dict.fromkeys(SEARCHES, EMPTY) | bundles | answer


def _key_of_observation(resource: Json) -> str:
    if resource["resourceType"] != "Observation":
        return ""
    codes = {one["code"] for one in resource["code"]["coding"] if one["system"] == LOINC}
    tables = {"weights": WEIGHT_CODES, "heights": HEIGHT_CODES, "labs": LAB_CODES}
    return next((key for key, known in tables.items() if codes & known), "function")
