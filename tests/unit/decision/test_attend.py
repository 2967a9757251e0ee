"""What is answered, recorded and remembered of a call, by who calls and what the ruleset says."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest

from cds_service.decision.answer import Elsewhere
from cds_service.decision.attend import Attended, Surroundings, attending
from cds_service.decision.entry import Outcome
from cds_service.decision.policy import policy_of
from cds_service.decision.pseudonyms import Pseudonyms
from cds_service.decision.remembered import Remembered
from cds_service.hooks.client import ANYONE, Caller
from cds_service.hooks.request import HookCall, read_call
from cds_service.rulesets.ruleset import Ruleset
from tests.contract.calls import valid_call

POLICY = policy_of(Ruleset())
TODAY = date.today()  # noqa: DTZ011 - the call is of today
MOMENT = datetime(2026, 6, 30, 10, tzinfo=UTC)
EHR = Caller(client="ehr", fhir_servers=("https://ehr.example.org/fhir",))
SERVICE = "cancer-cachexia"


def around(**more: Any) -> Surroundings:
    numbers, ticks = count(1), iter((100.25,))
    given = {
        "day": lambda: TODAY,
        "moment": lambda: MOMENT,
        "monotonic": lambda: next(ticks),
        "new_uuid": lambda: f"00000000-0000-4000-8000-{next(numbers):012d}",
        "pseudonyms": Pseudonyms(b"key"),
    }
    return Surroundings(**(given | more))


def call(**changes: Any) -> HookCall:
    keys = [query.key for query in POLICY.queries]
    read = read_call(json.dumps(valid_call()).encode(), hook="patient-view", keys=keys)
    return replace(read, **changes)


def attend(policy: Any = POLICY, caller: Caller = ANYONE, made: HookCall | None = None, **more: Any) -> Attended:
    return attending(policy, SERVICE, around(**more))(made or call(), caller, 100.0)


def cards(attended: Attended) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = json.loads(attended.body)["cards"]
    return shown


def test_an_answer_is_recorded_as_it_is_shown() -> None:
    attended = attend()
    (card,), entry = cards(attended), attended.entry
    assert [(one.uuid, one.topic, one.suggestions) for one in entry.cards] == [
        (card["uuid"], "cachexiaAssessment", tuple(one["uuid"] for one in card["suggestions"]))
    ]
    assert (entry.outcome, entry.status, entry.verdicts["fearon_2011"]) == (Outcome.ANSWERED, "cachexia", "met")
    assert (entry.client, entry.service, entry.at, entry.milliseconds) == ("development", SERVICE, MOMENT, 250)
    assert (entry.hook_instance, entry.values) == (valid_call()["hookInstance"], None)
    assert "labs" in entry.missing
    assert attended.refusal is None


def test_nobody_is_named_in_an_entry() -> None:
    written = json.dumps(attend(keeps_values=False).entry.document())
    for secret in ("example", valid_call()["context"]["patientId"], "74", "1958"):
        assert f'"{secret}' not in written
    assert "values" not in attend().entry.document()


def test_one_patient_is_known_again_and_another_client_s_is_not() -> None:
    first, again, other = attend(), attend(), attend(caller=EHR)
    assert first.entry.patient == again.entry.patient != other.entry.patient
    assert first.entry.user == again.entry.user != other.entry.user
    assert attend(pseudonyms=Pseudonyms(b"other")).entry.patient != first.entry.patient


def test_values_are_kept_where_the_site_has_asked_for_them() -> None:
    values = attend(keeps_values=True).entry.document()["values"]
    assert (values["current_kg"], values["reference_kg"], values["loss_percent_6_months"]) == ("74.0", "80.0", "7.500")


def test_a_card_that_is_shown_is_remembered() -> None:
    remembered = attend().remembered
    assert remembered is not None
    assert (remembered.status, remembered.first_shown_on) == ("cachexia", TODAY)


def answered_today(_client: str, _patient: str) -> Remembered:
    return Remembered(status="cachexia", loss_percent=None, first_shown_on=TODAY, shown_on=TODAY, answered_on=TODAY)


@pytest.mark.parametrize(
    ("outcome", "how"),
    [
        (Outcome.SILENT, {"policy": policy_of(Ruleset(mode="silent"))}),
        (Outcome.SWITCHED_OFF, {"caller": replace(EHR, silent=True)}),
        (Outcome.QUIET, {"recall": lambda client, patient: replace(answered_today(client, patient), loss_percent=7)}),
    ],
)
def test_what_is_not_shown_is_recorded_with_the_cards_that_it_would_have_had(
    outcome: Outcome, how: dict[str, Any]
) -> None:
    attended = attend(**how)
    assert (cards(attended), attended.entry.outcome, attended.remembered) == ([], outcome, None)
    assert (attended.entry.cards, attended.entry.unshown) == ((), ("cachexiaAssessment",))
    assert attended.entry.status == "cachexia"


def test_required_data_that_are_missing_are_recorded_and_refused() -> None:
    attended = attend(made=call(prefetch={}))
    assert (attended.entry.outcome, attended.entry.failures["weights"]) == (Outcome.REFUSED, "absent")
    assert (attended.body, attended.entry.cards, attended.remembered) == (b"", (), None)
    assert attended.refusal is not None


def test_a_server_that_is_not_the_caller_s_may_not_even_be_named() -> None:
    asked: list[Caller] = []

    def elsewhere(caller: Caller) -> Elsewhere:
        asked.append(caller)
        return Elsewhere()

    foreign = call(fhir_server="https://evil.example.org/fhir")
    attended = attend(caller=EHR, made=foreign, elsewhere=elsewhere, permitted=lambda _caller, _server: False)
    assert attended.entry.failures == {"fhirServer": "not_allowed"}
    assert (asked, attended.body) == ([], b"")
    assert attend(caller=EHR, made=foreign).entry.outcome is Outcome.ANSWERED
