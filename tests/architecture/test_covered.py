"""The gate of `make coverage` counts branches as well as lines, and every exclusion has a reason."""

import re
from pathlib import Path
from typing import Any

from tests.covered import by_package, report

ROOT = Path(__file__).parents[2]
EXCLUSION = re.compile(r"#\s*pragma:\s*no (?:cover|branch)(?P<reason>.*)")


def file(*, lines: tuple[int, int], branches: tuple[int, int], missing: list[int], jumps: list[list[int]]) -> Any:
    summary = dict(zip(("covered_lines", "num_statements"), lines, strict=True))
    summary |= dict(zip(("covered_branches", "num_branches"), branches, strict=True))
    return {"summary": summary, "missing_lines": missing, "missing_branches": jumps}


WHOLE = file(lines=(10, 10), branches=(4, 4), missing=[], jumps=[])
ONE_JUMP_SHORT = file(lines=(10, 10), branches=(3, 4), missing=[], jumps=[[7, -1]])
ONE_LINE_SHORT = file(lines=(999, 1000), branches=(0, 0), missing=[3], jumps=[])


def test_a_branch_that_no_test_walks_is_too_little_for_a_core_package() -> None:
    (clinical,) = by_package({"cds_service/clinical/a.py": WHOLE, "cds_service/clinical/b/c.py": ONE_JUMP_SHORT})
    assert (clinical.package, clinical.walked, clinical.there, clinical.enough) == ("clinical", 27, 28, False)
    assert list(report([clinical]))[-1].strip() == "cds_service/clinical/b/c.py: 7->exit"


def test_a_core_package_is_not_rounded_up_to_all_of_it() -> None:
    (web,) = by_package({"cds_service/web/a.py": ONE_LINE_SHORT})
    assert ("99.9 %" in web.row(), web.enough) == (True, False)


def test_elsewhere_one_line_in_twenty_may_be_missing() -> None:
    twenty = {"missing": [1], "branches": (0, 0), "jumps": []}
    settings, cards = by_package(
        {
            "cds_service/cards/a.py": file(lines=(19, 20), **twenty),
            "cds_service/settings.py": file(lines=(18, 19), **twenty),
        }
    )
    assert (cards.package, cards.enough, settings.package, settings.enough) == ("cards", True, "app", False)


def test_every_exclusion_says_why() -> None:
    sources = sorted((ROOT / "cds_service").rglob("*.py"))
    lines = [(path.name, line) for path in sources for line in path.read_text("utf-8").splitlines()]
    silent = [(name, line) for name, line in lines if (found := EXCLUSION.search(line)) and len(found["reason"]) < 10]
    assert silent == []
