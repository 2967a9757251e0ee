"""Everything there is to decide on about one patient, as FHIR resources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .batch import Malformed, read_resource
from .resources import (
    AnyResource,
    Medication,
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    Patient,
)

_MEDICINES = (MedicationRequest, MedicationStatement, MedicationAdministration)
_ABOUT_MEDICINES = (Medication, *_MEDICINES)


@dataclass(frozen=True, slots=True)
class Chart:
    """One patient's resources, and what is known to be lacking."""

    patient: Patient
    resources: tuple[AnyResource, ...] = ()
    malformed: tuple[Malformed, ...] = ()
    unavailable: tuple[str, ...] = ()
    """The prefetch keys of which nothing, or not everything, could be had."""
    failed: tuple[str, ...] = ()
    """Those of them that were asked for in vain; the others a client does not send."""
    also_known_as: frozenset[str] = frozenset()
    """Names under which the entries of a Bundle refer to the patient, beside the id."""


class NotOnePatient(ValueError):
    """The resources hold no Patient that can be read, or several."""


def read_chart(bodies: Iterable[bytes], *, also_known_as: frozenset[str] = frozenset()) -> Chart:
    """Read a chart from the JSON of its resources, one body each. Raises NotOnePatient."""
    read = [read_resource(body) for body in bodies]
    patients = {one.id: one for one in read if isinstance(one, Patient)}
    if len(patients) != 1:
        raise NotOnePatient
    return Chart(
        patient=next(iter(patients.values())),
        resources=tuple(one for one in read if one is not None and not isinstance(one, Malformed | Patient)),
        malformed=tuple(one for one in read if isinstance(one, Malformed)),
        also_known_as=also_known_as,
    )


def lend_medications(chart: Chart, shared: Mapping[str, Medication]) -> Chart:
    """Add to a chart those Medications that its medicines refer to by id; they belong to no patient."""
    names = {_medication_id(one) for one in chart.resources}
    return replace(chart, resources=(*chart.resources, *(shared[name] for name in sorted(names & shared.keys()))))


def referred_medications(resources: Iterable[AnyResource]) -> tuple[str, ...]:
    """List the ids of the Medications that medicines refer to and that are not among the resources."""
    listed = [one for one in resources if isinstance(one, _ABOUT_MEDICINES)]
    there = {one.id for one in listed if isinstance(one, Medication)}
    wanted = {name for one in listed if (name := _medication_id(one)) and not name.startswith("#")}
    return tuple(sorted(wanted - there))


def _medication_id(resource: AnyResource) -> str:
    if not isinstance(resource, _MEDICINES):
        return ""
    reference = (resource.medication_reference and resource.medication_reference.reference) or ""
    return reference.rpartition("/")[2]
