"""Opens the store, and lends its parts as functions."""

from alembic.util.exc import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from cds_service.settings import Settings
from cds_service.store import migrate
from cds_service.store.database import open_database
from cds_service.store.migrate import PENDING

from .memory import Memory
from .remembering import Remembering


def open_store(settings: Settings) -> Memory:
    """Open the database of the settings. Raises ValueError, in a sentence, where it cannot be used."""
    url = settings.database_url.get_secret_value()
    engine, quick = open_database(url), open_database(url, durable=False)
    try:
        _make_ready(engine)
        store = Remembering.on(engine, quick, settings)
        store.clients.current()
        store.drain()
    except CommandError:  # a newer version has prepared it
        raise ValueError(PENDING) from None
    except SQLAlchemyError as error:
        raise ValueError(f"the database cannot be used ({type(error).__name__}).") from None
    finally:
        engine.dispose()  # whatever a worker inherits would be shared with the others
    return Memory(
        clients=store.clients.current,
        first_use=store.tokens.first_use,
        recall=store.recall,
        keep=store.keep,
        keep_feedback=store.keep_feedback,
        checks=store.checks,
        waiting=lambda: store.spool.waiting,
    )


def _make_ready(engine: Engine) -> None:
    """A file on this machine is brought up to date; a server's database is shared, so that is a decision of its own."""
    if migrate.is_pending(engine):
        if engine.dialect.name != "sqlite" and not migrate.is_empty(engine):
            raise ValueError(PENDING)
        migrate.upgrade(engine)
