"""The heart: from a hook call to its cards and the assessment behind them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cds_service.clinical.assess import assess
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Kind, Standing
from cds_service.clinical.record import PatientRecord
from cds_service.clinical.trials import Trial
from cds_service.fhir.record import read_record
from cds_service.hooks.request import HookCall
from cds_service.hooks.response import Card, to_json

from .decision_record import DecisionRecord
from .errors import RequiredDataUnavailable
from .failure import Failure
from .gather import Gathered, gather
from .policy import Policy
from .ports import Fetch, Recognise


@dataclass(frozen=True)
class Answer:
    """The cards to show, and the decision to record."""

    cards: tuple[Card, ...]
    record: DecisionRecord

    @property
    def body(self) -> bytes:
        """The cards as the hook's response."""
        return to_json(self.cards)


@dataclass(frozen=True)
class Elsewhere:
    """What an answer may ask others for; each of them may be missing."""

    fetch: Fetch | None = None
    """Reads what the client did not send."""
    recognise: Recognise | None = None
    """Asks a terminology server about diagnoses that no list knows."""
    registry: Callable[[], tuple[Trial, ...]] = tuple
    """The trials of a trials server, beside those of the ruleset."""


NOBODY = Elsewhere()


def answer(
    call: HookCall,
    policy: Policy,
    *,
    today: date,
    new_uuid: Callable[[], str],
    elsewhere: Elsewhere = NOBODY,
    arrived: float = 0,
) -> Answer:
    """Answer one hook call. Raises RequiredDataUnavailable where the rules cannot be applied safely.

    `arrived` is the monotonic time at which the call came in: every deadline runs from there.
    """
    gathered = gather(call, policy.queries, elsewhere.fetch, arrived)
    record = read_gathered(gathered, policy)
    if elsewhere.recognise is not None and not knows_of_cancer(record):
        recognised = elsewhere.recognise(record.unrecognised, arrived)
        if recognised:
            record = read_gathered(gathered, replace(policy, book=policy.book.knowing(recognised)))
    trials = (*policy.rules.trials, *elsewhere.registry())
    assessment = assess(record, policy.rules.clinical, today, trials)
    cards = cards_of(assessment, policy, encounter=call.encounter_id, new_uuid=new_uuid)
    return Answer(cards, DecisionRecord.of(policy, assessment, cards))


def knows_of_cancer(record: PatientRecord) -> bool:
    """Say whether the record tells of a cancer in any standing."""
    return any(record.stated(Kind.CANCER, standing) for standing in Standing)


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
        raise RequiredDataUnavailable({"conditions": Failure.UNREADABLE})
    return record


def cards_of(
    assessment: Assessment, policy: Policy, *, encounter: str | None = None, new_uuid: Callable[[], str]
) -> tuple[Card, ...]:
    """Write the cards; in silent mode none is shown."""
    if policy.rules.mode == "silent":
        return ()
    return policy.writer.write(assessment, encounter=encounter, new_uuid=new_uuid)
