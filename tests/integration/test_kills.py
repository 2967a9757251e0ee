"""Whoever is killed in the middle of work has lost and doubled nothing that was acknowledged."""

from pathlib import Path

from tests.kills import killed


def test_after_kills_all_that_was_acknowledged_is_there_once(tmp_path: Path) -> None:
    report = killed(4, tmp_path)
    assert (report.lost, report.doubled, report.problems, report.others) == (0, 0, (), frozenset())
    assert report.acknowledged > 0
    assert report.decisions >= report.answered
