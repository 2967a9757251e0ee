"""The document on observing names everything that can be observed."""

import inspect
from pathlib import Path

from cds_service.telemetry.lines import log_decision, log_request
from cds_service.telemetry.metrics import Metrics
from cds_service.telemetry.series import SERIES
from tests.unit.telemetry.observed import WORDS, Log, entry, seen
from tests.unit.telemetry.observing import LABELS, write_observing

DOCUMENT = Path(__file__).parents[3] / "docs" / "observing.md"


def test_it_is_up_to_date() -> None:
    assert DOCUMENT.read_text("utf-8") == write_observing()


def test_every_label_is_explained() -> None:
    assert {label for one in SERIES.values() for label in one.labels} == LABELS.keys()


def test_every_metric_that_is_exposed_is_in_it() -> None:
    metrics, document = Metrics(WORDS), write_observing()
    exposed = {line.split()[2] for line in metrics.exposition().decode().splitlines() if line.startswith("# HELP")}
    assert [name for name in exposed if f"`{name}`" not in document] == []


def test_every_field_that_is_written_is_in_it(log: Log) -> None:
    log_request(seen(reason="busy"))
    log_decision(entry())
    written = {name for line in log.lines for name in line}
    assert [name for name in written if f"| `{name}` |" not in write_observing()] == []


def test_it_says_what_the_metrics_can_be_told() -> None:
    told = {name for name, _ in inspect.getmembers(Metrics, inspect.isfunction) if not name.startswith("_")}
    assert told == {"request", "record", "fault", "feedback", "store", "exposition"}
