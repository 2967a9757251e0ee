"""The metrics count what happened under a bounded number of labels, none of which a request chose."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from cds_service.decision.entry import Outcome
from cds_service.telemetry.metrics import MOST_CLIENTS, Metrics
from cds_service.telemetry.series import PREFIX, SERIES
from cds_service.web.watched import PathKind
from tests.unit.telemetry.observed import SHA, WORDS, entry, seen

Labelled = dict[tuple[tuple[str, str], ...], float]


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(WORDS)


def values(metrics: Metrics, name: str) -> Labelled:
    families = text_string_to_metric_families(metrics.exposition().decode())
    samples = [sample for family in families for sample in family.samples if sample.name == PREFIX + name]
    return {tuple(sorted(sample.labels.items())): sample.value for sample in samples}


def test_every_series_of_the_table_is_there(metrics: Metrics) -> None:
    text = metrics.exposition().decode()
    assert [name for name in SERIES if f"# HELP {PREFIX}{name.removesuffix('_total')}" not in text] == []
    assert "_created" not in text


def test_a_request(metrics: Metrics) -> None:
    metrics.request(seen())
    assert values(metrics, "requests_total") == {(("code_class", "2xx"), ("path_kind", "service")): 1}
    assert values(metrics, "seconds_count") == {(("path_kind", "service"),): 1}
    assert values(metrics, "seconds_sum") == {(("path_kind", "service"),): 0.0125}
    assert values(metrics, "refusals_total") == {}


def test_a_refused_request(metrics: Metrics) -> None:
    metrics.request(seen(status_code=401, reason="expired"))
    metrics.request(seen(status_code=400, reason="CANARY"))
    assert values(metrics, "refusals_total") == {(("reason", "expired"),): 1, (("reason", "other"),): 1}


def test_a_decision(metrics: Metrics) -> None:
    metrics.record(entry())
    metrics.record(entry(ruleset={"sha256": "CANARY CANARY"}))
    answered = (("client", "ward"), ("outcome", "answered"), ("status", "cachexia"))
    assert values(metrics, "answers_total") == {answered: 2}
    assert values(metrics, "cards_total") == {(("client", "ward"), ("topic", "cachexiaAssessment")): 2}
    assert values(metrics, "decisions_by_ruleset_total") == {
        (("ruleset_sha256", SHA[:12]),): 1,
        (("ruleset_sha256", "other"),): 1,
    }
    assert values(metrics, "missing_total") == {(("client", "ward"), ("key", "labs")): 2}
    assert values(metrics, "unrecognised_diagnoses_total") == {(("client", "ward"),): 4}


def test_a_call_that_could_not_be_answered(metrics: Metrics) -> None:
    refused = entry(outcome=Outcome.REFUSED, status=None, failures={"weights": "timeout", "patient": "timeout"})
    metrics.record(refused)
    answered = (("client", "ward"), ("outcome", "refused"), ("status", "none"))
    assert values(metrics, "answers_total") == {answered: 1}
    assert values(metrics, "faults_total") == {(("kind", "timeout"),): 2}


def test_an_answer_without_unknown_diagnoses_makes_no_series(metrics: Metrics) -> None:
    metrics.record(entry(unrecognised_diagnoses=0))
    assert values(metrics, "unrecognised_diagnoses_total") == {}


def test_feedback(metrics: Metrics) -> None:
    metrics.feedback("ward", "accepted")
    metrics.feedback("ward", "overridden", "known")
    metrics.feedback("ward", "overridden", "CANARY")
    labels = [(dict(one)["outcome"], dict(one)["reason_code"]) for one in values(metrics, "feedback_total")]
    assert labels == [("accepted", "none"), ("overridden", "known"), ("overridden", "other")]


def test_the_store(metrics: Metrics) -> None:
    metrics.store(spooled=3, database_up=False)
    assert (values(metrics, "spooled"), values(metrics, "database_up")) == ({(): 3}, {(): 0})
    metrics.store(spooled=0, database_up=True)
    assert (values(metrics, "spooled"), values(metrics, "database_up")) == ({(): 0}, {(): 1})


def test_clients_are_counted_by_name_up_to_a_number(metrics: Metrics) -> None:
    for number in range(MOST_CLIENTS + 10):
        metrics.feedback(f"client-{number}", "accepted")
    metrics.feedback("client-0", "accepted")
    counted = {dict(one)["client"]: value for one, value in values(metrics, "feedback_total").items()}
    assert (len(counted), counted["other"], counted["client-0"]) == (MOST_CLIENTS + 1, 10, 2)


@pytest.mark.parametrize("secret", ["CANARY-7f3a", 'a"b', "x\ny", "é"])
def test_no_text_of_a_request_becomes_a_label(metrics: Metrics, secret: str) -> None:
    metrics.request(seen(path_kind=secret, reason=secret, status_code=1234, method=secret))
    metrics.record(
        entry(
            status=secret,
            outcome=secret,
            missing=(secret,),
            failures={secret: secret},
            ruleset={"sha256": secret, "name": secret},
            service=secret,
        )
    )
    metrics.feedback("ward", secret, secret)
    assert secret not in metrics.exposition().decode()
    assert values(metrics, "requests_total") == {(("code_class", "other"), ("path_kind", "other")): 1}


def test_two_services_in_one_process_count_for_themselves(metrics: Metrics) -> None:
    other = Metrics(WORDS)
    metrics.request(seen(path_kind=PathKind.DOCS))
    assert values(other, "requests_total") == {}
