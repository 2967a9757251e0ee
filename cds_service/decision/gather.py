"""From the prefetch of a call to the patient's resources, in four states: absent, known none, there, failed.

Required data that cannot be had end the call with a 412; optional data that cannot be had are named on the card.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from cds_service.fhir.batch import Batch, read_batch
from cds_service.fhir.chart import Chart, referred_medications
from cds_service.fhir.queries import Query
from cds_service.fhir.references import points_to
from cds_service.fhir.resources import Patient, subject_of
from cds_service.hooks.request import FHIR_ID, HookCall

from .asking import asking
from .errors import RequiredDataUnavailable
from .failure import Failure
from .ports import Fetch, Wanted

MOST_MEDICATIONS = 50
"""That are read for one call."""


def gather(
    call: HookCall, queries: Iterable[Query], since: date, fetch: Fetch | None = None, arrived: float = 0
) -> Chart:
    """Collect the resources of a call; raises RequiredDataUnavailable with the kinds of data and the failures.

    Exactly the keys that are absent are read, and the further pages of those that are not whole. A key that the
    client failed to get is not asked for again. `since` is the first day whose values the rules use.
    """
    asked = tuple(queries)
    sent = {one.key: read_batch(body) for one in asked if (body := call.prefetch.get(one.key)) is not None}
    found = _fetched(call, asked, sent, since, fetch, arrived)
    failures = {one.key: _failure(one, call, found.get(one.key)) for one in asked}
    required = (one.key for one in asked if one.required)
    if missing := {key: failure for key in required if (failure := failures[key])}:
        raise RequiredDataUnavailable(missing)
    batches = {key: batch for key, batch in found.items() if isinstance(batch, Batch)}
    everything = [batch for key, batch in batches.items() if key != "patient"]
    everything += _medications(call, everything, fetch, arrived)
    return Chart(
        _patient(batches["patient"], call.patient_id),
        tuple(resource for batch in everything for resource in batch.resources),
        tuple(broken for batch in everything for broken in batch.malformed),
        tuple(key for key, failure in failures.items() if failure),
        tuple(key for key, failure in failures.items() if failure not in {None, Failure.ABSENT}),
    )


def _medications(call: HookCall, found: Iterable[Batch], fetch: Fetch | None, arrived: float) -> list[Batch]:
    """Read the Medications that prescriptions only refer to, as long as there is time; without them words must do."""
    names = referred_medications(resource for batch in found for resource in batch.resources)
    asked = [name for name in names if FHIR_ID.fullmatch(name)][:MOST_MEDICATIONS]
    if not asked or fetch is None or call.fhir_server is None:
        return []
    read = fetch(call, {"medications": Wanted(f"Medication?_id={','.join(asked)}&_count={MOST_MEDICATIONS}")}, arrived)
    return [one for one in read.values() if isinstance(one, Batch)]


def _fetched(
    call: HookCall, asked: Iterable[Query], sent: Mapping[str, Batch], since: date, fetch: Fetch | None, arrived: float
) -> dict[str, Batch | Failure]:
    """Add to what was sent what can be read."""
    wanted = {
        one.key: asking(one, call.patient_id, since, sent.get(one.key))
        for one in asked
        if one.key not in call.prefetch or (one.key in sent and _goes_on(sent[one.key]))
    }
    found: dict[str, Batch | Failure] = dict(sent)
    if wanted and fetch is not None and call.fhir_server is not None:
        found |= fetch(call, wanted, arrived)
    return found


def _goes_on(batch: Batch) -> bool:
    return bool(batch.next_url) and not batch.failed


def _failure(query: Query, call: HookCall, found: Batch | Failure | None) -> Failure | None:
    """Name why a key's data cannot be relied on; None where they can."""
    if isinstance(found, Failure):
        return found
    if found is None:  # null says that there is none; but there is no patient without a Patient
        return Failure.ABSENT if query.key not in call.prefetch or query.resource == "Patient" else None
    return _failure_of(found) or _mismatch(query, found, call.patient_id)


def _failure_of(found: Batch) -> Failure | None:
    """Name why an answer is not the whole one."""
    if found.failed:
        return Failure.CLIENT_FAILED
    if found.too_many:
        return Failure.TOO_MANY_RESOURCES
    return Failure.INCOMPLETE if found.next_url else None


def _mismatch(query: Query, found: Batch, patient_id: str) -> Failure | None:
    if found.types and query.resource not in found.types:
        return Failure.WRONG_RESOURCE
    return _foreign(query, found, patient_id)


def _foreign(query: Query, batch: Batch, patient_id: str) -> Failure | None:
    """Nothing but another patient's data is a mix-up of the client, not a patient without data."""
    if query.resource == "Patient":
        listed = [one for one in batch.resources if isinstance(one, Patient)]
        if not listed:
            return Failure.WRONG_RESOURCE
        return None if any(one.id == patient_id for one in listed) else Failure.OTHER_PATIENT
    wanted = [one for one in batch.resources if type(one).__name__ == query.resource]
    ours = any(points_to(subject_of(one), patient_id) for one in wanted)
    return Failure.OTHER_PATIENT if wanted and not ours else None


def _patient(batch: Batch, patient_id: str) -> Patient:
    return next(one for one in batch.resources if isinstance(one, Patient) and one.id == patient_id)
