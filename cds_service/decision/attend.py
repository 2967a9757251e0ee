"""From a caller's hook call to the bytes to answer, the entry to record, and what to remember of the patient."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Protocol

from cds_service.hooks.client import Caller
from cds_service.hooks.request import HookCall
from cds_service.hooks.response import Card, to_json

from .answer import NOBODY, Answer, Elsewhere, answer
from .entry import Entry, EntryCard, Outcome
from .errors import RequiredDataUnavailable
from .failure import Failure
from .policy import Policy
from .pseudonyms import Pseudonyms
from .quiet import keeps_quiet, remember
from .remembered import Remembered
from .values import values_of


@dataclass(frozen=True, slots=True)
class Attended:
    """What became of one call. What is to be kept is kept by whoever writes the answer."""

    body: bytes
    """The hook's response; empty where the call is refused."""
    entry: Entry
    remembered: Remembered | None = None
    """What to remember of the patient from now on; None: nothing new."""
    refusal: RequiredDataUnavailable | None = None


class Recall(Protocol):
    """Knows what was last shown of a patient."""

    def __call__(self, client: str, patient: str) -> Remembered | None:
        """Give it by client and the patient's pseudonym; None where nothing is known."""


def nothing_remembered(client: str, patient: str) -> Remembered | None:  # noqa: ARG001 - the shape is Recall's
    """Recall nothing."""
    return None


def anyone_may_be_asked(caller: Caller, fhir_server: str) -> bool:  # noqa: ARG001 - the shape is Surroundings'
    """Leave it to whoever reads."""
    return True


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What is around every call of a process, handed in: clocks, chance, memory, and who may be asked."""

    day: Callable[[], date]
    """The date that counts as today."""
    moment: Callable[[], datetime]
    """The moment, in UTC."""
    monotonic: Callable[[], float]
    """The clock that the arrival of a call was read from, in seconds."""
    new_uuid: Callable[[], str]
    pseudonyms: Pseudonyms
    elsewhere: Callable[[Caller], Elsewhere] = lambda _caller: NOBODY
    """Who may be asked for a caller."""
    permitted: Callable[[Caller, str], bool] = anyone_may_be_asked
    """Whether a caller's call may name a FHIR server."""
    recall: Recall = nothing_remembered
    keeps_values: bool = False
    """Whether the record holds the values that a decision rested on."""


Attend = Callable[[HookCall, Caller, float], Attended]


def attending(policy: Policy, service: str, around: Surroundings) -> Attend:
    """Make what attends to the calls of a service under one policy."""
    return partial(_attend, policy, service, around)


def _attend(
    policy: Policy, service: str, around: Surroundings, call: HookCall, caller: Caller, arrived: float
) -> Attended:
    patient = around.pseudonyms.patient(caller.client, call.patient_id)
    entry = Entry(
        id=around.new_uuid(),
        at=around.moment(),
        client=caller.client,
        service=service,
        hook_instance=call.hook_instance,
        patient=patient,
        user=around.pseudonyms.user(caller.client, call.user_id),
        ruleset={
            "name": policy.identity.name,
            "version": policy.identity.version,
            "sha256": policy.identity.sha256,
        },
        outcome=Outcome.REFUSED,
    )
    try:
        answered = _answer(policy, around, call, caller, arrived)
    except RequiredDataUnavailable as refusal:
        failures = {key: failure.value for key, failure in refusal.failures.items()}
        return Attended(b"", _timed(replace(entry, failures=failures), around, arrived), refusal=refusal)
    before, today = around.recall(caller.client, patient) if answered.cards else None, around.day()
    outcome = _outcome(policy, caller, answered, before, today)
    shown = answered.cards if outcome is Outcome.ANSWERED else ()
    remembered = remember(answered.assessment, before, policy.rules.cards.cool_down, today) if shown else None
    if remembered == before:
        remembered = None
    decided = _decided(entry, answered, outcome, keeps_values=around.keeps_values)
    return Attended(to_json(shown), _timed(decided, around, arrived), remembered)


def _answer(policy: Policy, around: Surroundings, call: HookCall, caller: Caller, arrived: float) -> Answer:
    """Answer with the servers of the caller; a server that is not one of them may not even be named.

    Its ids would be of other patients than the caller's.
    """
    if call.fhir_server is not None and not around.permitted(caller, call.fhir_server):
        raise RequiredDataUnavailable({"fhirServer": Failure.NOT_ALLOWED})
    return answer(
        call,
        policy,
        today=around.day(),
        new_uuid=around.new_uuid,
        elsewhere=around.elsewhere(caller),
        arrived=arrived,
    )


def _outcome(policy: Policy, caller: Caller, answered: Answer, before: Remembered | None, today: date) -> Outcome:
    if policy.rules.mode == "silent":
        return Outcome.SILENT
    if caller.silent:
        return Outcome.SWITCHED_OFF
    rules = policy.rules.cards.cool_down
    quiet = answered.cards and keeps_quiet(answered.assessment, before, rules, today)
    return Outcome.QUIET if quiet else Outcome.ANSWERED


def _decided(entry: Entry, answered: Answer, outcome: Outcome, *, keeps_values: bool) -> Entry:
    assessment = answered.assessment
    shown = outcome is Outcome.ANSWERED
    return replace(
        entry,
        outcome=outcome,
        status=assessment.status.value,
        verdicts={key.value: finding.verdict.value for key, finding in assessment.findings.items()},
        cards=tuple(map(_entry_card, answered.cards)) if shown else (),
        unshown=() if shown else tuple(map(_topic, answered.cards)),
        missing=assessment.snapshot.record.unavailable,
        unrecognised_diagnoses=assessment.snapshot.record.unrecognised_diagnoses,
        values=values_of(assessment) if keeps_values else None,
    )


def _entry_card(card: Card) -> EntryCard:
    return EntryCard(card.uuid or "", _topic(card), tuple(one.uuid or "" for one in card.suggestions))


def _topic(card: Card) -> str:
    return card.source.topic.code if card.source.topic else ""


def _timed(entry: Entry, around: Surroundings, arrived: float) -> Entry:
    return replace(entry, milliseconds=round(1000 * (around.monotonic() - arrived)))
