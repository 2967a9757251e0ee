"""The trials of a trials server, refreshed in the background; the last good copy is kept, also over a restart."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from cds_service.clinical.trials import Trial
from cds_service.decision.failure import Failure
from cds_service.decision.ports import Wanted
from cds_service.fhir.research_study import trial_of
from cds_service.fhir.resources import ResearchStudy

from .address import ServerPolicy
from .fhir_server import FhirServer

log = logging.getLogger(__name__)

QUERY = "ResearchStudy?status=active,approved,in-review&_count=200"
REFRESH_SECONDS = 3600
PATIENCE_SECONDS = 60

_trials = TypeAdapter(tuple[Trial, ...])


class TrialRegistry:
    """Gives the trials that it has, at once; a refresh never holds up an answer."""

    def __init__(
        self, policy: ServerPolicy, base: str, folder: Path, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._base, self._clock = base, clock
        self._reader = FhirServer.under(policy, clock=clock)
        self._copy = folder / "trials.json"
        self._trials = self._kept()
        self._due = clock()
        self._refreshing = threading.Lock()

    def __call__(self) -> tuple[Trial, ...]:
        """Give the last good copy, and refresh it in the background where it is due."""
        if self._clock() >= self._due and self._refreshing.acquire(blocking=False):
            threading.Thread(target=self._refresh_and_release, name="trials", daemon=True).start()
        return self._trials

    def refresh(self) -> Failure | None:
        """Read the server now; what it cannot give leaves the last good copy as it is."""
        self._due = self._clock() + REFRESH_SECONDS
        found = self._reader.read(self._base, None, {"": Wanted(QUERY)}, self._clock() + PATIENCE_SECONDS)[""]
        if isinstance(found, Failure):
            log.warning("trials were not refreshed: %s", found.value)
            return found
        studies = (one for one in found.resources if isinstance(one, ResearchStudy))
        self._trials = tuple(trial for one in studies if (trial := trial_of(one)) is not None)
        self._keep()
        return None

    def _refresh_and_release(self) -> None:
        try:
            self.refresh()
        finally:
            self._refreshing.release()

    def _kept(self) -> tuple[Trial, ...]:
        try:
            return _trials.validate_json(self._copy.read_bytes())
        except (OSError, ValidationError):
            return ()

    def _keep(self) -> None:
        """Replace the copy in one step, so that a reader never sees half of it."""
        try:
            self._copy.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._copy.with_suffix(".new")
            fresh.write_bytes(_trials.dump_json(self._trials))
            fresh.replace(self._copy)
        except OSError:
            log.warning("the copy of the trials could not be written")
