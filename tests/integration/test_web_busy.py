"""While every turn is taken, liveness answers, and a call is told so before anything is done for it."""

from threading import Event, Thread

from cds_service.hooks.client import Caller
from cds_service.hooks.request import HookCall
from cds_service.web import site, turnstile
from tests.contract.calls import valid_call
from tests.contract.stand_in import StandIn, answer, stand_in_site
from tests.waiting import PATIENCE_SECONDS

PATH = "/cds-services/cancer-cachexia"


def test_a_call_without_a_turn_gets_503_and_liveness_still_answers(monkeypatch) -> None:
    inside, released = Event(), Event()

    def slow(call: HookCall, caller: Caller, arrived: float) -> StandIn:
        inside.set()
        released.wait(PATIENCE_SECONDS)
        return answer(call, caller, arrived)

    one_at_once = lambda largest: turnstile.Turnstile(largest, at_once=1, patience=0)  # noqa: E731 - a stand-in
    monkeypatch.setattr(site, "Turnstile", one_at_once)
    app = stand_in_site(answer=slow)
    busy = Thread(target=lambda: app.test_client().post(PATH, json=valid_call()))
    busy.start()
    try:
        assert inside.wait(PATIENCE_SECONDS)
        refused = app.test_client().post(PATH, json=valid_call())
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
        assert refused.get_json()["resourceType"] == "OperationOutcome"
        assert app.test_client().get("/health/live").status_code == 200
    finally:
        released.set()
        busy.join(PATIENCE_SECONDS)
