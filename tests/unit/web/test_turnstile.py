"""So many calls at once, and so many bytes; whoever finds no room is told before any work is done."""

import pytest
from werkzeug.exceptions import ServiceUnavailable

from cds_service.web.turnstile import LARGEST_BODIES, Turnstile


def test_a_call_without_a_turn_is_refused() -> None:
    turnstile = Turnstile(1000, at_once=1, patience=0)
    with turnstile.turn(), pytest.raises(ServiceUnavailable), turnstile.turn():
        pass
    with turnstile.turn():
        pass


def test_bodies_share_the_room() -> None:
    turnstile = Turnstile(1000)
    with turnstile.room_for((LARGEST_BODIES - 1) * 1000), turnstile.room_for(1000):
        pass
    for _ in range(2 * LARGEST_BODIES):
        with turnstile.room_for(None):
            pass


def test_a_body_for_which_there_is_no_room_is_refused() -> None:
    turnstile = Turnstile(1)
    holding = [turnstile.room_for(1) for _ in range(LARGEST_BODIES)]
    for one in holding:
        one.__enter__()
    with pytest.raises(ServiceUnavailable), turnstile.room_for(1):
        pass
    for one in holding:
        one.__exit__(None, None, None)
    with turnstile.room_for(1):
        pass
