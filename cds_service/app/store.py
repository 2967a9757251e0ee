"""Opens the store and lends its parts as functions."""

from cds_service.settings import Settings

from .memory import Memory


def open_store(settings: Settings) -> Memory:
    return Memory()
