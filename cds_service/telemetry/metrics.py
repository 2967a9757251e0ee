"""The metrics, exact over all workers where `PROMETHEUS_MULTIPROC_DIR` names a folder before they are made."""

import os
import re

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from .labels import OTHER, Closed, FirstSeen, Label, Words
from .ports import Entry, Request
from .series import PREFIX, SECONDS, SERIES

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MOST_CLIENTS = 200
MOST_RULESETS = 50
"""In the life of a process."""
SHA12 = re.compile(r"[0-9a-f]{12}")
OUTCOMES_OF_FEEDBACK = ("accepted", "overridden")
CODE_CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")

disable_created_metrics()  # type: ignore[no-untyped-call] # a time of birth for each series doubles what is scraped


class Metrics:
    """One for a service, made before its workers are forked."""

    def __init__(self, words: Words) -> None:
        self._own = CollectorRegistry()
        self._counters = {one.name: self._counter(one.name) for one in SERIES.values() if one.kind == "counter"}
        seconds = SERIES["seconds"]
        self._seconds = Histogram(
            PREFIX + seconds.name, seconds.meaning, seconds.labels, buckets=SECONDS, registry=self._own
        )
        self._spooled, self._database_up = self._gauge("spooled"), self._gauge("database_up")
        self._labels = _labels(words)

    def request(self, seen: Request) -> None:
        """Count a request that was answered."""
        self._count("requests_total", path_kind=seen.path_kind, code_class=f"{seen.status_code // 100}xx")
        self._seconds.labels(self._labels["path_kind"].of(seen.path_kind)).observe(seen.milliseconds / 1000)
        if seen.reason:
            self._count("refusals_total", reason=seen.reason)

    def record(self, entry: Entry) -> None:
        """Count a decision."""
        self._count("answers_total", client=entry.client, status=entry.status or "", outcome=entry.outcome)
        self._count("decisions_by_ruleset_total", ruleset_sha256=_sha12(entry))
        for card in entry.cards:
            self._count("cards_total", client=entry.client, topic=card.topic)
        for key in entry.missing:
            self._count("missing_total", client=entry.client, key=key)
        for kind in entry.failures.values():
            self.fault(kind)
        self._count("unrecognised_diagnoses_total", entry.unrecognised_diagnoses, client=entry.client)

    def fault(self, kind: str) -> None:
        """Count a read or a delivery that failed."""
        self._count("faults_total", kind=kind)

    def feedback(self, client: str, outcome: str, reason_code: str = "") -> None:
        """Count what became of a card; a reason that no card offers is `other`."""
        self._count("feedback_total", client=client, outcome=outcome, reason_code=reason_code)

    def store(self, *, spooled: int, database_up: bool) -> None:
        """Say how the store does now."""
        self._spooled.set(spooled)
        self._database_up.set(database_up)

    def exposition(self) -> bytes:
        """Write all metrics, of all workers, as Prometheus reads them."""
        folder = os.environ.get(FOLDER)
        if folder is None:
            return generate_latest(self._own)
        everybody = CollectorRegistry()
        MultiProcessCollector(everybody, folder)  # type: ignore[no-untyped-call] # prometheus-client has few types
        return generate_latest(everybody)

    def _count(self, name: str, amount: int = 1, **labels: str) -> None:
        if amount > 0:
            written = {label: self._labels[label].of(value) for label, value in labels.items()}
            self._counters[name].labels(**written).inc(amount)

    def _counter(self, name: str) -> Counter:
        return Counter(PREFIX + name, SERIES[name].meaning, SERIES[name].labels, registry=self._own)

    def _gauge(self, name: str) -> Gauge:
        """Of several workers the one that looked last is right: they share one database and one spool."""
        return Gauge(PREFIX + name, SERIES[name].meaning, registry=self._own, multiprocess_mode="livemostrecent")


def _labels(words: Words) -> dict[str, Label]:
    """Say what each label may hold; two metrics that share a label share its words."""
    return {
        "client": FirstSeen(MOST_CLIENTS),
        "ruleset_sha256": FirstSeen(MOST_RULESETS),
        "path_kind": Closed(words.path_kinds),
        "code_class": Closed(CODE_CLASSES),
        "status": Closed(words.statuses),
        "outcome": Closed((*words.outcomes, *OUTCOMES_OF_FEEDBACK)),
        "topic": Closed(words.topics),
        "kind": Closed(words.faults),
        "key": Closed(words.keys),
        "reason": Closed(words.refusals),
        "reason_code": Closed(words.override_reasons),
    }


def _sha12(entry: Entry) -> str:
    sha = str(entry.ruleset.get("sha256", ""))[:12]
    return sha if SHA12.fullmatch(sha) else OTHER
