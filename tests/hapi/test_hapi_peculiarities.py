"""What a real server does: pages, caches, dates, deletions, limits."""

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from cds_service.clinical.look_back import first_day_used
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.decision.asking import asking
from cds_service.fhir.code_rules import CodeRules
from cds_service.fhir.queries import Query, queries
from fhir_fixtures.catalogue import AS_OF
from tests.fhir_builders import Json, condition, patient, weight
from tests.hapi.conftest import PATH, call, service
from tests.hapi.server import Hapi

pytestmark = pytest.mark.hapi

(WEIGHTS,) = (one for one in queries(CodeRules()) if one.key == "weights")


def chart(identity: str, *weights: Json) -> list[Json]:
    """A patient with pancreatic cancer and these weights."""
    who = {"subject": {"reference": f"Patient/{identity}"}}
    return [patient(identity), condition(identity=f"c-{identity}") | who, *(one | who for one in weights)]


def summaries(client: FlaskClient, body: Json) -> list[str]:
    response = client.post(PATH, json=body)
    assert response.status_code == 200, response.text
    return [card["summary"] for card in response.get_json()["cards"]]


def hourly(identity: str, count: int) -> list[Json]:
    """Twelve weights a day up to 2026-06-28; only the oldest day, on the last page, tells of the loss."""
    last = date(2026, 6, 28)
    days = [last - timedelta(days=number // 12) for number in range(count)]
    return [
        weight(f"{identity}-{number}", 86 if day == min(days) else 80, day.isoformat())
        for number, day in enumerate(days)
    ]


def test_weights_beyond_one_page_are_all_read(hapi: Hapi, patient_service: FlaskClient) -> None:
    many = [
        weight(f"pg-{number}", 90 if number >= 500 else 80, f"2026-{'06-28' if number < 500 else '01-15'}")
        for number in range(520)
    ]
    hapi.load(chart("p-paged", *many))
    first_page = hapi.get("Observation?patient=p-paged&_sort=-date&_count=500").json()
    assert any(link["relation"] == "next" for link in first_page["link"])
    assert "(11.1 %)" in summaries(patient_service, call("p-paged", hapi))[0]


def test_a_prefetched_first_page_is_continued_on_the_server(hapi: Hapi, patient_service: FlaskClient) -> None:
    hapi.load(chart("p-begun", weight("bg-1", 90, "2026-01-15"), weight("bg-2", 81, "2026-06-28")))
    page = hapi.get("Observation?patient=p-begun&code=http://loinc.org%7C29463-7&_sort=-date&_count=1").json()
    assert any(link["relation"] == "next" for link in page["link"])
    assert "(10.0 %)" in summaries(patient_service, call("p-begun", hapi, {"weights": page}))[0]


def test_a_new_weight_is_seen_at_once_although_the_server_caches_searches(
    hapi: Hapi, patient_service: FlaskClient
) -> None:
    hapi.load(chart("p-cached", weight("ca-1", 90, "2026-01-15"), weight("ca-2", 89, "2026-06-20")))
    before = summaries(patient_service, call("p-cached", hapi))
    hapi.load([weight("ca-3", 82, "2026-06-28", subject={"reference": "Patient/p-cached"})])
    after = summaries(patient_service, call("p-cached", hapi))
    assert (before != after, "(8.9 %)" in after[0]) == (True, True)


def test_undated_and_period_weights_are_read_as_what_they_are(hapi: Hapi, patient_service: FlaskClient) -> None:
    undated = weight("ud-1", 120, "2026-06-28")
    del undated["effectiveDateTime"]
    period = weight("ud-2", 90, "2026-01-15")
    del period["effectiveDateTime"]
    period["effectivePeriod"] = {"start": "2026-01-14", "end": "2026-01-15"}
    hapi.load(chart("p-dates", undated, period, weight("ud-3", 81, "2026-06-28T23:30:00+14:00")))
    assert "(10.0 %) in 5 months" in summaries(patient_service, call("p-dates", hapi))[0]


def test_a_deleted_patient_is_412_and_names_it(hapi: Hapi, patient_service: FlaskClient) -> None:
    hapi.load([patient("p-deleted")])
    hapi.delete("Patient/p-deleted")
    response = patient_service.post(PATH, json=call("p-deleted", hapi))
    assert (response.status_code, "was deleted" in response.text) == (412, True)


def test_a_patient_who_never_was_is_412(hapi: Hapi, patient_service: FlaskClient) -> None:
    response = patient_service.post(PATH, json=call("p-nobody", hapi))
    assert (response.status_code, "does not exist" in response.text) == (412, True)


def test_an_id_that_is_a_number_and_one_with_dots_are_ids(hapi: Hapi, patient_service: FlaskClient) -> None:
    hapi.load(chart("p.1-A", weight("dt-1", 90, "2026-01-15"), weight("dt-2", 81, "2026-06-28")))
    assert "(10.0 %)" in summaries(patient_service, call("p.1-A", hapi))[0]
    assert patient_service.post(PATH, json=call("424242", hapi)).status_code == 412


def test_two_thousand_weights_are_whole_or_a_time_out(hapi: Hapi, patient_service: FlaskClient) -> None:
    hapi.load(chart("p-many", *hourly("mw", 2000)))
    assert "(7.0 %)" in summaries(patient_service, call("p-many", hapi))[0]
    hurried = service(20).post(PATH, json=call("p-many", hapi))
    assert (hurried.status_code, "did not arrive in time" in hurried.text) == (412, True)


def test_years_of_weights_cost_one_page_and_say_what_the_last_two_say(hapi: Hapi, patient_service: FlaskClient) -> None:
    last = date(2026, 6, 28)
    weekly = [weight(f"yr-{number}", 90, (last - timedelta(days=7 * number)).isoformat()) for number in range(1, 620)]
    hapi.load(chart("p-years", weight("yr-0", 81, last.isoformat()), weight("yr-y", 90, "2024"), *weekly))
    asked = asking(WEIGHTS, "p-years", first_day_used(ClinicalRules(), AS_OF))
    narrowed = hapi.get(asked.query.replace("|", "%7C")).json()
    assert all(link["relation"] != "next" for link in narrowed["link"])
    assert min(one["resource"]["effectiveDateTime"] for one in narrowed["entry"]) == "2024"
    assert "(10.0 %)" in summaries(patient_service, call("p-years", hapi))[0]


def test_a_parameter_that_the_server_does_not_know_is_a_400_there_and_a_412_here(
    hapi: Hapi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HAPI refuses an unknown parameter; a site that mistypes a query must see it, not lose the data."""
    unknown = Query("weights", "Observation?patient={{context.patientId}}&weight=1", "Observation", "", required=True)
    monkeypatch.setattr("cds_service.decision.policy.queries", lambda _rules: (unknown,))
    response = service(20_000).post(PATH, json=call("p-paged", hapi))
    assert (response.status_code, "does not support the query" in response.text) == (412, True)
