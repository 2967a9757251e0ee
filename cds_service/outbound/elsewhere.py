"""What an answer may ask others for, put together: the EHR's FHIR server, a terminology server, a trials server."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from cds_service.clinical.facts import Coding
from cds_service.decision.answer import Elsewhere
from cds_service.decision.failure import Failure
from cds_service.decision.ports import Fetch, Recognise, Wanted
from cds_service.fhir.batch import Batch
from cds_service.hooks.request import HookCall

from .address import ServerPolicy
from .fhir_server import FhirServer
from .registry import TrialRegistry
from .terminology import Terminology


def elsewhere(
    callers: ServerPolicy,
    terminology: tuple[ServerPolicy, str] | None,
    trials: tuple[ServerPolicy, str, Path] | None,
    budget_seconds: float,
) -> Elsewhere:
    """Make it from who may be asked; `callers` are the servers of those who call."""
    return Elsewhere(
        fetch=_fetching(FhirServer.under(callers), budget_seconds),
        recognise=_recognising(Terminology(*terminology), budget_seconds) if terminology else None,
        registry=TrialRegistry(*trials) if trials else tuple,
    )


def _fetching(reader: FhirServer, budget_seconds: float) -> Fetch:
    """Read from a call's FHIR server, with its token, within the budget that began when the call arrived."""

    def fetch(call: HookCall, wanted: Mapping[str, Wanted], arrived: float) -> Mapping[str, Batch | Failure]:
        token = call.authorization.access_token if call.authorization else None
        return reader.read(call.fhir_server or "", token, wanted, arrived + budget_seconds)

    return fetch


def _recognising(terminology: Terminology, budget_seconds: float) -> Recognise:
    def recognise(codings: Iterable[Coding], arrived: float) -> frozenset[Coding]:
        return terminology.malignant(codings, arrived + budget_seconds)

    return recognise
