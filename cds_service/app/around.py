"""What is around every call: clocks, chance, memory, and which servers may be asked for whom."""

import hmac
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

from cds_service.decision.attend import Surroundings
from cds_service.decision.pseudonyms import Pseudonyms
from cds_service.outbound.address import ServerPolicy
from cds_service.outbound.elsewhere import Others
from cds_service.settings import Settings

from .memory import Memory


def surroundings(settings: Settings, memory: Memory) -> Surroundings:
    """Put them together for a process."""
    others = _others(settings)
    return Surroundings(
        day=clock(settings),
        moment=moment,
        monotonic=time.monotonic,
        new_uuid=lambda: str(uuid4()),
        pseudonyms=Pseudonyms(key(settings, "pseudonyms")),
        elsewhere=lambda caller: others.for_caller(caller.fhir_servers),
        permitted=lambda caller, fhir_server: others.permits(caller.fhir_servers, fhir_server),
        recall=memory.recall,
        keeps_values=settings.record_values,
    )


def key(settings: Settings, purpose: str) -> bytes:
    """Derive a key of its own for each purpose from the site's secret: one that leaks opens nothing else."""
    return hmac.digest(settings.secret_key.get_secret_value().encode(), purpose.encode(), "sha256")


def server_policy(settings: Settings, servers: tuple[str, ...] | None) -> ServerPolicy:
    """Say which of some servers may be asked; None: every one that the settings permit."""
    return ServerPolicy(
        allowed_networks=settings.allowed_networks,
        allow_http_loopback=settings.in_development,
        ca_bundle=settings.ca_bundle,
        servers=servers,
    )


def _others(settings: Settings) -> Others:
    terminology, trials = settings.terminology_server, settings.trials_server
    return Others(
        server_policy(settings, None if settings.in_development else ()),
        (server_policy(settings, (terminology,)), terminology) if terminology else None,
        (server_policy(settings, (trials,)), trials, settings.state_folder) if trials else None,
        settings.callback_budget_ms / 1000,
    )


def moment() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)


def clock(settings: Settings) -> Callable[[], date]:
    """Today is the date of this machine; development may fix it for old or date-shifted data."""
    as_of = settings.as_of
    return (lambda: as_of) if as_of else date.today
