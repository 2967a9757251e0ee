"""Reads a hook call: the one place where a client's JSON becomes typed."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import msgspec

from .access import FhirAuthorization, read_authorization, read_fhir_server
from .refusal import BadRequest
from .strict_json import NotStrictJson, refuse_unless_strict

# Any version, any case: clients send version 1 and even version 0.
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
# FHIR's rule would also let "." and ".." pass, which a URL reads as "here" and "up".
ID = r"(?!\.{1,2}\Z)[A-Za-z0-9\-.]{1,64}"
FHIR_ID = re.compile(ID, re.ASCII)
USER = re.compile(rf"(Practitioner|PractitionerRole|Patient|RelatedPerson)/{ID}", re.ASCII)

NOT_STRICT = (
    "The body must be strict JSON in UTF-8: no duplicate keys, no numbers out of range, no masses of small objects."
)


@dataclass(frozen=True, kw_only=True)
class HookCall:
    """One call of a service. Whatever identifies a person, and the chart, stays out of `repr`."""

    hook_instance: str
    patient_id: str = field(repr=False)
    user_id: str = field(repr=False)
    encounter_id: str | None = field(repr=False)
    fhir_server: str | None
    authorization: FhirAuthorization | None
    prefetch: Mapping[str, bytes | None] = field(repr=False)
    """Advertised keys only. The JSON of a resource; None: the client knows that there is none; no key: not told."""


class _Envelope(msgspec.Struct, frozen=True, rename="camel"):
    """The members of a call, unchecked; the prefetched resources stay undecoded bytes."""

    hook: object = None
    hook_instance: object = None
    context: object = None
    fhir_server: object = None
    fhir_authorization: object = None
    prefetch: dict[str, msgspec.Raw] | None = None


def read_call(body: bytes, *, hook: str, keys: Collection[str]) -> HookCall:
    """Read the body of a call of a service for `hook` that advertises the prefetch `keys`. Raises BadRequest."""
    envelope = _envelope(body)
    if envelope.hook != hook:
        raise BadRequest("'hook' must be the hook of this service, as discovery names it.")
    if not _is(UUID, envelope.hook_instance):
        raise BadRequest("'hookInstance' must be a UUID.")
    patient_id, user_id, encounter_id = _context(envelope.context)
    fhir_server = read_fhir_server(envelope.fhir_server)
    return HookCall(
        hook_instance=str(envelope.hook_instance),
        patient_id=patient_id,
        user_id=user_id,
        encounter_id=encounter_id,
        fhir_server=fhir_server,
        authorization=read_authorization(envelope.fhir_authorization, fhir_server),
        prefetch=_prefetch(envelope.prefetch, keys),
    )


def _envelope(body: bytes) -> _Envelope:
    try:
        refuse_unless_strict(body)
    except NotStrictJson:
        raise BadRequest(NOT_STRICT) from None
    try:
        return msgspec.json.decode(body, type=_Envelope)
    except msgspec.ValidationError:
        whole = "'prefetch' must be an object." if _is_object(body) else "The body must be a JSON object."
        raise BadRequest(whole) from None


def _is_object(body: bytes) -> bool:
    return body.lstrip().startswith(b"{")


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _context(context: object) -> tuple[str, str, str | None]:
    """Return the ids of patient, user and encounter; they go into FHIR queries, hence the strictness."""
    if not isinstance(context, dict) or not context:
        raise BadRequest("'context' must be an object with 'userId' and 'patientId'.")
    patient, user, encounter = (context.get(name) for name in ("patientId", "userId", "encounterId"))
    if not _is(FHIR_ID, patient):
        raise BadRequest("'context.patientId' must be the FHIR id of the patient, without the resource type.")
    if not _is(USER, user):
        raise BadRequest(
            "'context.userId' must be a Practitioner, PractitionerRole, Patient or RelatedPerson and its id."
        )
    if encounter == "":  # an EHR outside an encounter
        encounter = None
    if encounter is not None and not _is(FHIR_ID, encounter):
        raise BadRequest("'context.encounterId' must be the FHIR id of the encounter, without the resource type.")
    return str(patient), str(user), None if encounter is None else str(encounter)


def _prefetch(members: Mapping[str, msgspec.Raw] | None, keys: Collection[str]) -> Mapping[str, bytes | None]:
    given = members or {}
    return MappingProxyType({key: _resource(bytes(given[key])) for key in keys if key in given})


def _resource(value: bytes) -> bytes | None:
    if value == b"null":
        return None
    if not value.startswith(b"{"):
        raise BadRequest("Each member of 'prefetch' must be a FHIR resource or null.")
    return value
