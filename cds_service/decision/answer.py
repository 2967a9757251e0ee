"""The heart: from a hook call to its cards and the assessment behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cds_service.cards.write import write_cards
from cds_service.clinical.assess import assess
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Kind
from cds_service.clinical.record import PatientRecord
from cds_service.fhir.record import read_record
from cds_service.hooks.request import HookCall
from cds_service.hooks.response import Card

from .errors import RequiredDataUnavailable
from .gather import Gathered, gather
from .policy import Policy
from .ports import Fetch


@dataclass(frozen=True)
class Answer:
    """The cards to show, and the assessment to record."""

    cards: tuple[Card, ...]
    assessment: Assessment


def answer(
    call: HookCall,
    policy: Policy,
    *,
    today: date,
    new_uuid: Callable[[], str],
    fetch: Fetch | None = None,
    arrived: float = 0,
) -> Answer:
    """Answer one hook call. Raises RequiredDataUnavailable where the rules cannot be applied safely.

    `fetch` reads what the client did not send; `arrived` is the monotonic time at which the call came in.
    """
    gathered = gather(call, policy.queries, fetch, arrived)
    record = read_gathered(gathered, policy)
    assessment = assess(record, policy.rules.clinical, today, policy.rules.trials)
    return Answer(cards_of(assessment, policy, encounter=call.encounter_id, new_uuid=new_uuid), assessment)


def read_gathered(gathered: Gathered, policy: Policy) -> PatientRecord:
    """Read the record; a diagnosis that cannot be read might be the cancer, so its absence is not believed."""
    record = read_record(
        gathered.patient,
        gathered.resources,
        policy.book,
        malformed=gathered.malformed,
        unavailable=gathered.unavailable,
        also_known_as=gathered.also_known_as,
    )
    broken_diagnosis = any(one.resource_type in {"Condition", ""} for one in gathered.malformed)
    if broken_diagnosis and not record.stated(Kind.CANCER):
        raise RequiredDataUnavailable({"conditions": "unreadable"})
    return record


def cards_of(
    assessment: Assessment, policy: Policy, *, encounter: str | None = None, new_uuid: Callable[[], str]
) -> tuple[Card, ...]:
    """Write the cards; in silent mode none is shown."""
    if policy.rules.mode == "silent":
        return ()
    return write_cards(
        assessment,
        policy.rules.cards,
        policy.phrases,
        ruleset_label=policy.ruleset_label,
        rules_url=policy.rules_url,
        encounter=encounter,
        new_uuid=new_uuid,
    )
