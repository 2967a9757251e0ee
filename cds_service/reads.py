"""Composition of the service's own reads: from the EHR's FHIR server, a terminology server, a trials server."""

from collections.abc import Iterable, Mapping

from cds_service.clinical.facts import Coding
from cds_service.decision.answer import Helpers
from cds_service.decision.ports import Fetch, Recognise, Wanted
from cds_service.fhir.batch import Batch
from cds_service.hooks.request import HookCall
from cds_service.outbound.address import ServerPolicy
from cds_service.outbound.fhir_server import FhirServer
from cds_service.outbound.pages import Wanted as Read
from cds_service.outbound.registry import TrialRegistry
from cds_service.outbound.target import resolve
from cds_service.outbound.terminology import Terminology
from cds_service.settings import Settings


def helpers_of(settings: Settings) -> Helpers:
    """Make what an answer may ask others for, as the settings say."""
    budget = settings.callback_budget_ms / 1000
    callers = FhirServer.under(_policy(settings, servers=None if settings.in_development else ()))
    terminology, trials = settings.terminology_server, settings.trials_server
    return Helpers(
        fetch=_fetching(callers, budget),
        recognise=_recognising(Terminology(_policy(settings, servers=(terminology,)), terminology), budget)
        if terminology
        else None,
        registry=TrialRegistry(_policy(settings, servers=(trials,)), trials, settings.state_folder)
        if trials
        else tuple,
    )


def _policy(settings: Settings, servers: tuple[str, ...] | None) -> ServerPolicy:
    """Which servers may be asked. Production binds each caller to its own; until callers are known, to none."""
    return ServerPolicy(
        allowed_networks=settings.allowed_networks,
        allow_http_loopback=settings.in_development,
        ca_bundle=settings.ca_bundle,
        servers=servers,
    )


def _fetching(reader: FhirServer, budget_seconds: float) -> Fetch:
    """Read from a call's FHIR server, with its token, within the budget that began when the call arrived."""

    def fetch(call: HookCall, wanted: Mapping[str, Wanted], arrived: float) -> Mapping[str, Batch | str]:
        token = call.authorization.access_token if call.authorization else None
        reads = {key: Read(resolve(one.template, call.patient_id), one.begun) for key, one in wanted.items()}
        return reader.read(call.fhir_server or "", token, reads, arrived + budget_seconds)

    return fetch


def _recognising(terminology: Terminology, budget_seconds: float) -> Recognise:
    def recognise(codings: Iterable[Coding], arrived: float) -> frozenset[Coding]:
        return terminology.malignant(codings, arrived + budget_seconds)

    return recognise
