"""Every case of the clinical manual holds: one test a row."""

from collections.abc import Iterator

import pytest

from tests.spec.answers import mismatch
from tests.spec.given import assessed
from tests.spec.manual import CHAPTERS
from tests.spec.table import Case


def every_case() -> Iterator[object]:
    for chapter in CHAPTERS:
        for place, table in enumerate(chapter.tables, start=1):
            for row, case in enumerate(table.cases, start=1):
                yield pytest.param(case, id=f"{chapter.name}-{place}.{row}-{case.slug}")


@pytest.mark.parametrize("case", list(every_case()))
def test_the_rules_answer_as_the_manual_says(case: Case):
    assessment = assessed(case.given)
    answers = (mismatch(assessment, name, cell) for name, cell in case.expected.items())
    assert [one for one in answers if one] == []
