"""Who calls: clients are verified by their tokens; a development service also answers whoever has none."""

from collections.abc import Callable

from werkzeug.exceptions import ServiceUnavailable

from cds_service.decision.attend import Surroundings
from cds_service.hooks.client import Client
from cds_service.hooks.token import Key
from cds_service.outbound.jwks import KeySets, KeysUnavailable
from cds_service.settings import Settings
from cds_service.web.caller import CallerCheck
from cds_service.web.ports import CallerOf

from .around import server_policy
from .memory import Memory


def callers(settings: Settings, memory: Memory, around: Surroundings) -> CallerOf:
    """Make the check of callers. Key servers may live where FHIR servers may."""
    key_sets = KeySets(server_policy(settings, None))

    def keys(client: Client, kid: str) -> Key | None:
        try:
            return key_sets(client, kid)
        except KeysUnavailable:
            raise ServiceUnavailable from None

    return CallerCheck(
        clients=memory.clients,
        keys=keys,
        first_use=memory.first_use,
        base_url=settings.public_base_url,
        moment=around.moment,
        algorithms=settings.jwt_algorithms,
        answers_anyone=settings.in_development,
    )


def is_allowed_origin(settings: Settings, memory: Memory) -> Callable[[str], bool]:
    """Allow the origins of the settings, and those of the clients that are registered now."""
    listed = frozenset(settings.allowed_origins)
    return lambda origin: origin in listed or any(origin in one.origins for one in memory.clients() if one.enabled)
