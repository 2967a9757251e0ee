"""What is asked of a FHIR server for a prefetch key: the advertised query, with the patient's id, from a day on."""

from datetime import date

from cds_service.clinical.calendar import days_before
from cds_service.fhir.batch import Batch
from cds_service.fhir.queries import Query
from cds_service.hooks.request import FHIR_ID

from .ports import Wanted

PATIENT_ID = "{{context.patientId}}"
SLACK_DAYS = 1
"""Servers compare days in time zones of their own; what they give too much of is left out by the date as written."""


class NotAnId(ValueError):
    """What was given as the id of a patient is none; the message does not repeat it."""


def asking(query: Query, patient_id: str, since: date, begun: Batch | None = None) -> Wanted:
    """Say what to read for a key whose first pages may have been sent already. Raises NotAnId.

    What ages is asked for from the first day on that the rules use: years of daily weights then cost one page.
    """
    plain = resolve(query.template, patient_id)
    if not query.ages:
        return Wanted(plain, begun=begun)
    return Wanted(f"{plain}&date=ge{days_before(since, SLACK_DAYS)}", plain, begun)


def resolve(template: str, patient_id: str) -> str:
    """Fill the patient's id into a prefetch template. Raises NotAnId; an id has no character that means anything."""
    if FHIR_ID.fullmatch(patient_id) is None:
        raise NotAnId("not the id of a FHIR resource")
    return template.replace(PATIENT_ID, patient_id)
