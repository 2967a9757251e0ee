"""Asks a terminology server whether a SNOMED CT code is a malignancy, and remembers the answers."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from urllib.parse import quote

import msgspec

from cds_service.clinical.facts import Coding
from cds_service.decision.failure import Failure
from cds_service.fhir.systems import SNOMED_CT

from .address import ServerPolicy
from .http import Answered, Transport
from .names import Names
from .pinning import Pinned, pin

MALIGNANT_NEOPLASTIC_DISEASE = "363346000"
MOST_CODES = 40
"""Of one patient; a longer problem list is asked about from its beginning."""
MOST_REMEMBERED = 50_000
WORKERS = 8


class _Parameter(msgspec.Struct, rename="camel"):
    name: str = ""
    value_code: str | None = None


class _Parameters(msgspec.Struct, rename="camel"):
    resource_type: str = ""
    parameter: list[_Parameter] = []


class Terminology:
    """One terminology server. Codes are no patient data; nothing else is sent."""

    def __init__(self, policy: ServerPolicy, base: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._policy, self._clock = policy, clock
        self._server = policy.admit(base)
        self._transport = Transport(policy.ca_bundle, clock=clock)
        self._names = Names(look_ups=1, clock=clock)
        self._workers = ThreadPoolExecutor(WORKERS, "terminology")
        self._known: dict[str, bool] = {}

    def malignant(self, codings: Iterable[Coding], deadline: float) -> frozenset[Coding]:
        """Give the codes that are malignancies. What cannot be asked in time is asked again another time."""
        asked = [one for one in codings if one.system == SNOMED_CT and one.code.isdigit()][:MOST_CODES]
        new = sorted({one.code for one in asked} - self._known.keys())
        if new and self._server is not None and self._clock() < deadline:
            self._learn(new, deadline)
        return frozenset(one for one in asked if self._known.get(one.code))

    def _learn(self, codes: list[str], deadline: float) -> None:
        where = self._pinned(deadline)
        if where is None:
            return
        answers = {code: self._workers.submit(self._ask, where, code, deadline) for code in codes}
        done, late = wait(answers.values(), timeout=max(0.0, deadline - self._clock()))
        for future in late:
            future.cancel()
        if len(self._known) > MOST_REMEMBERED:
            self._known = {}
        self._known |= {
            code: bool(future.result())
            for code, future in answers.items()
            if future in done and future.result() is not None
        }

    def _pinned(self, deadline: float) -> Pinned | None:
        if self._server is None:
            return None
        addresses = self._names.addresses(self._server, deadline)
        where = addresses if isinstance(addresses, Failure) else pin(self._server, addresses, self._policy)
        return where if isinstance(where, Pinned) else None

    def _ask(self, where: Pinned, code: str, deadline: float) -> bool | None:
        """Ask `CodeSystem/$subsumes`; None where there is no answer."""
        query = f"system={quote(SNOMED_CT, safe=':/')}&codeA={MALIGNANT_NEOPLASTIC_DISEASE}&codeB={code}"
        target = "/" + "/".join((*where.server.path, f"CodeSystem/$subsumes?{query}"))
        answer = self._transport.get(where, target, token=None, deadline=deadline)
        if not isinstance(answer, Answered):
            return None
        try:
            parameters = msgspec.json.decode(answer.body, type=_Parameters)
        except msgspec.MsgspecError:
            return None
        outcome = next((one.value_code for one in parameters.parameter if one.name == "outcome"), None)
        return None if outcome is None else outcome in {"subsumes", "equivalent"}
