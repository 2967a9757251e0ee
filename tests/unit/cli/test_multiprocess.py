"""The numbers of all workers are added up, those of workers that have ended included; an earlier server's are gone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client import values
from prometheus_client.parser import text_string_to_metric_families

from cds_service.cli.multiprocess import FOLDER, child_exit, empty, prepare
from tests.waiting import PATIENCE_SECONDS

SERVER = """
import os, sys
from pathlib import Path
from types import SimpleNamespace

from cds_service.cli.multiprocess import child_exit, prepare
from cds_service.telemetry.metrics import Metrics
from tests.unit.telemetry.observed import WORDS, entry, seen

prepare(Path(sys.argv[1]))
metrics = Metrics(WORDS)

def work(times, spooled):
    for _ in range(times):
        metrics.request(seen())
        metrics.record(entry())
    metrics.store(spooled=spooled, database_up=True)

for times, spooled in ((3, 7), (4, 2)):
    pid = os.fork()
    if not pid:
        work(times, spooled)
        os._exit(0)
    os.waitpid(pid, 0)
    if times == 3:
        child_exit(None, SimpleNamespace(pid=pid))
metrics.request(seen())
sys.stdout.write(metrics.exposition().decode())
"""


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the library as it was."""
    monkeypatch.setattr(values, "ValueClass", values.ValueClass)
    monkeypatch.setenv(FOLDER, "")


def test_two_workers_are_counted_exactly(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVER, str(tmp_path / "metrics")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=True)
    samples = [one for family in text_string_to_metric_families(ran.stdout) for one in family.samples]
    found = {one.name.removeprefix("cachexia_cds_"): one.value for one in samples if "le" not in one.labels}
    assert (found["requests_total"], found["seconds_count"], found["answers_total"]) == (8, 8, 7)
    assert (found["spooled"], found["database_up"]) == (2, 1)
    assert found["unrecognised_diagnoses_total"] == 14


def test_the_folder_is_ours_alone_and_empty(tmp_path: Path, one_process: None) -> None:
    folder = tmp_path / "state" / "metrics"
    folder.mkdir(parents=True, mode=0o755)
    for name in ("counter_1.db", "notes.txt"):
        (folder / name).write_text("")
    prepare(folder)
    assert [file.name for file in folder.iterdir()] == ["notes.txt"]
    assert (folder.stat().st_mode & 0o777, os.environ[FOLDER]) == (0o700, str(folder))
    assert json.dumps(values.ValueClass.__name__) == '"MmapedValue"'


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path, one_process: None) -> None:
    (tmp_path / "metrics").write_text("")
    with pytest.raises(OSError, match="metrics"):
        prepare(tmp_path / "metrics")


def test_emptying_what_is_not_there_does_nothing(tmp_path: Path) -> None:
    empty(tmp_path / "nowhere")


def test_a_worker_that_ends_takes_its_gauges_with_it(tmp_path: Path, one_process: None) -> None:
    prepare(tmp_path)
    for name in ("counter_7.db", "gauge_livemostrecent_7.db", "gauge_livemostrecent_8.db"):
        (tmp_path / name).write_text("")
    child_exit(None, type("Worker", (), {"pid": 7}))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["counter_7.db", "gauge_livemostrecent_8.db"]
