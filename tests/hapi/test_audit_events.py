"""The record of decisions goes to a FHIR server as AuditEvents: a real one takes them."""

from dataclasses import replace
from pathlib import Path

import pytest
import requests

from cds_service.decision.entry import Outcome
from cds_service.store.export import audit_events
from cds_service.store.records import Records
from cds_service.store.spool import Spool
from tests.hapi.server import Hapi
from tests.store_records.making import KEY, entry, new_database
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.hapi


def test_hapi_takes_every_kind_of_audit_event(hapi: Hapi, tmp_path: Path) -> None:
    engine = new_database(tmp_path)
    records = Records(engine, Spool(tmp_path / "spool"), KEY)
    for number, outcome in enumerate(Outcome, start=1):
        shown = {} if outcome is Outcome.ANSWERED else {"cards": ()}
        records.keep(replace(entry(number), outcome=outcome, **shown))
    events = list(audit_events(engine))
    engine.dispose()
    assert len(events) == len(Outcome)
    for event in events:
        answer = requests.post(
            f"{hapi.base}/AuditEvent",
            data=event.encode(),
            headers={"Content-Type": "application/fhir+json"},
            timeout=PATIENCE_SECONDS,
        )
        assert answer.status_code == 201, answer.text
