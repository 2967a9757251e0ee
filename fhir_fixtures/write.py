"""Writes each story's Bundle, and the table of the README: `python -m fhir_fixtures.write [--check]`."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from .builders import BASE_URL, collection, searchset
from .catalogue import AS_OF, STORIES
from .story import Resource, Story

HERE = Path(__file__).parent
PATIENTS = HERE / "patients"
README = HERE / "README.md"
BEGIN, END = "<!-- patients: written by fhir_fixtures.write -->", "<!-- end of patients -->"


def expected_files() -> dict[Path, str]:
    """Give the text of every file that this package generates."""
    files = {README: _with_table(README.read_text(encoding="utf-8"))}
    for story in STORIES:
        for name, bundle in bundles(story).items():
            files[PATIENTS / story.id / name] = as_json(bundle)
    return files


def bundles(story: Story) -> dict[str, Resource]:
    """Build a story's Bundles by file name: one collection, or the pages of the answer to `$everything`."""
    if not story.pages:
        return {"bundle.json": collection((*story.resources, *story.strays))}
    pages = ((*story.resources, *story.strays), *story.pages)
    total = sum(len(page) for page in pages)
    return {
        _page_name(number): {**searchset(page, _page_url(story, number), next_url=_next(story, number)), "total": total}
        for number, page in enumerate(pages, start=1)
    }


def as_json(content: object) -> str:
    """Write JSON as all generated files do."""
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def outdated(files: dict[Path, str]) -> list[Path]:
    """List the files that do not exist or differ."""
    return [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def orphans() -> list[Path]:
    """List the folders that no story explains."""
    known = {story.id for story in STORIES}
    return sorted(path for path in PATIENTS.iterdir() if path.name not in known) if PATIENTS.exists() else []


def write(files: dict[Path, str]) -> None:
    """Write the files."""
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write, or with --check say what is out of date."""
    files = expected_files()
    if arguments == ["--check"]:
        wrong = [*outdated(files), *orphans()]
        print("\n".join(f"out of date: {path.relative_to(HERE.parent)}" for path in wrong) or "fixtures are up to date")
        return 1 if wrong else 0
    if arguments:
        print("usage: python -m fhir_fixtures.write [--check]")
        return 2
    write(files)
    return 0


def _page_name(number: int) -> str:
    return "bundle.json" if number == 1 else f"bundle.page-{number}.json"


def _page_url(story: Story, number: int) -> str:
    url = f"{BASE_URL}/Patient/{story.id}/$everything"
    return url if number == 1 else f"{url}?page={number}"


def _next(story: Story, number: int) -> str | None:
    return _page_url(story, number + 1) if number <= len(story.pages) else None


def _with_table(readme: str) -> str:
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{_table(STORIES)}\n{END}{after}"


def _table(stories: Iterable[Story]) -> str:
    rows = [
        f"| [`{one.id}`](patients/{one.id}/bundle.json) | {one.sentence} | `{one.facts.status}` |" for one in stories
    ]
    head = f"| patient | story | status on {AS_OF.isoformat()} |"
    return "\n".join(("", head, "|---|---|---|", *rows, ""))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
