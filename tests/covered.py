"""`make coverage`, second half: puts the processes' measurements together, and refuses what no test walks."""

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import coverage

LEAST = {"clinical": 100, "decision": 100, "hooks": 100, "web": 100}
"""Percent of lines and branches, of the packages that decide what a clinician sees and what a client may do."""
LEAST_ELSEWHERE = 95


@dataclass(frozen=True)
class Walked:
    """What the tests walk of a package, in lines and branches."""

    package: str
    walked: int
    there: int
    gaps: tuple[str, ...]
    """A file with the lines, and the jumps between lines, that no test walks."""

    @property
    def least(self) -> int:
        return LEAST.get(self.package, LEAST_ELSEWHERE)

    @property
    def enough(self) -> bool:
        return 100 * self.walked >= self.least * self.there

    def row(self) -> str:
        """Write the row of the report; percents are rounded down, so that 100 means all."""
        tenths = 1000 * self.walked // self.there if self.there else 1000
        verdict = "" if self.enough else "  too little"
        return f"{self.package:14}{self.there:8}{tenths // 10:8}.{tenths % 10} %{self.least:8} %{verdict}"


def by_package(files: Mapping[str, Any]) -> list[Walked]:
    """Add the files of coverage's JSON report up; the modules beside the packages count as one package, `app`."""
    packages: dict[str, list[tuple[str, Any]]] = {}
    for name, one in sorted(files.items()):
        parts = PurePath(name).parts
        packages.setdefault(parts[1] if len(parts) > 2 else "app", []).append((name, one))
    return [_added_up(package, dict(members)) for package, members in sorted(packages.items())]


def _added_up(package: str, files: Mapping[str, Any]) -> Walked:
    totals = [one["summary"] for one in files.values()]
    return Walked(
        package,
        sum(one["covered_lines"] + one["covered_branches"] for one in totals),
        sum(one["num_statements"] + one["num_branches"] for one in totals),
        tuple(_gap(name, one) for name, one in files.items() if one["missing_lines"] or one["missing_branches"]),
    )


def _gap(name: str, file: Mapping[str, Any]) -> str:
    jumps = [f"{first}->{'exit' if then < 0 else then}" for first, then in file["missing_branches"]]
    return f"{name}: {', '.join([*map(str, file['missing_lines']), *jumps])}"


def report(packages: list[Walked]) -> Iterator[str]:
    """Write a row for each package, and the gaps of those that have too many."""
    yield f"{'package':14}{'to walk':>8}{'walked':>12}{'least':>10}"
    yield from (one.row() for one in packages)
    for one in packages:
        if not one.enough:
            yield from ("", f"{one.package}: no test walks", *(f"  {gap}" for gap in one.gaps))


def measured() -> Mapping[str, Any]:
    """Give the files of coverage's JSON report over all processes."""
    measurement = coverage.Coverage()
    measurement.combine()
    measurement.save()
    with tempfile.TemporaryDirectory() as folder:
        measurement.json_report(outfile=str(Path(folder) / "coverage.json"))
        files: Mapping[str, Any] = json.loads(Path(folder, "coverage.json").read_text("utf-8"))["files"]
    return files


def main() -> int:
    """Report, and fail where a package is walked too little."""
    packages = by_package(measured())
    print(*report(packages), sep="\n")
    return 0 if all(one.enough for one in packages) else 1


if __name__ == "__main__":
    sys.exit(main())
