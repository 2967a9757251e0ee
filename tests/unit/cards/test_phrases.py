"""Every sentence is in the catalogue; numbers and dates are written as the reader writes them."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from cds_service import clinical
from cds_service.cards import phrases as phrases_module
from cds_service.cards.phrases import Phrases
from cds_service.clinical.calendar import When
from cds_service.clinical.measures import Measure
from tests.unit.cards import patients
from tests.unit.cards.patients import BY_STATUS, cards_of

KEYWORDS = {"say": None, "phrase": None, "count": (1, 2)}
PLACEHOLDER = re.compile(r"(\{[a-z]+\})")


def shouted(message: str) -> str:
    """A stand-in translation: everything but the placeholders in capitals."""
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.upper() for part in PLACEHOLDER.split(message))


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Phrases:
    """A German catalogue in which every sentence that Babel finds in the source is shouted."""
    folder: Path = tmp_path_factory.mktemp("locale")
    catalogue = Catalog("de")
    sources = (Path(module.__file__ or "").parent for module in (phrases_module, clinical))
    found = (one for source in sources for one in extract_from_dir(source, keywords=KEYWORDS, comment_tags=()))
    for _, _, message, _, _ in found:
        plural = isinstance(message, tuple)
        catalogue.add(message, tuple(map(shouted, message)) if plural else shouted(message))
    for measure in Measure:
        catalogue.add(measure.phrase, shouted(measure.phrase))
        catalogue.add(measure.by, shouted(measure.by))
    target = folder / "de" / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "cards.mo").open("wb") as file:
        write_mo(file, catalogue)
    return Phrases("de-AT", folder)


@pytest.mark.parametrize("status", BY_STATUS)
def test_every_sentence_comes_from_the_catalogue(status: str, german: Phrases) -> None:
    for card in cards_of(BY_STATUS[status], phrases=german):
        told = f"{card.summary} {card.detail}".replace("https://cds.example.org/docs/rules", "")
        told = re.sub(r"default version 1|Referral to [a-z ]+", "", told)
        assert not re.findall(r"[a-z]{4,}", told)


def test_numbers_and_dates_are_written_for_the_reader(german: Phrases) -> None:
    assert german.number(Fraction(149, 2), 1) == "74,5"
    assert german.day(date(2026, 6, 28)) == "28.06.2026"
    assert cards_of(patients.CACHEXIA, phrases=german)[0].summary.startswith("LOST 8,0 KG (10,0 %)")


def test_english_dates_cannot_be_read_in_two_ways() -> None:
    english = Phrases()
    assert english.day(date(2026, 6, 28)) == "28 Jun 2026"
    assert english.when(When(date(2026, 1, 1), date(2026, 1, 31))) == "January 2026"
    assert english.when(When(date(2026, 1, 1), date(2026, 12, 31))) == "2026"
    assert Phrases("en_US").day(date(2026, 6, 28)).replace("\u202f", " ") == "Jun 28, 2026"


@pytest.mark.parametrize("locale", ["fr", "de_DE", "not-a-language", "", "../../etc"])
def test_a_language_without_a_catalogue_is_answered_in_english_throughout(locale: str) -> None:
    assert Phrases(locale).number(Fraction(149, 2), 1) == "74.5"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 6, 1), date(2026, 6, 2), "1 day"),
        (date(2026, 6, 1), date(2026, 6, 24), "23 days"),
        (date(2026, 5, 1), date(2026, 6, 29), "59 days"),
        (date(2026, 5, 1), date(2026, 6, 30), "2 months"),
        (date(2026, 1, 15), date(2026, 6, 28), "5 months"),
        (date(2025, 12, 28), date(2026, 6, 28), "6 months"),
        (date(2025, 6, 28), date(2026, 6, 28), "12 months"),
    ],
)
def test_time_is_told_in_days_or_whole_months(first: date, last: date, said: str) -> None:
    assert Phrases().between(first, last) == said


def test_numbers_are_rounded_half_up_and_long_ones_grouped() -> None:
    english = Phrases()
    assert english.number(Fraction(1, 4), 1) == "0.3"
    assert english.number(1500, 0) == "1500"
    assert english.number(15000, 0) == "15,000"
