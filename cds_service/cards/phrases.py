"""The phrase catalogue: every sentence of the cards in the reader's language, numbers and dates as written there.

English is the source. A language without a catalogue is answered in English throughout: English words around a
decimal comma could be misread.
"""

import gettext
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from cds_service.clinical.calendar import When
from cds_service.clinical.decimals import fixed
from cds_service.clinical.span import Number

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "cards"
REMEMBERED = 4096
"""Formatted numbers and dates kept by one catalogue: they repeat from card to card."""

INTERNATIONAL_ENGLISH = Locale.parse("en_001")  # "28 Jun 2026": bare English would write the month first


class Phrases:
    """The words, numbers and dates of one language."""

    def __init__(self, locale: str = "en", folder: Path = CATALOGUES) -> None:
        self._asked = (locale, folder)
        self.locale = _supported(locale, folder)
        self._words = gettext.translation(DOMAIN, folder, [str(self.locale)], fallback=True)
        self._written = lru_cache(REMEMBERED)(self._write_number)
        self._dated = lru_cache(REMEMBERED)(self._write_period)
        self._short = lru_cache(REMEMBERED)(self._write_day_and_month)

    def __reduce__(self) -> tuple[type["Phrases"], tuple[str, Path]]:
        """Travel to another process by name: what is remembered here stays here."""
        return Phrases, self._asked

    def say(self, message: str, /, **values: object) -> str:
        """Translate a sentence and fill in its values."""
        words = self._words.gettext(message)
        return words.format(**values) if values else words

    def count(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """Translate a sentence that depends on a number; `{number}` stands for it."""
        return self._words.ngettext(singular, plural, number).format(number=self.number(number, 0), **values)

    def number(self, number: Number, places: int) -> str:
        """Write a number with so many decimals, rounded half up."""
        return self._written(fixed(number, places))

    def measured(self, number: Decimal) -> str:
        """Write a number with the decimals that it was measured with."""
        return self._written(f"{number:f}")

    def day(self, day: date) -> str:
        """Write a date."""
        return self._dated(When.on(day))

    def when(self, when: When) -> str:
        """Write a date of which perhaps only the month or the year is known."""
        return self._dated(when)

    def short_date(self, when: When, today: date) -> str:
        """Write a date without its year, where that is this year: "25 Jun"."""
        if when.day is None or when.first.year != today.year:
            return self.when(when)
        return self._short(when.first)

    def short_day(self, day: date, today: date) -> str:
        """Write a known day without its year, where that is this year."""
        return self.short_date(When.on(day), today)

    def between(self, first: date, last: date) -> str:
        """Write how much time lies between two days: days up to two months, then whole months."""
        days = (last - first).days
        if days < 60:
            return self.count("{number} day", "{number} days", days)
        return self.count("{number} month", "{number} months", round(days * 12 / 365.25))

    def listed(self, items: Iterable[str]) -> str:
        """Write "a, b and c"."""
        return format_list(list(items), locale=self.locale)

    def _write_number(self, digits: str) -> str:
        whole, _, decimals = digits.partition(".")
        pattern = "#,##0" + ("." + "0" * len(decimals) if decimals else "")
        # Four digits stay together, as in medical writing: 1500 kcal.
        return format_decimal(
            Decimal(digits), format=pattern, locale=self.locale, group_separator=len(whole.lstrip("-")) > 4
        )

    def _write_period(self, when: When) -> str:
        if when.day:
            return format_date(when.first, "medium", self.locale)
        month = (when.first.year, when.first.month) == (when.last.year, when.last.month)
        return format_skeleton("yMMMM" if month else "y", when.first, locale=self.locale)

    def _write_day_and_month(self, day: date) -> str:
        return format_skeleton("MMMd", day, locale=self.locale)


def _supported(name: str, folder: Path) -> Locale:
    """Give the locale that is really spoken: the wanted one where there is a catalogue for it, else English."""
    try:
        wanted = Locale.parse(name, sep="-" if "-" in name else "_")
    except (UnknownLocaleError, ValueError):
        return INTERNATIONAL_ENGLISH
    if wanted.language == "en":
        return wanted if wanted.territory else INTERNATIONAL_ENGLISH
    return wanted if gettext.find(DOMAIN, folder, [str(wanted)]) else INTERNATIONAL_ENGLISH
