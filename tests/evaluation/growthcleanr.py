"""The weight algorithm beside growthcleanr's labelled adult weights, per strictness level of the labels.

`python -m tests.evaluation.growthcleanr FILE [--list LEVEL]`, with `adult_weights_labelled.csv`: the project's
hand-made measurements with the result expected at each level (carriedaymont/growthcleanr, MIT).
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from cds_service.clinical.calendar import When
from cds_service.clinical.record import Reason, Recorded, Weight
from cds_service.clinical.weight_rules import WeightSeriesRules
from cds_service.clinical.weight_series import read_weight_series

BIRTH = date(1950, 1, 1)
LEVELS = ("loosest", "looser", "tighter", "tightest")
SAME_DAY = ("Exclude-A-Identical", "Exclude-A-Extraneous")
"""Labels of the values that lose to another of the same day; we take the day's median instead of a winner."""


@dataclass(frozen=True)
class Judged:
    """One weight: whose, when, how heavy, the labels, and our reason for leaving it out."""

    subject: str
    day: int
    kg: Decimal
    labels: dict[str, str]
    ours: str | None

    def agrees(self, level: str) -> bool:
        return (self.ours is None) == (self.labels[level] == "Include")


def judge(file: Path) -> Iterator[Judged]:
    """Clean every subject's weights and pair the result with the labels."""
    weights: dict[str, list[dict[str, str]]] = defaultdict(list)
    heights: dict[str, Decimal] = {}
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["param"] == "WEIGHTKG":
                weights[row["subjid"]].append(row)
            elif row["expected_loosest"] == "Include":
                heights[row["subjid"]] = Decimal(row["measurement"])
    for subject, rows in weights.items():
        ours = _left_out([_weight(row) for row in rows], heights.get(subject))
        for row in rows:
            labels = {level: row[f"expected_{level}"] for level in LEVELS}
            yield Judged(subject, int(row["agedays"]), Decimal(row["measurement"]), labels, ours.get(row["id"]))


def _left_out(weights: list[Weight], height_cm: Decimal | None) -> dict[str, str]:
    """Give the reason for each weight that every reading leaves out, and of those that one reading doubts."""
    today = max(one.recorded.when.last for one in weights)
    histories = read_weight_series(weights, today, WeightSeriesRules(), height_cm=height_cm)
    found = {one.source: one.reason.value for one in histories[0].excluded}
    doubtful = {source for one in histories for source in (*one.with_doubtful, *one.without_doubtful)}
    return found | dict.fromkeys(doubtful, Reason.UNCONFIRMED.value)


def _weight(row: dict[str, str]) -> Weight:
    day = BIRTH + timedelta(days=int(row["agedays"]))
    return Weight(Decimal(row["measurement"]), Recorded(row["measurement"], "kg", When.on(day), row["id"]))


def table(judged: list[Judged]) -> str:
    """Count agreement and both kinds of disagreement for each level."""
    lines = [
        "| level | weights | both keep | both leave out | only we leave out | only they leave out | same day |",
        "|---|---|---|---|---|---|---|",
    ]
    for level in LEVELS:
        counts = Counter((one.ours is None, one.labels[level] == "Include") for one in judged)
        same_day = sum(one.ours is None and one.labels[level] in SAME_DAY for one in judged)
        lines.append(
            f"| {level} | {len(judged)} | {counts[True, True]} | {counts[False, False]} | {counts[False, True]} "
            f"| {counts[True, False]} | {same_day} |"
        )
    return "\n".join(lines)


def reasons(judged: list[Judged], level: str) -> str:
    """Count the pairs of our reason and their label where the two disagree."""
    pairs = Counter((one.ours or "kept", one.labels[level]) for one in judged if not one.agrees(level))
    return "\n".join(f"{count:4}  ours {ours:16} theirs {theirs}" for (ours, theirs), count in pairs.most_common())


def listing(judged: list[Judged], level: str) -> str:
    """Print every subject in whom the two disagree, with the whole series."""
    disagreeing = {one.subject for one in judged if not one.agrees(level)}
    lines = []
    for subject in sorted(disagreeing):
        lines.append(subject)
        lines += [_line(one, level) for one in judged if one.subject == subject]
    return "\n".join(lines)


def _line(one: Judged, level: str) -> str:
    mark = " " if one.agrees(level) else "*"
    return f"   {mark} day {one.day} {one.kg} kg  ours {one.ours or 'kept':16} {one.labels[level]}"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--list", choices=LEVELS, dest="level")
    arguments = parser.parse_args()
    judged = list(judge(arguments.file))
    print(table(judged))
    for level in (arguments.level,) if arguments.level else LEVELS:
        print(f"\n{level}\n{reasons(judged, level)}")
    if arguments.level:
        print(f"\n{listing(judged, arguments.level)}")


if __name__ == "__main__":
    main()
