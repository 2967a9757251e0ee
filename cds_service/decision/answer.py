"""The heart: from a hook call to its cards and the assessment behind them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Coding
from cds_service.clinical.look_back import first_day_used
from cds_service.clinical.trials import Trial
from cds_service.hooks.request import HookCall
from cds_service.hooks.response import Card

from .assess_patient import assess_patient
from .errors import RequiredDataUnavailable
from .failure import Failure
from .gather import gather
from .policy import Policy
from .ports import Fetch, Recognise


@dataclass(frozen=True)
class Answer:
    """The cards that the policy writes for a patient, shown or not, and the assessment behind them."""

    cards: tuple[Card, ...]
    assessment: Assessment


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
    since = first_day_used(policy.rules.clinical, today)
    chart = gather(call, policy.queries, since, elsewhere.fetch, arrived)
    result = assess_patient(
        chart, policy, today, recognise=_until(elsewhere.recognise, arrived), more_trials=elsewhere.registry
    )
    if result.assessment is None:
        raise RequiredDataUnavailable({"conditions": Failure.UNREADABLE})
    cards = policy.writer.write(result.assessment, encounter=call.encounter_id, new_uuid=new_uuid)
    return Answer(cards, result.assessment)


def _until(recognise: Recognise | None, arrived: float) -> Callable[[Iterable[Coding]], frozenset[Coding]] | None:
    """Let a terminology server be asked within the deadline of a call."""

    def recognise_in_time(codings: Iterable[Coding]) -> frozenset[Coding]:
        return recognise(codings, arrived) if recognise else frozenset()

    return recognise_in_time if recognise else None


def cards_of(
    assessment: Assessment, policy: Policy, *, encounter: str | None = None, new_uuid: Callable[[], str]
) -> tuple[Card, ...]:
    """Write the cards that a clinician would see; in silent mode none."""
    if policy.rules.mode == "silent":
        return ()
    return policy.writer.write(assessment, encounter=encounter, new_uuid=new_uuid)
