"""Assesses every patient gathered from files; one who cannot be assessed is reported and keeps nobody else."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never
from uuid import uuid4

from cds_service.decision.assess_patient import PatientProblem, PatientResult, ProblemKind, assess_patient
from cds_service.decision.forms import FORMS
from cds_service.decision.policy import Policy
from cds_service.fhir.chart import read_chart

from .files import Problem, Report
from .spool import Gathered, Spool


def assess_files(
    spool: Spool, policy: Policy, as_of: date, report: Report, *, latest: bool, form: str
) -> Iterator[str | None]:
    """Write each patient in a form of `FORMS`; None where there is nothing to write, which is reported.

    With `latest`, a patient's latest Observation is the day that counts as today, and `as_of` where there is none.
    """
    for gathered in spool.charts():
        try:
            today = (gathered.latest if latest else None) or as_of
            result = _assessed(gathered, policy, today)
            for problem in filter(None, map(_told, result.problems)):
                report(Problem(f"Patient/{gathered.identity}", problem))
            yield _written(result, policy, form)
        except Exception as error:  # noqa: BLE001 - one patient must not keep the others from being assessed
            report(Problem(f"Patient/{gathered.identity}", f"not assessed, our fault: {type(error).__name__}"))
            yield None


def _written(result: PatientResult, policy: Policy, form: str) -> str | None:
    return FORMS[form](result.assessment, policy, lambda: str(uuid4())) if result.assessment else None


def _assessed(gathered: Gathered, policy: Policy, today: date) -> PatientResult:
    return assess_patient(read_chart(gathered.bodies, also_known_as=gathered.also_known_as), policy, today)


def _told(problem: PatientProblem) -> str:
    """Say what keeps a patient from being assessed; single resources were told when their file was read."""
    match problem.kind:
        case ProblemKind.NOT_ONE_PATIENT:
            return "there is no Patient that can be read, or several; not assessed"
        case ProblemKind.DIAGNOSIS_UNREADABLE:
            return "a diagnosis could not be read; not assessed"
        case ProblemKind.RESOURCE_UNREADABLE:
            return ""
        case _:
            assert_never(problem.kind)
