"""The progress bar: for somebody who watches, and who has waited long enough."""

import io

import pytest

from cds_service.cli import progress
from cds_service.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", -1)


def drawn(stream: io.StringIO, *amounts: int, total: int = 4) -> list[str]:
    with Progress("Reading", total, stream) as bar:
        for amount in amounts:
            bar.advance(amount)
    return stream.getvalue().split("\r")


def test_it_draws_each_percent_once_and_ends_its_line(impatient: None) -> None:
    assert drawn(Terminal(), 1, 0, 3) == ["", f"Reading [{'#' * 7:<30}]  25 %", f"Reading [{'#' * 30}] 100 %\n"]


def test_more_than_all_is_all(impatient: None) -> None:
    assert drawn(Terminal(), 9)[-1].endswith("100 %\n")


def test_nobody_watches_a_file(impatient: None) -> None:
    assert drawn(io.StringIO(), 4) == [""]


def test_what_is_quickly_done_needs_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 3600)
    assert drawn(Terminal(), 4) == [""]
