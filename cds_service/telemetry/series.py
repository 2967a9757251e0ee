"""Every metric: its name, labels and meaning, in one table that the document and the metrics are made from."""

from dataclasses import dataclass
from typing import Literal

PREFIX = "cachexia_cds_"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0, 2.0, 5.0, 10.0)
"""A card is in time within half a second; the reads of a call end after 0.8 s by default."""


@dataclass(frozen=True)
class Series:
    """One metric."""

    name: str
    kind: Literal["counter", "histogram", "gauge"]
    labels: tuple[str, ...]
    meaning: str


SERIES = {
    one.name: one
    for one in (
        Series("requests_total", "counter", ("path_kind", "code_class"), "Requests, by path and class of status"),
        Series("seconds", "histogram", ("path_kind",), "Seconds until an answer was ready"),
        Series("refusals_total", "counter", ("reason",), "Requests that were refused, by why"),
        Series("answers_total", "counter", ("client", "status", "outcome"), "Calls that were answered"),
        Series("cards_total", "counter", ("client", "topic"), "Cards that were shown"),
        Series("decisions_by_ruleset_total", "counter", ("ruleset_sha256",), "Decisions, by the rules' hash"),
        Series("missing_total", "counter", ("client", "key"), "Kinds of data that a call did not have"),
        Series("faults_total", "counter", ("kind",), "Reads and deliveries that failed, by what went wrong"),
        Series("feedback_total", "counter", ("client", "outcome", "reason_code"), "Cards accepted or overridden"),
        Series("unrecognised_diagnoses_total", "counter", ("client",), "Diagnoses in code systems nobody here knows"),
        Series("spooled", "gauge", (), "Entries that wait for the database"),
        Series("database_up", "gauge", (), "1 where the database answered when last asked, else 0"),
    )
}
