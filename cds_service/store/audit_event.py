"""A decision as an AuditEvent of FHIR R4, for a site's audit repository."""

from collections.abc import Mapping
from typing import Any

SUCCESS, MINOR_FAILURE = "0", "4"
EVENT = "http://terminology.hl7.org/CodeSystem/audit-event-type"
AGENT = "http://terminology.hl7.org/CodeSystem/extra-security-role-type"
PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
ENTITY = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
ROLE = "http://terminology.hl7.org/CodeSystem/object-role"


def audit_event(document: Mapping[str, Any]) -> dict[str, Any]:
    """Write the AuditEvent of a decision's document. It names nobody: people are keyed hashes."""
    refused = document["outcome"] == "refused"
    return {
        "resourceType": "AuditEvent",
        "id": document["id"],
        "type": {"system": EVENT, "code": "rest", "display": "RESTful Operation"},
        "subtype": [{"code": document["service"]}],
        "action": "E",
        "recorded": document["at"],
        "outcome": MINOR_FAILURE if refused else SUCCESS,
        "outcomeDesc": document["outcome"],
        "agent": list(_agents(document)),
        "source": {"observer": {"display": "Cachexia CDS"}},
        "entity": [
            _entity("decision", "decision id", document["id"], ("2", "System Object"), ("20", "Job")),
            _entity(
                "ruleset",
                "SHA-256 of the ruleset",
                document["ruleset"]["sha256"],
                ("2", "System Object"),
                ("13", "Security Resource"),
            ),
            _entity("patient", "keyed hash of the patient id", document["patient"], ("1", "Person"), ("1", "Patient")),
        ],
    }


def _agents(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    client = {
        "type": _concept(PARTICIPATION, "CST", "custodian"),
        "who": {"identifier": _identifier("client", document["client"])},
        "requestor": not document["user"],
    }
    if not document["user"]:
        return [client]
    user = {
        "type": _concept(AGENT, "humanuser", "human user"),
        "who": {"identifier": _identifier("keyed hash of the user id", document["user"])},
        "requestor": True,
    }
    return [client, user]


def _entity(name: str, kind: str, value: str, what: tuple[str, str], role: tuple[str, str]) -> dict[str, Any]:
    return {
        "what": {"identifier": _identifier(kind, value)},
        "type": {"system": ENTITY, "code": what[0], "display": what[1]},
        "role": {"system": ROLE, "code": role[0], "display": role[1]},
        "description": name,
    }


def _identifier(kind: str, value: str) -> dict[str, Any]:
    return {"type": {"text": kind}, "value": value}


def _concept(system: str, code: str, display: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": display}]}
