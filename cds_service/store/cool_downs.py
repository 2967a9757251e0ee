"""What was last shown of each patient, by pseudonym."""

from dataclasses import asdict, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, delete, insert, select, update

from cds_service.decision.remembered import Remembered

from . import tables
from .database import reading

_table = tables.cool_downs.c
_RECALLED = select(
    _table.status, _table.loss_percent, _table.first_shown_on, _table.shown_on, _table.answered_on
).where(_table.client == bindparam("of_client"), _table.patient == bindparam("of_patient"))
"""Written once: it is asked in nearly every call."""


class CoolDowns:
    """One row a patient and client. Errors of the database get out: the caller decides what they mean."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def recall(self, client: str, patient: str) -> Remembered | None:
        """Give what was last shown; None where nothing was."""
        with reading(self._engine) as connection:
            return _recall(connection, client, patient)

    def remember(self, client: str, patient: str, remembered: Remembered) -> None:
        """Remember what has been shown, in the place of what was shown before."""
        values = asdict(remembered)
        with self._engine.begin() as connection:
            if not connection.execute(update(tables.cool_downs).where(*_of(client, patient)).values(values)).rowcount:
                connection.execute(insert(tables.cool_downs).values(client=client, patient=patient, **values))

    def answered(self, client: str, patient: str, on: date) -> None:
        """Remember that somebody has answered the card; of a patient who was never shown one nothing is remembered."""
        with self._engine.begin() as connection:
            before = _recall(connection, client, patient)
            if before is not None:
                latest = replace(before, answered_on=max(on, before.answered_on or on))
                values = asdict(latest)
                connection.execute(update(tables.cool_downs).where(*_of(client, patient)).values(values))

    def forget(self, before: date) -> int:
        """Forget those who were last shown a card before a day, and count them."""
        with self._engine.begin() as connection:
            return connection.execute(delete(tables.cool_downs).where(_table.shown_on < before)).rowcount


def _recall(connection: Connection, client: str, patient: str) -> Remembered | None:
    row = connection.execute(_RECALLED, {"of_client": client, "of_patient": patient}).mappings().one_or_none()
    return Remembered(**row) if row else None


def _of(client: str, patient: str) -> tuple[ColumnElement[bool], ...]:
    return (_table.client == client, _table.patient == patient)
