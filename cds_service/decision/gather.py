"""From the prefetch of a call to the patient's resources, in four states: absent, known none, there, failed.

Required data that cannot be had end the call with a 412; optional data that cannot be had are named on the card.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cds_service.fhir.batch import Batch, Malformed, read_batch
from cds_service.fhir.queries import Query
from cds_service.fhir.references import points_to
from cds_service.fhir.resources import AnyResource, Patient

from .errors import RequiredDataUnavailable


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was there to decide on."""

    patient: Patient
    resources: tuple[AnyResource, ...]
    malformed: tuple[Malformed, ...]
    unavailable: tuple[str, ...]
    """Keys of which nothing, or not everything, could be had."""
    also_known_as: frozenset[str] = frozenset()
    """Names under which the entries of a Bundle refer to the patient, beside the id."""


def gather(patient_id: str, prefetch: Mapping[str, bytes | None], queries: Iterable[Query]) -> Gathered:
    """Collect the resources of a call; raises RequiredDataUnavailable with the kinds of data and the failure."""
    asked = tuple(queries)
    batches = {one.key: _batch(prefetch, one.key) for one in asked}
    failures = {one.key: _failure(one, prefetch, batches[one.key], patient_id) for one in asked}
    missing = [(one.key, failures[one.key]) for one in asked if one.required and failures[one.key]]
    if missing:
        raise RequiredDataUnavailable(tuple(key for key, _ in missing), missing[0][1])
    everything = [batch for key, batch in batches.items() if key != "patient"]
    return Gathered(
        _patient(batches["patient"], patient_id),
        tuple(resource for batch in everything for resource in batch.resources),
        tuple(broken for batch in everything for broken in batch.malformed),
        tuple(key for key, failure in failures.items() if failure),
    )


def _batch(prefetch: Mapping[str, bytes | None], key: str) -> Batch:
    body = prefetch.get(key)
    return Batch() if body is None else read_batch(body)


def _failure(query: Query, prefetch: Mapping[str, bytes | None], batch: Batch, patient_id: str) -> str:
    """Name why a key's data cannot be relied on; empty where they can."""
    if query.key not in prefetch:
        return "absent"
    if prefetch[query.key] is None:  # known none; but there is no patient without a Patient
        return "absent" if query.resource == "Patient" else ""
    if batch.failed:
        return "client_failed"
    if batch.next_url:
        return "incomplete"
    if batch.types and query.resource not in batch.types:
        return "wrong_resource"
    return _foreign(query, batch, patient_id)


def _foreign(query: Query, batch: Batch, patient_id: str) -> str:
    """Nothing but another patient's data is a mix-up of the client, not a patient without data."""
    if query.resource == "Patient":
        listed = [one for one in batch.resources if isinstance(one, Patient)]
        if not listed:
            return "wrong_resource"
        return "" if any(one.id == patient_id for one in listed) else "other_patient"
    wanted = [one for one in batch.resources if type(one).__name__ == query.resource]
    ours = any(points_to(getattr(one, "subject", None), patient_id) for one in wanted)
    return "other_patient" if wanted and not ours else ""


def _patient(batch: Batch, patient_id: str) -> Patient:
    return next(one for one in batch.resources if isinstance(one, Patient) and one.id == patient_id)
