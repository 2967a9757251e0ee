"""What is asked of a FHIR server for a prefetch key: the advertised query with the patient's id in its place."""

from cds_service.hooks.request import FHIR_ID

PATIENT_ID = "{{context.patientId}}"


class NotAnId(ValueError):
    """What was given as the id of a patient is none; the message does not repeat it."""


def resolve(template: str, patient_id: str) -> str:
    """Fill the patient's id into a prefetch template. Raises NotAnId; an id has no character that means anything."""
    if FHIR_ID.fullmatch(patient_id) is None:
        raise NotAnId("not the id of a FHIR resource")
    return template.replace(PATIENT_ID, patient_id)
