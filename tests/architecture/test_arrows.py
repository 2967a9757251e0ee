"""How many rooms know each other: an arrow more needs an argument."""

from tests.architecture.arrows import arrows, drawn

MOST = 35
"""28 before the store and the telemetry came: each is known to `app` and to the commands, and knows two others."""


def test_few_rooms_know_each_other() -> None:
    assert len(arrows()) <= MOST, drawn(arrows())


def test_no_two_rooms_know_each_other_both_ways() -> None:
    assert [(one, other) for one, other in arrows() if (other, one) in arrows()] == []


def test_the_languages_at_the_bottom_know_nobody() -> None:
    assert [one for one, _ in arrows() if one in {"clinical", "hooks"}] == []


def test_a_picture_shows_every_arrow_once() -> None:
    picture = drawn([("__main__", "cli"), ("cli", "app"), ("cli", "web")])
    assert picture.splitlines()[2:-1] == ['    main["__main__"] --> cli', "    cli --> app & web"]
