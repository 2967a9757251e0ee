"""What an answer may ask others for, put together: the EHR's FHIR server, a terminology server, a trials server."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
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

Servers = tuple[str, ...] | None
"""The base URLs that a caller may use; None: every one that the policy permits."""


class Others:
    """Those who can be asked; a process has them once, and lends each caller only its own FHIR servers."""

    def __init__(
        self,
        callers: ServerPolicy,
        terminology: tuple[ServerPolicy, str] | None,
        trials: tuple[ServerPolicy, str, Path] | None,
        budget_seconds: float,
    ) -> None:
        """Make them from who may be asked at all; `callers` are the servers of those who call."""
        self._reader = FhirServer.under(callers)
        self._budget_seconds = budget_seconds
        self._shared = Elsewhere(
            fetch=_fetching(self._reader, budget_seconds),
            recognise=_recognising(Terminology(*terminology), budget_seconds) if terminology else None,
            registry=TrialRegistry(*trials) if trials else tuple,
        )

    def for_caller(self, servers: Servers) -> Elsewhere:
        """Give what a caller's calls may ask for."""
        if servers is None:
            return self._shared
        return replace(self._shared, fetch=_fetching(self._reader.limited_to(servers), self._budget_seconds))

    def permits(self, servers: Servers, fhir_server: str) -> bool:
        """Say whether a caller's call may name a FHIR server at all; in development, where nobody is known, any.

        The reader refuses those that the settings do not permit when it is asked to read.
        """
        return servers is None or self._reader.limited_to(servers).policy.admit(fhir_server) is not None


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
