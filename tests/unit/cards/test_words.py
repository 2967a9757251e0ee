"""Every code that the clinical core can name has words on a card."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cds_service import clinical
from cds_service.cards import confounder_words, evidence, names, referral_words
from cds_service.cards.parts import left_out, other_definitions, take_care
from cds_service.clinical.confounders import Code
from cds_service.clinical.facts import Kind
from cds_service.clinical.measures import Family, of_family
from cds_service.clinical.record import Reason
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.ruleset import Criterion
from cds_service.clinical.verdict import Verdict

SOURCE = Path(clinical.__file__).parent
CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
LABORATORY = {measure.key for measure in of_family(Family.LABORATORY)}
SYMPTOMS = {Kind.ANOREXIA, Kind.FATIGUE}


def strings(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and CODE.fullmatch(one.value):
            yield one.value


def named(keyword: str) -> set[str]:
    """Find the codes that the source passes as `missing=` or `cautions=`, or that a function of that name gives."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == keyword:
                found.update(strings(node.value))
            elif isinstance(node, ast.FunctionDef) and keyword.removesuffix("s") in node.name:
                found.update(one for part in node.body for one in strings(part))
    return found


def test_the_source_was_read() -> None:
    assert {"reference_weight", "muscle_mass", "performance_status"} <= named("missing")
    assert {"stale_weight", "stored_bmi", "ecog_from_karnofsky", "birth_date_missing"} <= (
        named("cautions") | {"stored_bmi", "stated_height", "ecog_from_karnofsky"}
    )


@pytest.mark.parametrize("code", sorted(named("missing") | LABORATORY | SYMPTOMS))
def test_what_is_missing_has_a_name(code: str) -> None:
    assert code in names.MISSING


@pytest.mark.parametrize("code", sorted(named("cautions")))
def test_every_caution_has_a_sentence(code: str) -> None:
    assert code in take_care.CAUTIONS


@pytest.mark.parametrize("code", sorted(take_care.CAUTIONS))
def test_every_sentence_has_a_caution(code: str) -> None:
    from_records = {"clinical_status_missing", "cancer_unconfirmed", "diagnosis_unconfirmed"}
    source = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py"))
    assert code in from_records or f'"{code}"' in source


def test_the_tables_are_whole() -> None:
    assert set(confounder_words.LEADS) == set(confounder_words.EFFECTS) == set(confounder_words.WITHHELD) == set(Code)
    assert set(left_out.REASONS) == set(Reason)
    assert set(referral_words.NAMES) == set(referral_words.BACKGROUND) == set(ReferralKind)
    assert set(names.CRITERIA) == {*Criterion, "precachexia", "refractory"}
    assert set(names.IN_FULL) == set(Criterion)
    assert set(other_definitions.VERDICTS) == {Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN}
    assert set(evidence.STATED) >= SYMPTOMS
