"""Every case of the clinical manual holds: one test a row."""

from collections.abc import Iterator
from dataclasses import fields

import pytest

from cds_service.clinical.ruleset import ClinicalRules
from tests.spec.answers import mismatch
from tests.spec.chapters import CHAPTERS
from tests.spec.given import assessed
from tests.spec.manual import write_manual
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


def test_every_setting_of_the_clinical_rules_stands_in_the_manual():
    text = write_manual()
    groups = [one.name for one in fields(ClinicalRules)]
    assert [name for name in groups if f"`{name}" not in text] == []


def test_no_two_cases_of_a_chapter_give_the_same():
    for chapter in CHAPTERS:
        for table in chapter.tables:
            given = [tuple(case.given.items()) for case in table.cases]
            assert len(given) == len(set(given)), f"{chapter.title}: {table.caption}"
