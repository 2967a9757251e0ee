"""From one patient's resources to the assessment: the one road of the hook, of the command line and of a cluster."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from cds_service.clinical.assess import assess
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.facts import Coding, Kind, Standing
from cds_service.clinical.look_back import first_day_used
from cds_service.clinical.record import PatientRecord
from cds_service.clinical.trials import Trial
from cds_service.fhir.chart import Chart, NotOnePatient, lend_medications, read_chart
from cds_service.fhir.code_book import CodeBook
from cds_service.fhir.record import read_record
from cds_service.fhir.resources import Medication

from .policy import Policy

DIAGNOSES = frozenset({"Condition", ""})
"""What might be the cancer where it cannot be read; of some resources not even the type can be told."""
NOTHING_SHARED: Mapping[str, Medication] = MappingProxyType({})


class ProblemKind(StrEnum):
    """What is wrong with the resources of a patient."""

    NOT_ONE_PATIENT = "not_one_patient"
    """There is no Patient that can be read, or several: nothing is assessed."""
    DIAGNOSIS_UNREADABLE = "diagnosis_unreadable"
    """It might be the cancer, so its absence is not believed: nothing is assessed."""
    RESOURCE_UNREADABLE = "resource_unreadable"
    """It is set aside, and the assessment counts it."""


@dataclass(frozen=True, slots=True)
class PatientProblem:
    """One problem, without anything of the resource but its type."""

    kind: ProblemKind
    resource_type: str = ""


@dataclass(frozen=True, slots=True)
class PatientResult:
    """The assessment, None where a problem forbids one, and the problems."""

    assessment: Assessment | None
    problems: tuple[PatientProblem, ...] = ()


def assess_patient(
    resources: Chart | Iterable[bytes],
    policy: Policy,
    as_of: date,
    shared: Mapping[str, Medication] = NOTHING_SHARED,
    *,
    recognise: Callable[[Iterable[Coding]], frozenset[Coding]] | None = None,
    more_trials: Callable[[], Iterable[Trial]] = tuple,
) -> PatientResult:
    """Assess one patient. Pure, but for what `recognise` and `more_trials` do; raises nothing for bad resources.

    `resources` are the JSON bodies of the patient's resources, the Patient among them, or the chart that was read from
    them. `shared` holds what belongs to no patient: Medications by id. `recognise` says which diagnoses that no list
    knows are malignant; it is asked where the record tells of no cancer. `more_trials` are those beside the ruleset's.
    """
    try:
        chart = resources if isinstance(resources, Chart) else read_chart(resources)
    except NotOnePatient:
        return PatientResult(None, (PatientProblem(ProblemKind.NOT_ONE_PATIENT),))
    chart = lend_medications(chart, shared) if shared else chart
    since = first_day_used(policy.rules.clinical, as_of)
    record = _read(chart, policy.book, since)
    if recognise is not None and not _knows_of_cancer(record) and (codings := recognise(_coded(record))):
        record = _read(chart, policy.book.knowing(codings), since)
    problems = tuple(_problem(one.resource_type, record) for one in chart.malformed)
    if any(one.kind is ProblemKind.DIAGNOSIS_UNREADABLE for one in problems):
        return PatientResult(None, problems)
    trials = (*policy.rules.trials, *more_trials())
    return PatientResult(assess(record, policy.rules.clinical, as_of, trials), problems)


def _read(chart: Chart, book: CodeBook, since: date) -> PatientRecord:
    record = read_record(
        chart.patient,
        chart.resources,
        book,
        malformed=chart.malformed,
        unavailable=chart.unavailable,
        also_known_as=chart.also_known_as,
        since=since,
    )
    return replace(record, failed=chart.failed) if chart.failed else record


def _coded(record: PatientRecord) -> tuple[Coding, ...]:
    """List the diagnoses that nobody knows and that have a code to ask about."""
    return tuple(one for one in record.unrecognised if one.system and one.code)


def _knows_of_cancer(record: PatientRecord) -> bool:
    """Say whether the record tells of a cancer in any standing."""
    return any(record.stated(Kind.CANCER, standing) for standing in Standing)


def _problem(resource_type: str, record: PatientRecord) -> PatientProblem:
    """Name what an unreadable resource means; with a cancer that could be read, no other diagnosis is decisive."""
    decisive = resource_type in DIAGNOSES and not record.stated(Kind.CANCER)
    kind = ProblemKind.DIAGNOSIS_UNREADABLE if decisive else ProblemKind.RESOURCE_UNREADABLE
    return PatientProblem(kind, resource_type)
