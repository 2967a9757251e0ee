"""What the import contracts do not say: where clocks and files may be read, how large things grow, how files begin."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cds_service"
PURE = ("clinical", "hooks", "fhir", "cards", "decision", "rulesets")
WORLD = {"os", "socket", "subprocess", "logging", "requests", "time", "random", "urllib.request", "sqlite3"}
CLOCKS = {"today", "now", "utcnow"}
LONGEST_FILE, MEDIAN_FILE = 300, 80
LONGEST_FUNCTION, MEDIAN_FUNCTION = 50, 8
VAGUE = {"utils", "common", "helpers", "manager", "base", "reads"}

TABLES_OF_WORDS = "_words"
"""A file of words is one `match` over a closed vocabulary: a table that mypy finds whole."""

SOURCES = sorted(PACKAGE.rglob("*.py"))
PURE_SOURCES = [path for path in SOURCES if path.relative_to(PACKAGE).parts[0] in PURE]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


@pytest.mark.parametrize("path", PURE_SOURCES, ids=name_of)
def test_below_the_edges_nothing_touches_the_world(path: Path) -> None:
    nodes = list(ast.walk(tree_of(path)))
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    called = {node.func.attr for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
    assert not imported & WORLD
    assert not called & CLOCKS


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_is_one_idea_said_in_its_first_sentence(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    assert path.stem not in VAGUE
    assert ast.get_docstring(tree_of(path))


FREE = [path for path in SOURCES if path.stem.endswith(TABLES_OF_WORDS) or path.parent.name == "versions"]
"""A migration is one list of tables, and is never changed again."""


@pytest.mark.parametrize("path", [path for path in SOURCES if path not in FREE], ids=name_of)
def test_a_function_fits_on_a_screen(path: Path) -> None:
    assert [(name, lines) for name, lines in functions_of(path) if lines > LONGEST_FUNCTION] == []


def test_most_files_and_functions_are_short() -> None:
    lengths = [len(path.read_text("utf-8").splitlines()) for path in SOURCES if path.name != "__init__.py"]
    assert median(lengths) <= MEDIAN_FILE
    assert median(lines for path in SOURCES for _, lines in functions_of(path)) <= MEDIAN_FUNCTION
